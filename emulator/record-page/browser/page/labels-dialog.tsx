import { useState } from 'react';
import type { AssociatedView, AssociationList, RecordView } from '../../record-view.ts';
import { ask } from '../ask.ts';
import { ModalDialog, Refusal } from '../dialogs/dialogs.tsx';
import { useSubmit } from '../use-submit.ts';

interface LabelChoiceProps {
  readonly labels: AssociationList['labels'];
  readonly typeIds: readonly number[];
  readonly choose: (typeIds: readonly number[]) => void;
}

/** What two records are to each other: none or several of the pair's labels. */
export function LabelChoice({ labels, typeIds, choose }: LabelChoiceProps) {
  if (labels.length === 0) return null;
  const toggle = (typeId: number) =>
    choose(typeIds.includes(typeId) ? typeIds.filter((each) => each !== typeId) : [...typeIds, typeId]);
  return (
    <fieldset className="choices">
      <legend>Association label</legend>
      {labels.map(({ typeId, label }) => (
        <label key={typeId}>
          <input type="checkbox" checked={typeIds.includes(typeId)} onChange={() => toggle(typeId)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface LabelsProps {
  readonly view: RecordView;
  readonly list: AssociationList;
  readonly other: AssociatedView;
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

export function LabelsDialog({ view, list, other, close, done }: LabelsProps) {
  const [typeIds, setTypeIds] = useState<readonly number[]>(other.labels.map(({ typeId }) => typeId));
  const { busy, refusal, submit } = useSubmit();
  const { portalId, objectTypeId, objectId } = view;
  const save = async () => {
    const link = { toObjectTypeId: list.objectTypeId, toIds: [other.id], typeIds };
    await ask('/records/associate', { portalId, objectTypeId, objectId, ...link });
    await done();
  };
  return (
    <ModalDialog title={`Labels of ${other.title}`} close={close}>
      <div className="hs-modal-body">
        <LabelChoice labels={list.labels} typeIds={typeIds} choose={setTypeIds} />
        <Refusal text={refusal} />
      </div>
      <footer className="hs-modal-footer">
        <button
          type="button"
          className="hs-button hs-button-primary hs-button-sm"
          aria-busy={busy}
          onClick={() => void submit(save)}
        >
          Save
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={close}>
          Cancel
        </button>
      </footer>
    </ModalDialog>
  );
}
