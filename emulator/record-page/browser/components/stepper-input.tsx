import { classes } from './base.ts';
import { Field } from './field.tsx';
import { useNumberField, type NumberFieldProps } from './number-field.ts';

interface StepperProps extends NumberFieldProps {
  readonly stepSize?: number;
  readonly minValueReachedTooltip?: string;
  readonly maxValueReachedTooltip?: string;
}

/** A number with a button for less and one for more; each step is a committed value. */
export function StepperInput(props: StepperProps) {
  const { min = -Infinity, max = Infinity, stepSize = 1, readOnly = false, label = 'value' } = props;
  const field = useNumberField(props);
  const percentage = props.formatStyle === 'percentage';
  const at = field.number ?? 0;
  const step = (by: number) => field.set(at + by);
  const atLeast = at <= min;
  const atMost = at >= max;
  return (
    <Field field={props}>
      {(control) => (
        <span className="hs-stepper">
          <button
            type="button"
            aria-label={`Decrease ${label}`}
            title={atLeast ? props.minValueReachedTooltip : undefined}
            disabled={readOnly || atLeast}
            onClick={() => step(-stepSize)}
          >
            −
          </button>
          <span className={classes('hs-affix', percentage && 'hs-affix-after')} data-affix="%">
            <input
              {...control}
              className="hs-input"
              type="number"
              name={props.name}
              value={field.text}
              min={props.min}
              max={props.max}
              step={stepSize}
              placeholder={props.placeholder}
              readOnly={readOnly}
              onChange={(event) => field.type(event.currentTarget.value)}
              onFocus={field.focus}
              onBlur={field.blur}
              onKeyDown={(event) => event.key === 'Enter' && field.commit()}
              data-testid={props.testId}
            />
          </span>
          <button
            type="button"
            aria-label={`Increase ${label}`}
            title={atMost ? props.maxValueReachedTooltip : undefined}
            disabled={readOnly || atMost}
            onClick={() => step(stepSize)}
          >
            +
          </button>
        </span>
      )}
    </Field>
  );
}
