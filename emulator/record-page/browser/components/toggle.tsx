import { classes, shortSize, type Base } from './base.ts';
import { useFormValue } from './form-values.ts';
import { useTold } from './told.ts';

interface ToggleProps extends Base {
  readonly label: string;
  readonly labelDisplay?: 'inline' | 'top' | 'hidden';
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readonly?: boolean;
  readonly readOnly?: boolean;
  readonly name?: string;
  readonly size?: string;
  readonly textChecked?: string;
  readonly textUnchecked?: string;
  readonly onChange?: (checked: boolean) => void;
}

/** Only the medium size has room for a text on the switch. */
export function Toggle(props: ToggleProps) {
  const { testId, label, labelDisplay = 'inline', name, textChecked = 'ON', textUnchecked = 'OFF', onChange } = props;
  const [own, setOwn] = useTold(props.checked, props.initialIsChecked ?? false);
  useFormValue(name, own);
  const size = shortSize(props.size, 'md');
  return (
    <label className={classes('hs-toggle', `hs-toggle-${size}`, labelDisplay === 'top' && 'hs-toggle-top')}>
      {labelDisplay === 'hidden' ? null : <span>{label}</span>}
      <span className="hs-toggle-switch">
        <input
          type="checkbox"
          role="switch"
          name={name}
          aria-label={label}
          checked={own}
          disabled={props.readOnly ?? props.readonly}
          onChange={(event) => {
            setOwn(event.currentTarget.checked);
            onChange?.(event.currentTarget.checked);
          }}
          data-testid={testId}
        />
        {size === 'md' ? <b aria-hidden="true">{own ? textChecked : textUnchecked}</b> : null}
      </span>
    </label>
  );
}
