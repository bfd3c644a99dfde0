import { useContext, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { CrmContext } from '../card/crm-context.ts';
import { Calendar } from './calendar.tsx';
import { formatDay, isBefore, parseDay, placeholderOf, sameDay, today, type Day } from './dates.ts';
import { Field, type FieldProps } from './field.tsx';
import { useFormValue } from './form-values.ts';
import { Icon } from './icon.tsx';
import { useTold } from './told.ts';

type ToldDay = Day & { readonly formattedDate: string };
interface DateInputProps extends FieldProps {
  readonly value?: Day | null;
  readonly defaultValue?: Day;
  readonly min?: Day;
  readonly max?: Day;
  readonly minValidationMessage?: string;
  readonly maxValidationMessage?: string;
  readonly format?: string;
  readonly clearButtonLabel?: string;
  readonly todayButtonLabel?: string;
  /** Whose day today is. */
  readonly timezone?: 'userTz' | 'portalTz';
  readonly onChange?: (value: ToldDay | null) => void;
  readonly onBlur?: (value: ToldDay | null) => void;
  readonly onFocus?: (value: ToldDay | null) => void;
}

/** A date to type, or to take from the calendar that opens below. */
export function DateInput(props: DateInputProps) {
  const { format, min, max, readOnly = false, clearButtonLabel = 'Clear', todayButtonLabel = 'Today' } = props;
  const [own, setOwn] = useTold<Day | undefined>(props.value ?? undefined, props.defaultValue);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useFormValue(props.name, own);
  const account = useContext(CrmContext)?.timezone;
  const now = today(props.timezone === 'portalTz' ? account : undefined);
  const told = (day: Day | undefined): ToldDay | null =>
    day ? { ...day, formattedDate: formatDay(day, format) } : null;
  const set = (day: Day | undefined) => {
    setTyped(null);
    if (sameDay(day, own) || (day === undefined && own === undefined)) return;
    setOwn(day);
    props.onChange?.(told(day));
  };
  const allowed = (day: Day) => !(min && isBefore(day, min)) && !(max && isBefore(max, day));
  const commit = () => {
    if (typed === null) return;
    const day = parseDay(typed);
    if (typed.trim() === '') set(undefined);
    else if (day && allowed(day)) set(day);
    else setTyped(null);
  };
  const shut = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    shut();
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    <Field field={props}>
      {(control) => (
        <div className="hs-select hs-date" onKeyDown={onKeyDown} onBlur={onBlur}>
          <input
            {...control}
            ref={input}
            className="hs-input"
            name={props.name}
            placeholder={placeholderOf(format)}
            value={typed ?? (own ? formatDay(own, format) : '')}
            readOnly={readOnly}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onFocus={() => props.onFocus?.(told(own))}
            onBlur={() => {
              commit();
              props.onBlur?.(told(own));
            }}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
            data-testid={props.testId}
          />
          <button
            ref={opener}
            type="button"
            className="hs-date-open"
            aria-label={`Choose ${props.label ?? 'date'}`}
            aria-expanded={open}
            disabled={readOnly}
            onClick={() => setOpen(!open)}
          >
            <Icon name="date" />
          </button>
          {open ? (
            <div className="hs-popup" role="group" aria-label="Calendar">
              <Calendar
                chosen={own}
                now={now}
                min={min}
                max={max}
                minMessage={props.minValidationMessage}
                maxMessage={props.maxValidationMessage}
                pick={(day) => {
                  set(day);
                  shut();
                }}
              />
              <div className="hs-calendar-foot">
                <button type="button" onClick={() => (set(now), shut())} disabled={!allowed(now)}>
                  {todayButtonLabel}
                </button>
                <button type="button" onClick={() => (set(undefined), shut())}>
                  {clearButtonLabel}
                </button>
              </div>
            </div>
          ) : null}
        </div>
      )}
    </Field>
  );
}
