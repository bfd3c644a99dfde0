import { classes, shortSize, type Base } from './base.ts';

interface StepIndicatorProps extends Base {
  readonly stepNames: readonly string[];
  readonly direction?: 'horizontal' | 'vertical';
  readonly circleSize?: string;
  readonly currentStep?: number;
  readonly variant?: 'default' | 'compact' | 'flush';
  readonly onClick?: (step: number) => void;
}

/** Steps that were done, the one that is due, and those to come; pressable when the card listens. */
export function StepIndicator(props: StepIndicatorProps) {
  const {
    testId,
    stepNames,
    direction = 'horizontal',
    circleSize,
    currentStep = 0,
    variant = 'default',
    onClick,
  } = props;
  const state = (at: number) => (at < currentStep ? 'done' : at === currentStep ? 'current' : 'to come');
  const Step = onClick ? 'button' : 'span';
  return (
    <ol
      className={classes(
        'hs-steps',
        `hs-steps-${direction}`,
        `hs-steps-${shortSize(circleSize, 'sm')}`,
        `hs-steps-${variant}`,
      )}
      role="list"
      data-testid={testId}
    >
      {stepNames.map((name, at) => (
        <li
          key={name}
          className={`hs-step-${state(at).replace(' ', '-')}`}
          aria-current={at === currentStep ? 'step' : undefined}
        >
          <Step className="hs-step" {...(onClick ? { type: 'button', onClick: () => onClick(at) } : {})}>
            <i aria-hidden="true">{at < currentStep ? '✓' : at + 1}</i>
            <span className={classes(variant !== 'default' && at !== currentStep && 'hs-hidden')}>
              {name}
              <span className="hs-hidden">, {state(at)}</span>
            </span>
          </Step>
        </li>
      ))}
    </ol>
  );
}
