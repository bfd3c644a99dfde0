import { useId } from 'react';
import { classes, shortSize, type Base } from './base.ts';
import { useFormValue } from './form-values.ts';
import { useTold } from './told.ts';

interface CheckboxProps extends Base {
  readonly value?: string;
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readonly?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly name?: string;
  readonly size?: string;
  readonly variant?: string;
  readonly inline?: boolean;
  readonly 'aria-label'?: string;
  readonly onChange?: (checked: boolean, value: string) => void;
}

function Choice({ type, props }: { type: 'checkbox' | 'radio'; props: CheckboxProps }) {
  const { testId, children, value = '', name, description, onChange } = props;
  const [own, setOwn] = useTold(props.checked, props.initialIsChecked ?? false);
  useFormValue(name, own ? value || true : undefined);
  const descriptionId = useId();
  const size = shortSize(props.size ?? (props.variant === 'small' ? 'sm' : undefined), 'md');
  return (
    <label className={classes('hs-choice', `hs-choice-${size}`, props.inline && 'hs-choice-inline')}>
      <input
        type={type}
        name={name}
        value={value}
        checked={own}
        disabled={props.readOnly ?? props.readonly}
        aria-label={props['aria-label']}
        aria-describedby={description ? descriptionId : undefined}
        onChange={(event) => {
          setOwn(event.currentTarget.checked);
          onChange?.(event.currentTarget.checked, value);
        }}
        data-testid={testId}
      />
      <span>
        {children}
        {description ? <small id={descriptionId}>{description}</small> : null}
      </span>
    </label>
  );
}

export const Checkbox = (props: CheckboxProps) => <Choice type="checkbox" props={props} />;
export const RadioButton = (props: CheckboxProps) => <Choice type="radio" props={props} />;
