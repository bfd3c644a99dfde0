import { useState } from 'react';
import type { RecycleBinView } from '../../pages/recycle-bin-view.ts';
import { ask } from '../ask.ts';
import { useToasts } from '../page/toasts.tsx';
import { useFresh } from '../use-fresh.ts';
import { useSubmit } from '../use-submit.ts';
import { Refusal } from '../dialogs/dialogs.tsx';

/** Deleted records, type by type; what is chosen comes back with its associations. */
export function RecycleBinPage({ first }: { first: RecycleBinView }) {
  const [type, setType] = useState(first.objectTypeId);
  const { portalId } = first;
  const { view, refresh } = useFresh(first, '/recycle-bin', { portalId: String(portalId), type }, 1500);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { busy, refusal, submit } = useSubmit();
  const toasts = useToasts();
  const rows = view.objectTypeId === type ? view.rows : [];
  const restore = async () => {
    const ids = [...chosen];
    await ask('/records/restore', { portalId, objectTypeId: type, ids });
    toasts.add({ type: 'success', message: `${ids.length} restored.` });
    setChosen(new Set());
    await refresh();
  };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <main className="index" id="content">
      <div className="index-head">
        <h1>Recycle bin</h1>
        <p>Records that were deleted here or through the API can be restored.</p>
      </div>
      <div className="index-card">
        <div className="index-tools">
          <select
            className="hs-input index-select"
            aria-label="Object type"
            value={type}
            onChange={(event) => {
              setType(event.currentTarget.value);
              setChosen(new Set());
            }}
          >
            {view.types.map(({ objectTypeId, label, total }) => (
              <option key={objectTypeId} value={objectTypeId}>
                {label} ({total})
              </option>
            ))}
          </select>
          <button
            type="button"
            className="hs-button hs-button-primary hs-button-sm"
            disabled={chosen.size === 0}
            aria-busy={busy}
            onClick={() => void submit(restore)}
          >
            Restore{chosen.size > 0 ? ` ${chosen.size}` : ''}
          </button>
          <Refusal text={refusal} />
        </div>
        <table className="index-table">
          <thead>
            <tr>
              <td className="index-check" />
              <th scope="col">Name</th>
              <th scope="col">Record ID</th>
              <th scope="col">Deleted</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, title, deleted }) => (
              <tr key={id} className={chosen.has(id) ? 'index-chosen' : undefined}>
                <td className="index-check">
                  <input
                    type="checkbox"
                    aria-label={`Select ${title}`}
                    checked={chosen.has(id)}
                    onChange={() => toggle(id)}
                  />
                </td>
                <td>{title}</td>
                <td>{id}</td>
                <td>{deleted}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? (
          <div className="index-empty">
            <h2>Nothing was deleted</h2>
            <p>Deleted {view.many} will lie here.</p>
          </div>
        ) : null}
      </div>
      {toasts.drawn}
    </main>
  );
}
