import { useContext, useState, type ReactNode } from 'react';
import type { RecordBoot } from '../../record-document.ts';
import type { FramedBy } from './framed.ts';
import { ModalDialog, SidePanel } from '../dialogs/dialogs.tsx';
import { problemsOf } from '../components/crm-action-problems.ts';
import { RecordForm } from '../editors/record-form.tsx';
import type { HostActions } from './contract.ts';
import { contextText, type CrmAction } from './crm-context.ts';
import { PreviewContext } from './preview-context.ts';

interface CrmActionsProps {
  readonly view: FramedBy;
  readonly viewer: RecordBoot['viewer'];
  readonly addAlert: HostActions['addAlert'];
  readonly refresh: () => void;
}

/** Activities that HubSpot keeps as records, by the action that writes one. */
const ACTIVITIES: Readonly<
  Record<string, { readonly objectTypeId: string; readonly title: string; readonly done: string }>
> = {
  ADD_NOTE: { objectTypeId: '0-46', title: 'Add note', done: 'Note created' },
  ADD_TASK: { objectTypeId: '0-27', title: 'Add task', done: 'Task created' },
};

/** Carries out what the CRM action components ask for, on this page. */
export function useCrmActions(props: CrmActionsProps) {
  const [action, setAction] = useState<CrmAction | null>(null);
  const close = () => setAction(null);
  const drawn = action ? <ActionDialog {...props} action={action} close={close} /> : null;
  return { act: setAction as (action: CrmAction) => void, drawn };
}

type DialogProps = CrmActionsProps & { readonly action: CrmAction; readonly close: () => void };

function ActionDialog({ view, viewer, addAlert, refresh, action, close }: DialogProps): ReactNode {
  const drawPreview = useContext(PreviewContext);
  const { actionType, actionContext = {} } = action;
  const text = (name: string) => contextText(actionContext, name);
  const target = { portalId: view.portalId, objectTypeId: text('objectTypeId'), objectId: text('objectId') };
  const problems = problemsOf(action);
  if (problems.length > 0) return <NotHere action={action} close={close} why={problems.join(' ')} />;
  if (actionType === 'PREVIEW_OBJECT') return drawPreview({ at: target, viewer, close });
  const form = formOf(action);
  if (form === null) return <NotHere action={action} close={close} />;
  const created = () => {
    close();
    refresh();
    addAlert({ type: 'success', message: form.done });
  };
  return (
    <SidePanel title={form.title} close={close}>
      <RecordForm
        portalId={view.portalId}
        timezone={view.timezone}
        objectTypeId={form.objectTypeId}
        {...(form.associate ? { associate: form.associate } : {})}
        created={created}
        cancel={close}
      />
    </SidePanel>
  );
}

/** The form of a new record, alone or linked to the record that the action names. */
function formOf({ actionType, actionContext = {} }: CrmAction) {
  const link = (found: unknown) => {
    const context = (found ?? {}) as Readonly<Record<string, unknown>>;
    return {
      objectTypeId: contextText(context, 'objectTypeId'),
      objectId: contextText(context, 'objectId'),
      typeIds: [],
    };
  };
  const activity = ACTIVITIES[actionType];
  if (activity) return { ...activity, associate: link(actionContext) };
  const objectTypeId = contextText(actionContext, 'objectTypeId');
  const record = { objectTypeId, done: 'Record created' };
  if (actionType === 'OPEN_RECORD_CREATOR_FORM') return { ...record, title: 'Create record', associate: null };
  if (actionType === 'OPEN_RECORD_ASSOCIATION_FORM')
    return { ...record, title: 'Create and associate', associate: link(actionContext['association']) };
  return null;
}

/** Mail, meetings and workflows are not emulated; a card's author sees that the action arrived, and with what. */
const NO_WINDOW = 'HubSpot opens its own window for this action. The emulator has none; it got this context:';
const NotHere = ({ action, close, why = NO_WINDOW }: Pick<DialogProps, 'action' | 'close'> & { why?: string }) => (
  <ModalDialog title={action.actionType} close={close}>
    <div className="hs-modal-body">
      <p>{why}</p>
      <pre className="card-problem">{JSON.stringify(action.actionContext ?? {}, null, 2)}</pre>
    </div>
  </ModalDialog>
);
