import { classes } from './base.ts';
import { ChoiceList } from './choice-list.tsx';
import { useChoices } from './choices.ts';
import { Field } from './field.tsx';
import { useFormValue } from './form-values.ts';
import { useOptionSearch, type BaseSelectProps, type SelectValue } from './select-options.ts';
import { useTold } from './told.ts';

interface MultiSelectProps extends BaseSelectProps {
  readonly value?: readonly SelectValue[];
  readonly onChange?: (value: SelectValue[]) => void;
}

/** Several options, each of them a tag that can be taken away; `onChange` tells them all. */
export function MultiSelect(props: MultiSelectProps) {
  const { options = [], label, placeholder = 'Select', variant = 'input', readOnly = false, testId } = props;
  const [own, setOwn] = useTold<readonly SelectValue[]>(props.value, []);
  useFormValue(props.name, own);
  const { shown, search } = useOptionSearch(props);
  const set = (next: readonly SelectValue[]) => {
    setOwn(next);
    props.onChange?.([...next]);
  };
  const press = (value: SelectValue) =>
    set(own.includes(value) ? own.filter((each) => each !== value) : [...own, value]);
  const choices = useChoices({
    labels: shown.map((option) => option.label),
    chosenAt: 0,
    staysOpen: true,
    disabled: readOnly,
    pick: (at) => {
      const chosen = shown[at];
      if (chosen) press(chosen.value);
    },
  });
  const chosen = options.filter((option) => own.includes(option.value));
  return (
    <Field field={props}>
      {(control) => (
        <div className={classes('hs-select hs-multi', `hs-select-${variant}`)} {...choices.placeProps}>
          <div className="hs-input hs-multi-box" data-read-only={readOnly || undefined}>
            {chosen.map((option) => (
              <span key={String(option.value)} className="hs-tag">
                {option.label}
                <button
                  type="button"
                  aria-label={`Remove ${option.label}`}
                  disabled={readOnly}
                  onClick={() => press(option.value)}
                >
                  ×
                </button>
              </span>
            ))}
            <button
              {...control}
              {...choices.openerProps}
              className={classes(chosen.length === 0 && 'hs-placeholder')}
              aria-label={label ? undefined : placeholder}
              data-testid={testId}
            >
              <span>{chosen.length === 0 ? placeholder : ''}</span>
              <i className="hs-caret" aria-hidden="true" />
            </button>
          </div>
          <ChoiceList
            choices={choices}
            label={label ?? placeholder}
            several
            search={search}
            options={shown.map((option) => ({
              key: String(option.value),
              label: option.label,
              chosen: own.includes(option.value),
            }))}
          />
        </div>
      )}
    </Field>
  );
}
