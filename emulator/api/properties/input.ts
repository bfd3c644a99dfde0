import { z } from 'zod';

const FIELD_TYPES = [
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
] as const;

const OptionInput = z.object({
  label: z.string().min(1),
  value: z.string(),
  displayOrder: z.number().int().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});
export type OptionInput = z.infer<typeof OptionInput>;

/** Only these can be made; reads show `json` and `object_coordinates` as well. */
const type = z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']);

/** A hint can be changed and never removed: null keeps it, and an empty text is refused. */
const hints = {
  numberDisplayHint: z
    .enum(['currency', 'duration', 'formatted', 'percentage', 'probability', 'unformatted'])
    .nullish(),
  textDisplayHint: z
    .enum([
      'domain_name',
      'email',
      'ip_address',
      'multi_line',
      'phone_number',
      'physical_address',
      'postal_code',
      'unformatted_single_line',
    ])
    .nullish(),
  showCurrencySymbol: z.boolean().nullish(),
  currencyPropertyName: z.string().nullish(),
  calculationFormula: z.string().min(1).nullish(),
};

const editable = {
  label: z.string().min(1),
  groupName: z.string().min(1),
  type,
  fieldType: z.enum(FIELD_TYPES),
  description: z.string(),
  displayOrder: z.number().int(),
  hidden: z.boolean(),
  formField: z.boolean(),
  options: z.array(OptionInput),
};

export const PropertyCreate = z.object({
  ...editable,
  ...hints,
  name: z.string().min(1),
  description: editable.description.default(''),
  displayOrder: editable.displayOrder.default(-1),
  hidden: editable.hidden.default(false),
  formField: editable.formField.default(false),
  options: editable.options.default([]),
  hasUniqueValue: z.boolean().default(false),
  externalOptions: z.boolean().default(false),
  referencedObjectType: z.string().nullish(),
  dataSensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']).default('non_sensitive'),
});
export type PropertyCreate = z.infer<typeof PropertyCreate>;

/** What cannot be changed (uniqueness, sensitivity, the name, where options come from) is ignored. */
export const PropertyPatch = z.object({ ...editable, ...hints }).partial();
export type PropertyPatch = z.infer<typeof PropertyPatch>;
