import { classes, shortSize, type Base } from './base.ts';
import { Dialog } from './dialog.tsx';
import { useOverlayFrame, type OverlayProps } from './overlay-frame.ts';

interface PanelProps extends Base, OverlayProps {
  readonly title?: string;
  readonly width?: string;
  readonly variant?: 'modal' | 'default';
  readonly 'aria-label'?: string;
}

/** Slides in at the right; as `modal` it darkens the page. */
export function Panel(props: PanelProps) {
  const { testId, children, title, width, variant = 'default' } = props;
  const { shown, close } = useOverlayFrame(props);
  if (!shown) return null;
  return (
    <Dialog
      modal={variant === 'modal'}
      className={`hs-panel hs-panel-${shortSize(width, 'sm')}`}
      title={title}
      label={props['aria-label']}
      testId={testId}
      close={close}
    >
      {children}
    </Dialog>
  );
}

export const PanelBody = ({ testId, children }: Base) => (
  <div className="hs-panel-body" data-testid={testId}>
    {children}
  </div>
);
export const PanelSection = ({ testId, children, flush = false }: Base & { flush?: boolean }) => (
  <section className={classes('hs-panel-section', flush && 'hs-panel-flush')} data-testid={testId}>
    {children}
  </section>
);
export const PanelFooter = ({ testId, children }: Base) => (
  <footer className="hs-panel-footer" data-testid={testId}>
    {children}
  </footer>
);
