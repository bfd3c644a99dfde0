import type { PropertyView } from '../../record-view.ts';
import { Choices } from './choices.tsx';
import { fromLocal, toDate, toLocal } from './zoned-time.ts';

interface InputProps {
  readonly property: PropertyView;
  /** As HubSpot stores it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly timezone: string;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

/** The right editor for the property's type; all of them take and give the stored text. */
export function PropertyInput({
  property,
  value,
  onChange,
  timezone,
  autoFocus = false,
  required = false,
}: InputProps) {
  const { type, fieldType, label } = property;
  const options = type === 'bool' && property.options.length === 0 ? YES_NO : property.options;
  const field = {
    className: 'hs-input',
    'aria-label': label,
    autoFocus,
    required,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (fieldType === 'checkbox') {
    return <Choices label={label} options={options} value={value} onChange={onChange} autoFocus={autoFocus} />;
  }
  if (options.length > 0) {
    return (
      <select {...field} value={value}>
        <option value="">--</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (fieldType === 'textarea' || fieldType === 'html') return <textarea rows={4} {...field} value={value} />;
  if (type === 'date') return <input type="date" {...field} value={toDate(value)} />;
  if (type === 'datetime') {
    return (
      <input
        type="datetime-local"
        {...field}
        value={toLocal(value, timezone)}
        onChange={(event) => onChange(fromLocal(event.currentTarget.value, timezone))}
      />
    );
  }
  // Not type=number: a browser would round and reformat what has to reach HubSpot as it was typed.
  if (type === 'number') return <input type="text" inputMode="decimal" {...field} value={value} />;
  const kind = type === 'phone_number' || fieldType === 'phonenumber' ? 'tel' : 'text';
  return <input type={kind} {...field} value={value} />;
}
