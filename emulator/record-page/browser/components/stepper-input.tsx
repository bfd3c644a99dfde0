import { classes } from './base.ts';
import { Field } from './field.tsx';
import { useNumberField, type NumberFieldProps } from './number-field.ts';
import { Tooltip } from './tooltip.tsx';
import { useTrigger } from './trigger.tsx';

interface StepperProps extends NumberFieldProps {
  readonly stepSize?: number;
  readonly minValueReachedTooltip?: string;
  readonly maxValueReachedTooltip?: string;
}

interface StepButtonProps {
  readonly label: string;
  readonly readOnly: boolean;
  /** The bound is: a step further is not possible. */
  readonly reached: boolean;
  readonly tooltip: string | undefined;
  readonly press: () => void;
  readonly children: string;
}

/** At its bound it can still be pointed at and focused, so that the tooltip can say why it does nothing. */
function StepButton({ label, readOnly, reached, tooltip, press, children }: StepButtonProps) {
  // The bound is reached by a press, with pointer and focus already here: they are watched from the start.
  const { triggerProps, overlay } = useTrigger({ overlay: tooltip ? <Tooltip>{tooltip}</Tooltip> : null });
  return (
    <>
      <button
        {...triggerProps}
        type="button"
        aria-label={label}
        aria-disabled={reached || undefined}
        aria-describedby={reached ? triggerProps['aria-describedby'] : undefined}
        disabled={readOnly}
        onClick={() => reached || press()}
      >
        {children}
      </button>
      {reached ? overlay : null}
    </>
  );
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
          <StepButton
            label={`Decrease ${label}`}
            readOnly={readOnly}
            reached={atLeast}
            tooltip={props.minValueReachedTooltip}
            press={() => step(-stepSize)}
          >
            −
          </StepButton>
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
          <StepButton
            label={`Increase ${label}`}
            readOnly={readOnly}
            reached={atMost}
            tooltip={props.maxValueReachedTooltip}
            press={() => step(stepSize)}
          >
            +
          </StepButton>
        </span>
      )}
    </Field>
  );
}
