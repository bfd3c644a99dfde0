import type { AssociatedView, AssociationList, RecordView } from '../../record-view.ts';
import { ask } from '../ask.ts';
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx';
import { SidePanel } from '../dialogs/dialogs.tsx';
import { RecordForm } from '../editors/record-form.tsx';
import { AssociatePanel } from './associate-panel.tsx';
import { LabelsDialog } from './labels-dialog.tsx';
import { leaveNotice } from './notice.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { WorkflowActionsPanel } from './workflow-actions-panel.tsx';

/** What is open above a record page. */
export type Opened =
  | { readonly kind: 'merge' | 'delete' | 'workflow-actions' }
  | { readonly kind: 'activity'; readonly type: 'notes' | 'tasks' }
  | { readonly kind: 'associate'; readonly list: AssociationList }
  | { readonly kind: 'labels' | 'dissociate'; readonly list: AssociationList; readonly other: AssociatedView };

interface RecordDialogsProps {
  readonly view: RecordView;
  readonly opened: Opened | null;
  readonly close: () => void;
  readonly refresh: () => Promise<void>;
}

export function RecordDialogs({ view, opened, close, refresh }: RecordDialogsProps) {
  const { portalId, objectTypeId, objectId } = view;
  const done = async () => {
    close();
    await refresh();
  };
  switch (opened?.kind) {
    case 'merge':
      return <MergeDialog view={view} close={close} />;
    case 'delete':
      return (
        <ConfirmDialog
          title={`Delete ${view.title}?`}
          text={`The ${view.singular}, its timeline and its associations are deleted. It can be restored from the recycle bin.`}
          action="Delete"
          close={close}
          run={async () => {
            await ask('/records/delete', { portalId, objectTypeId, ids: [objectId] });
            leaveNotice(`${view.title} was deleted. The recycle bin keeps it.`);
            location.assign(view.indexHref);
          }}
        />
      );
    case 'activity':
      return (
        <SidePanel title={opened.type === 'notes' ? 'Create note' : 'Create task'} close={close}>
          <RecordForm
            portalId={portalId}
            timezone={view.timezone}
            objectTypeId={opened.type}
            associate={{ objectTypeId, objectId, typeIds: [] }}
            created={done}
            cancel={close}
          />
        </SidePanel>
      );
    case 'associate':
      return <AssociatePanel view={view} list={opened.list} close={close} done={done} />;
    case 'labels':
      return <LabelsDialog view={view} list={opened.list} other={opened.other} close={close} done={done} />;
    case 'dissociate':
      return (
        <ConfirmDialog
          title="Remove association?"
          text={`${opened.other.title} is no longer associated with ${view.title}. Both records stay.`}
          action="Remove association"
          close={close}
          run={async () => {
            const link = { toObjectTypeId: opened.list.objectTypeId, toIds: [opened.other.id] };
            await ask('/records/dissociate', { portalId, objectTypeId, objectId, ...link });
            await done();
          }}
        />
      );
    case 'workflow-actions':
      return <WorkflowActionsPanel view={view} close={close} />;
    default:
      return null;
  }
}
