import type { Base } from './base.ts';
import { useTold } from './told.ts';

interface CheckboxProps extends Base {
  readonly value?: string;
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly name?: string;
  readonly onChange?: (checked: boolean, value: string) => void;
}

function Choice({ type, props }: { type: 'checkbox' | 'radio'; props: CheckboxProps }) {
  const {
    testId,
    children,
    value = '',
    checked,
    initialIsChecked = false,
    readOnly,
    description,
    name,
    onChange,
  } = props;
  const [own, setOwn] = useTold(checked, initialIsChecked);
  return (
    <label className="hs-choice">
      <input
        type={type}
        name={name}
        value={value}
        checked={own}
        disabled={readOnly}
        onChange={(event) => {
          setOwn(event.currentTarget.checked);
          onChange?.(event.currentTarget.checked, value);
        }}
        data-testid={testId}
      />
      <span>
        {children}
        {description ? <small>{description}</small> : null}
      </span>
    </label>
  );
}

export const Checkbox = (props: CheckboxProps) => <Choice type="checkbox" props={props} />;
export const RadioButton = (props: CheckboxProps) => <Choice type="radio" props={props} />;
