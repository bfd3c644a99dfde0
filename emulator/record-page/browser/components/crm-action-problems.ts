import { contextText, type CrmAction } from '../card/crm-context.ts';

const RECORD = ['objectTypeId', 'objectId'] as const;

/** What each action has to be told, as HubSpot's types say; `association.` is a record inside the context. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  PREVIEW_OBJECT: RECORD,
  ADD_NOTE: RECORD,
  ADD_TASK: RECORD,
  SEND_EMAIL: RECORD,
  SCHEDULE_MEETING: RECORD,
  OPEN_RECORD_CREATOR_FORM: ['objectTypeId'],
  OPEN_RECORD_ASSOCIATION_FORM: ['objectTypeId', 'association.objectTypeId', 'association.objectId'],
  ENGAGEMENT_APP_LINK: [...RECORD, 'engagementId'],
  RECORD_APP_LINK: RECORD,
  PAGE_APP_LINK: ['path'],
  EXTERNAL_URL: ['href'],
  OPEN_WORKFLOW_ENROLLMENT_MODAL: RECORD,
};

/** Why an action cannot be carried out, for its `onError`; empty when it can. */
export function problemsOf({ actionType, actionContext = {} }: CrmAction): string[] {
  const needed = NEEDED[actionType];
  if (!needed) return [`There is no action ${actionType}.`];
  return needed
    .filter((path) => textAt(actionContext, path) === '')
    .map((path) => `${actionType} needs ${path} in its actionContext.`);
}

function textAt(context: Readonly<Record<string, unknown>>, path: string): string {
  const [first = '', second] = path.split('.');
  if (second === undefined) return contextText(context, first);
  const inner = context[first];
  return typeof inner === 'object' && inner !== null ? contextText(inner as Record<string, unknown>, second) : '';
}
