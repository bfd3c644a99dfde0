import { shortSize, type Base } from './base.ts';
import { Dialog } from './dialog.tsx';
import { useOverlayFrame, type OverlayProps } from './overlay-frame.ts';

interface ModalProps extends Base, OverlayProps {
  readonly title?: string;
  readonly width?: string;
  readonly variant?: 'danger' | 'default';
  readonly 'aria-label'?: string;
}

export function Modal(props: ModalProps) {
  const { testId, children, title, width, variant = 'default' } = props;
  const { shown, close } = useOverlayFrame(props);
  if (!shown) return null;
  return (
    <Dialog
      modal
      className={`hs-modal hs-modal-${shortSize(width, 'sm')} hs-modal-${variant}`}
      title={title}
      label={props['aria-label']}
      testId={testId}
      close={close}
    >
      {children}
    </Dialog>
  );
}

export const ModalBody = ({ testId, children }: Base) => (
  <div className="hs-modal-body" data-testid={testId}>
    {children}
  </div>
);
export const ModalFooter = ({ testId, children }: Base) => (
  <footer className="hs-modal-footer" data-testid={testId}>
    {children}
  </footer>
);
