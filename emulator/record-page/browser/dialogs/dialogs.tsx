import type { ReactNode } from 'react';
import { Dialog } from '../components/dialog.tsx';

interface FrameProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** HubSpot asks in the middle of the page, */
export const ModalDialog = ({ title, close, children }: FrameProps) => (
  <Dialog className="hs-modal hs-modal-sm" modal title={title} label={undefined} testId={undefined} close={close}>
    {children}
  </Dialog>
);

/** and takes input in a panel at the right. */
export const SidePanel = ({ title, close, children, width = 'sm' }: FrameProps & { readonly width?: 'sm' | 'lg' }) => (
  <Dialog
    className={`hs-panel hs-panel-${width}`}
    modal
    title={title}
    label={undefined}
    testId={undefined}
    close={close}
  >
    {children}
  </Dialog>
);

/** Why the last try was refused; read out at once. */
export const Refusal = ({ text }: { text: string | null }) =>
  text === null ? null : (
    <p role="alert" className="refusal">
      {text}
    </p>
  );
