import { useSubmit } from '../use-submit.ts';
import { ModalDialog, Refusal } from './dialogs.tsx';

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly run: () => Promise<void>;
  readonly close: () => void;
}

/** Asks before something is deleted or removed. */
export function ConfirmDialog({ title, text, action, run, close }: ConfirmProps) {
  const { busy, refusal, submit } = useSubmit();
  return (
    <ModalDialog title={title} close={close}>
      <div className="hs-modal-body">
        <p>{text}</p>
        <Refusal text={refusal} />
      </div>
      <footer className="hs-modal-footer">
        <button
          type="button"
          className="hs-button hs-button-destructive hs-button-sm"
          aria-busy={busy}
          onClick={() => void submit(run)}
        >
          {action}
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={close}>
          Cancel
        </button>
      </footer>
    </ModalDialog>
  );
}
