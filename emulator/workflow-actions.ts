import { z } from 'zod';
import type { WorkflowAction, WorkflowField } from './app-registration.ts';

const Field = z.object({
  typeDefinition: z.object({
    name: z.string(),
    type: z.string().default('string'),
    fieldType: z.string().default('text'),
    options: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
  }),
  isRequired: z.boolean().default(false),
});
const labels = z.record(z.string(), z.string()).default({});
const Labels = z.object({
  actionName: z.string(),
  actionDescription: z.string().default(''),
  inputFieldLabels: labels,
  inputFieldDescriptions: labels,
  outputFieldLabels: labels,
});
const Config = z.object({
  actionUrl: z.url(),
  objectTypes: z.array(z.string()).default([]),
  inputFields: z.array(Field).default([]),
  outputFields: z.array(Field).default([]),
  // HubSpot requires English; other languages are additions.
  labels: z.object({ en: Labels }),
});

/** A `workflow-action` component, its labels joined to its fields. */
export function workflowAction(uid: string, config: unknown): WorkflowAction {
  const { actionUrl, objectTypes, inputFields, outputFields, labels: words } = Config.parse(config);
  const { en } = words;
  return {
    uid,
    name: en.actionName,
    description: en.actionDescription,
    actionUrl,
    objectTypes,
    inputFields: inputFields.map((field) => described(field, en.inputFieldLabels, en.inputFieldDescriptions)),
    outputFields: outputFields.map((field) => described(field, en.outputFieldLabels, {})),
  };
}

function described(
  { typeDefinition, isRequired }: z.infer<typeof Field>,
  fieldLabels: Readonly<Record<string, string>>,
  descriptions: Readonly<Record<string, string>>,
): WorkflowField {
  const { name } = typeDefinition;
  return {
    ...typeDefinition,
    label: fieldLabels[name] ?? name,
    description: descriptions[name] ?? '',
    required: isRequired,
  };
}
