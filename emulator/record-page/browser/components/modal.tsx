import { createPortal } from 'react-dom';
import { shortSize, type Base } from './base.ts';
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
  return createPortal(
    <div className="hs-backdrop">
      <div
        className={`hs-modal hs-modal-${shortSize(width, 'sm')} hs-modal-${variant}`}
        role="dialog"
        aria-modal="true"
        aria-label={props['aria-label'] ?? title}
        data-testid={testId}
      >
        <header>
          <h3>{title}</h3>
          <button type="button" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        {children}
      </div>
    </div>,
    document.body,
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
