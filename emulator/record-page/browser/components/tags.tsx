import { classes, type Base } from './base.ts';
import { useTrigger, type TriggerProps } from './trigger.tsx';

interface StatusTagProps extends Base {
  readonly variant?: string;
  readonly hollow?: boolean;
  readonly onClick?: () => void;
  readonly showRemoveIcon?: boolean;
  readonly onRemoveClick?: () => void;
}

export function StatusTag({
  testId,
  children,
  variant = 'default',
  hollow = false,
  showRemoveIcon = false,
  onClick,
  onRemoveClick,
}: StatusTagProps) {
  const name = classes('hs-status', `hs-status-${variant}`, hollow && 'hs-status-hollow', onClick && 'hs-clickable');
  return (
    <span className={name} onClick={() => onClick?.()} data-testid={testId}>
      <i aria-hidden="true" />
      {children}
      {showRemoveIcon ? (
        <button type="button" aria-label="Remove" onClick={() => onRemoveClick?.()}>
          ×
        </button>
      ) : null}
    </span>
  );
}

interface TagProps extends TriggerProps {
  readonly variant?: string;
  readonly inline?: boolean;
}

export function Tag({ testId, children, variant = 'default', ...trigger }: TagProps) {
  const { press, overlay } = useTrigger(trigger);
  const clickable = Boolean(trigger.onClick ?? trigger.overlay);
  return (
    <>
      <span
        className={classes('hs-tag', `hs-tag-${variant}`, clickable && 'hs-clickable')}
        onClick={press}
        data-testid={testId}
      >
        {children}
      </span>
      {overlay}
    </>
  );
}
