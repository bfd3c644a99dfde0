import { classes } from './base.ts';
import type { FieldProps } from './field.tsx';
import { useTold } from './told.ts';

interface Option {
  readonly label: string;
  readonly value: string;
  readonly initialIsChecked?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
}
interface ToggleGroupProps extends FieldProps {
  readonly toggleType?: 'checkboxList' | 'radioButtonList';
  readonly options: readonly Option[];
  readonly value?: string | readonly string[];
  readonly inline?: boolean;
  readonly onChange?: (value: string | string[]) => void;
}

const asList = (value: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : value;

/** A list of checkboxes answers with all chosen values, a list of radio buttons with the one. */
export function ToggleGroup(props: ToggleGroupProps) {
  const { testId, label, name, options, value, inline = false, toggleType = 'checkboxList', onChange } = props;
  const [chosen, setChosen] = useTold<readonly string[]>(
    asList(value),
    options.filter((option) => option.initialIsChecked).map((option) => option.value),
  );
  const radio = toggleType === 'radioButtonList';
  const press = (one: string, on: boolean) => {
    const next = radio ? [one] : on ? [...chosen, one] : chosen.filter((each) => each !== one);
    setChosen(next);
    onChange?.(radio ? one : next);
  };
  return (
    <fieldset className={classes('hs-choices', inline && 'hs-choices-inline')} data-testid={testId}>
      {label ? <legend>{label}</legend> : null}
      {options.map((option) => (
        <label key={option.value} className="hs-choice">
          <input
            type={radio ? 'radio' : 'checkbox'}
            name={name}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={option.readOnly}
            onChange={(event) => press(option.value, event.currentTarget.checked)}
          />
          <span>
            {option.label}
            {option.description ? <small>{option.description}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
