import { classes } from './base.ts';
import { ChoiceList } from './choice-list.tsx';
import { useChoices } from './choices.ts';
import { Field, type FieldProps } from './field.tsx';
import { useFormValue } from './form-values.ts';
import { Icon } from './icon.tsx';
import { useTold } from './told.ts';

interface Time {
  readonly hours: number;
  readonly minutes: number;
}
interface TimeInputProps extends FieldProps {
  readonly value?: Time | null;
  readonly defaultValue?: Time;
  readonly min?: Time;
  readonly max?: Time;
  readonly interval?: number;
  readonly onChange?: (value: Time) => void;
  readonly onBlur?: (value: Time) => void;
  readonly onFocus?: (value: Time) => void;
}

const minutesOf = ({ hours, minutes }: Time): number => hours * 60 + minutes;
const timeOf = (minutes: number): Time => ({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });

/** 9:30 AM */
function clockText({ hours, minutes }: Time): string {
  const half = hours < 12 ? 'AM' : 'PM';
  return `${hours % 12 === 0 ? 12 : hours % 12}:${String(minutes).padStart(2, '0')} ${half}`;
}

/** The times of a day at an interval, from `min` to `max`. */
function timesOf({ min, max, interval = 30 }: TimeInputProps): Time[] {
  const first = min ? minutesOf(min) : 0;
  const last = max ? minutesOf(max) : 24 * 60 - 1;
  const step = Math.max(1, interval);
  return Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, at) =>
    timeOf(first + at * step),
  );
}

export function TimeInput(props: TimeInputProps) {
  const { label, testId } = props;
  const [own, setOwn] = useTold<Time | undefined>(props.value ?? undefined, props.defaultValue);
  useFormValue(props.name, own);
  const times = timesOf(props);
  const chosenAt = own ? times.findIndex((time) => minutesOf(time) === minutesOf(own)) : -1;
  const choices = useChoices({
    labels: times.map(clockText),
    chosenAt,
    disabled: props.readOnly,
    pick: (at) => {
      const time = times[at];
      if (!time) return;
      setOwn(time);
      props.onChange?.(time);
    },
  });
  return (
    <Field field={props}>
      {(control) => (
        <div className="hs-select hs-select-input" {...choices.placeProps}>
          <button
            {...control}
            {...choices.openerProps}
            className={classes('hs-input', !own && 'hs-placeholder')}
            onFocus={() => own && props.onFocus?.(own)}
            onBlur={() => own && props.onBlur?.(own)}
            data-testid={testId}
          >
            <span>{own ? clockText(own) : 'HH:MM'}</span>
            <Icon name="clock" />
          </button>
          <ChoiceList
            choices={choices}
            label={label ?? 'Time'}
            options={times.map((time, at) => ({
              key: clockText(time),
              label: clockText(time),
              chosen: at === chosenAt,
            }))}
          />
        </div>
      )}
    </Field>
  );
}
