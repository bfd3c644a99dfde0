import { classes, type Base } from './base.ts';
import { useTold } from './told.ts';

interface ToggleProps extends Base {
  readonly label: string;
  readonly labelDisplay?: 'inline' | 'top' | 'hidden';
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readonly?: boolean;
  readonly readOnly?: boolean;
  readonly name?: string;
  readonly onChange?: (checked: boolean) => void;
}

export function Toggle({
  testId,
  label,
  labelDisplay = 'inline',
  checked,
  initialIsChecked = false,
  onChange,
  ...rest
}: ToggleProps) {
  const [own, setOwn] = useTold(checked, initialIsChecked);
  return (
    <label className={classes('hs-toggle', labelDisplay === 'top' && 'hs-toggle-top')}>
      {labelDisplay === 'hidden' ? null : <span>{label}</span>}
      <input
        type="checkbox"
        role="switch"
        name={rest.name}
        aria-label={label}
        checked={own}
        disabled={rest.readOnly ?? rest.readonly}
        onChange={(event) => {
          setOwn(event.currentTarget.checked);
          onChange?.(event.currentTarget.checked);
        }}
        data-testid={testId}
      />
    </label>
  );
}
