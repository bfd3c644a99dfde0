import type { PropertyView } from '../../record-view.ts';

interface ChoicesProps {
  readonly label: string;
  readonly options: PropertyView['options'];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus: boolean;
}

/** Several values of one property; HubSpot keeps them divided by semicolons, in the order of the options. */
export function Choices({ label, options, value, onChange, autoFocus }: ChoicesProps) {
  const chosen = value.split(';').filter(Boolean);
  const toggle = (one: string) => {
    const next = chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one];
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => next.includes(each))
        .join(';'),
    );
  };
  return (
    <fieldset className="choices" aria-label={label}>
      {options.map((option, at) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            autoFocus={autoFocus && at === 0}
            onChange={() => toggle(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
