import { useId } from 'react';
import { classes, shortSize } from './base.ts';
import { FieldMessage, Hint, type FieldProps } from './field.tsx';
import { useFormValue } from './form-values.ts';
import { useTold } from './told.ts';

interface Option {
  readonly label: string;
  readonly value: string;
  readonly initialIsChecked?: boolean;
  readonly readonly?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
}
interface ToggleGroupProps extends FieldProps {
  readonly toggleType?: 'checkboxList' | 'radioButtonList';
  readonly options?: readonly Option[];
  readonly value?: string | readonly string[];
  readonly inline?: boolean;
  readonly size?: string;
  readonly variant?: string;
  readonly onChange?: (value: string | string[]) => void;
}

const asList = (value: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : value;

/** A list of checkboxes answers with all chosen values, a list of radio buttons with the one. */
export function ToggleGroup(props: ToggleGroupProps) {
  const { testId, label, name, options = [], inline = false, toggleType = 'checkboxList', onChange } = props;
  const id = useId();
  const radio = toggleType === 'radioButtonList';
  const [chosen, setChosen] = useTold<readonly string[]>(
    asList(props.value),
    options.filter((option) => option.initialIsChecked).map((option) => option.value),
  );
  useFormValue(name, radio ? chosen[0] : chosen);
  const press = (one: string, on: boolean) => {
    const next = radio ? [one] : on ? [...chosen, one] : chosen.filter((each) => each !== one);
    setChosen(next);
    onChange?.(radio ? one : next);
  };
  const size = shortSize(props.size ?? (props.variant === 'small' ? 'sm' : undefined), 'md');
  return (
    <fieldset
      className={classes('hs-choices', inline && 'hs-choices-inline', props.error && 'hs-field-error')}
      role={radio ? 'radiogroup' : undefined}
      aria-invalid={radio && props.error ? true : undefined}
      aria-required={radio && props.required ? true : undefined}
      aria-describedby={props.validationMessage ? `${id}-message` : undefined}
      data-testid={testId}
    >
      {label ? (
        <legend>
          {label}
          {props.required ? <b aria-hidden="true"> *</b> : null}
          {props.tooltip ? <Hint text={props.tooltip} /> : null}
        </legend>
      ) : null}
      {options.map((option) => (
        <label key={option.value} className={`hs-choice hs-choice-${size}`}>
          <input
            type={radio ? 'radio' : 'checkbox'}
            name={`${id}-${name ?? ''}`}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={option.readOnly ?? option.readonly}
            onChange={(event) => press(option.value, event.currentTarget.checked)}
          />
          <span>
            {option.label}
            {option.description ? <small>{option.description}</small> : null}
          </span>
        </label>
      ))}
      <FieldMessage id={`${id}-message`} field={props} />
    </fieldset>
  );
}
