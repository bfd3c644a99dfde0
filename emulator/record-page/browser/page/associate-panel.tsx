import { useState } from 'react';
import type { FoundView } from '../../pages/found-view.ts';
import type { AssociationList, RecordView } from '../../record-view.ts';
import { ask } from '../ask.ts';
import { Refusal, SidePanel } from '../dialogs/dialogs.tsx';
import { RecordSearch } from '../dialogs/record-search.tsx';
import { RecordForm } from '../editors/record-form.tsx';
import { useSubmit } from '../use-submit.ts';
import { LabelChoice } from './labels-dialog.tsx';

interface AssociateProps {
  readonly view: RecordView;
  readonly list: AssociationList;
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

/** "+ Add": an existing record, found by name, or a new one. */
export function AssociatePanel({ view, list, close, done }: AssociateProps) {
  const [tab, setTab] = useState<'existing' | 'new'>('existing');
  const [typeIds, setTypeIds] = useState<readonly number[]>([]);
  const { portalId, objectTypeId, objectId } = view;
  const tabs = [
    { key: 'existing', label: 'Add existing' },
    { key: 'new', label: 'Create new' },
  ] as const;
  return (
    <SidePanel title={`Add ${list.plural} to ${view.title}`} close={close}>
      <div className="panel-tabs" role="tablist" aria-label="Way to add">
        {tabs.map(({ key, label }) => (
          <button key={key} type="button" role="tab" aria-selected={tab === key} onClick={() => setTab(key)}>
            {label}
          </button>
        ))}
      </div>
      {tab === 'existing' ? (
        <Existing view={view} list={list} close={close} done={done} typeIds={typeIds} setTypeIds={setTypeIds} />
      ) : (
        <RecordForm
          portalId={portalId}
          timezone={view.timezone}
          objectTypeId={list.objectTypeId}
          associate={{ objectTypeId, objectId, typeIds }}
          created={done}
          cancel={close}
        />
      )}
    </SidePanel>
  );
}

interface ExistingProps extends AssociateProps {
  readonly typeIds: readonly number[];
  readonly setTypeIds: (typeIds: readonly number[]) => void;
}

function Existing({ view, list, close, done, typeIds, setTypeIds }: ExistingProps) {
  const [chosen, setChosen] = useState<readonly FoundView[]>([]);
  const { busy, refusal, submit } = useSubmit();
  const { portalId, objectTypeId, objectId } = view;
  const without = new Set(list.objectTypeId === objectTypeId ? [...list.ids, objectId] : list.ids);
  const save = async () => {
    const link = { toObjectTypeId: list.objectTypeId, toIds: chosen.map(({ id }) => id), typeIds };
    await ask('/records/associate', { portalId, objectTypeId, objectId, ...link });
    await done();
  };
  return (
    <form
      className="panel-form"
      aria-label="Add existing"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(save);
      }}
    >
      <div className="hs-panel-body">
        <RecordSearch
          portalId={portalId}
          objectTypeId={list.objectTypeId}
          label={`Search ${list.plural}`}
          without={without}
          several
          chosen={chosen}
          choose={setChosen}
        />
        <LabelChoice labels={list.labels} typeIds={typeIds} choose={setTypeIds} />
      </div>
      <Refusal text={refusal} />
      <footer className="hs-panel-footer">
        <button
          type="submit"
          className="hs-button hs-button-primary hs-button-sm"
          disabled={chosen.length === 0}
          aria-busy={busy}
        >
          Save
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={close}>
          Cancel
        </button>
      </footer>
    </form>
  );
}
