import { useState } from 'react';
import type { FoundView } from '../../pages/found-view.ts';
import type { RecordView } from '../../record-view.ts';
import { ask } from '../ask.ts';
import { ModalDialog, Refusal } from '../dialogs/dialogs.tsx';
import { RecordSearch } from '../dialogs/record-search.tsx';
import { useSubmit } from '../use-submit.ts';

/** Two records become one: which other, and which of the two keeps its values. */
export function MergeDialog({ view, close }: { view: RecordView; close: () => void }) {
  const [chosen, setChosen] = useState<readonly FoundView[]>([]);
  const [primary, setPrimary] = useState(view.objectId);
  const { busy, refusal, submit } = useSubmit();
  const [other] = chosen;
  const { portalId, objectTypeId } = view;
  const merge = async () => {
    if (!other) return;
    const mergedId = primary === view.objectId ? other.id : view.objectId;
    const body = { portalId, objectTypeId, objectId: primary, mergedId };
    location.assign((await ask<{ href: string }>('/records/merge', body)).href);
  };
  return (
    <ModalDialog title={`Merge ${view.title}`} close={close}>
      <div className="hs-modal-body">
        <p>Choose the {view.singular} to merge with this one.</p>
        <RecordSearch
          portalId={portalId}
          objectTypeId={objectTypeId}
          label={`Search ${view.plural}`}
          without={new Set([view.objectId])}
          several={false}
          chosen={chosen}
          choose={setChosen}
        />
        {other ? (
          <fieldset className="choices">
            <legend>Which {view.singular} stays as the primary one?</legend>
            {[{ id: view.objectId, title: view.title }, other].map(({ id, title }) => (
              <label key={id}>
                <input type="radio" name="primary" checked={primary === id} onChange={() => setPrimary(id)} />
                {title} <small>ID {id}</small>
              </label>
            ))}
          </fieldset>
        ) : null}
        <p className="warning">
          <b>This cannot be undone.</b> The primary {view.singular} keeps its values and takes those that only the other
          one has, with its associations and activities.
        </p>
        <Refusal text={refusal} />
      </div>
      <footer className="hs-modal-footer">
        <button
          type="button"
          className="hs-button hs-button-primary hs-button-sm"
          disabled={!other}
          aria-busy={busy}
          onClick={() => void submit(merge)}
        >
          Merge
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={close}>
          Cancel
        </button>
      </footer>
    </ModalDialog>
  );
}
