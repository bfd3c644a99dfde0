import { ChoiceList } from './choice-list.tsx';
import { useChoices } from './choices.ts';
import { classes } from './base.ts';
import { Field } from './field.tsx';
import { useFormValue } from './form-values.ts';
import { useOptionSearch, type BaseSelectProps, type SelectValue } from './select-options.ts';
import { useTold } from './told.ts';

interface SelectProps extends BaseSelectProps {
  readonly value?: SelectValue;
  readonly onChange?: (value: SelectValue) => void;
}

/** One of several options; the card gets its own value back, whatever its type. */
export function Select(props: SelectProps) {
  const { options = [], label, placeholder = 'Select', variant = 'input', testId } = props;
  const [own, setOwn] = useTold<SelectValue | undefined>(props.value, undefined);
  useFormValue(props.name, own);
  const { shown, search, clear } = useOptionSearch(props);
  const choices = useChoices({
    labels: shown.map((option) => option.label),
    chosenAt: shown.findIndex((option) => option.value === own),
    disabled: props.readOnly,
    pick: (at) => {
      const chosen = shown[at];
      if (!chosen) return;
      setOwn(chosen.value);
      clear();
      props.onChange?.(chosen.value);
    },
  });
  const current = options.find((option) => option.value === own);
  return (
    <Field field={props}>
      {(control) => (
        <div className={classes('hs-select', `hs-select-${variant}`)} {...choices.placeProps}>
          <button
            {...control}
            {...choices.openerProps}
            className={classes('hs-input', !current && 'hs-placeholder')}
            aria-label={label ? undefined : placeholder}
            data-testid={testId}
          >
            <span>{current?.label ?? placeholder}</span>
            <i className="hs-caret" aria-hidden="true" />
          </button>
          <ChoiceList
            choices={choices}
            label={label ?? placeholder}
            search={search}
            options={shown.map((option) => ({
              key: String(option.value),
              label: option.label,
              chosen: option.value === own,
            }))}
          />
        </div>
      )}
    </Field>
  );
}
