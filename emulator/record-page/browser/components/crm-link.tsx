import type { Base } from './base.ts';

interface CrmActionProps extends Base {
  readonly actionType: string;
  readonly actionContext?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly size?: string;
}

/** Where HubSpot's own page would go; the other actions open parts of HubSpot that are not emulated. */
function targetOf({ actionType, actionContext = {} }: CrmActionProps): string | null {
  const text = (name: string) => String(actionContext[name] ?? '');
  if (actionType === 'EXTERNAL_URL') return /^https?:/.test(text('href')) ? text('href') : null;
  if (actionType === 'RECORD_APP_LINK' || actionType === 'PREVIEW_OBJECT')
    return `/records/${text('objectTypeId')}/${text('objectId')}`;
  return null;
}

const title = (props: CrmActionProps) => (targetOf(props) === null ? `${props.actionType} is not emulated` : undefined);

export const CrmActionLink = (props: CrmActionProps) => (
  <a className="hs-link" href={targetOf(props) ?? undefined} title={title(props)} data-testid={props.testId}>
    {props.children}
  </a>
);

export const CrmActionButton = (props: CrmActionProps) => (
  <a
    className="hs-button hs-button-secondary hs-button-sm"
    href={targetOf(props) ?? undefined}
    title={title(props)}
    data-testid={props.testId}
  >
    {props.children}
  </a>
);
