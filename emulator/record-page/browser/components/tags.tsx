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
  const Text = onClick ? 'button' : 'span';
  return (
    <span className={classes('hs-status', `hs-status-${variant}`, hollow && 'hs-status-hollow')} data-testid={testId}>
      <i aria-hidden="true" />
      <Text className="hs-status-text" {...(onClick ? { type: 'button', onClick: () => onClick() } : {})}>
        {children}
      </Text>
      {showRemoveIcon ? (
        <button type="button" className="hs-status-remove" aria-label="Remove" onClick={() => onRemoveClick?.()}>
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

export function Tag(props: TagProps) {
  const { testId, children, variant = 'default', inline = false } = props;
  const { press, overlay, triggerProps } = useTrigger(props);
  const clickable = Boolean(props.onClick ?? props.overlay);
  const shared = {
    ...triggerProps,
    className: classes('hs-tag', `hs-tag-${variant}`, inline && 'hs-tag-inline', clickable && 'hs-clickable'),
    'data-testid': testId,
  };
  return (
    <>
      {clickable ? (
        <button type="button" {...shared} onClick={press}>
          {children}
        </button>
      ) : (
        <span {...shared}>{children}</span>
      )}
      {overlay}
    </>
  );
}
