import { useId, type ReactNode } from 'react';
import { classes, type Base } from './base.ts';

/** What all inputs share: label, help, and the sentence about a wrong value. */
export interface FieldProps extends Base {
  readonly label?: string;
  readonly name?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly tooltip?: string;
  readonly placeholder?: string;
  readonly error?: boolean;
  readonly validationMessage?: string;
}

/** What ties an input to its label, help and message. */
export interface Control {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

interface FieldFrameProps {
  readonly field: FieldProps;
  readonly children: (control: Control, labelId: string) => ReactNode;
}

export function Field({ field, children }: FieldFrameProps) {
  const id = useId();
  const { description, validationMessage, error = false } = field;
  const labelId = `${id}-label`;
  const notes = classes(description && `${id}-description`, validationMessage && `${id}-message`);
  const control: Control = {
    id,
    'aria-describedby': notes === '' ? undefined : notes,
    'aria-invalid': error || undefined,
    'aria-required': field.required || undefined,
  };
  return (
    <div className={classes('hs-field', error && 'hs-field-error')}>
      {field.label ? (
        <div className="hs-field-label">
          <label id={labelId} htmlFor={id}>
            {field.label}
            {field.required ? <b aria-hidden="true"> *</b> : null}
          </label>
          {field.tooltip ? <Hint text={field.tooltip} /> : null}
        </div>
      ) : null}
      {description ? <small id={`${id}-description`}>{description}</small> : null}
      {children(control, labelId)}
      <FieldMessage id={`${id}-message`} field={field} />
    </div>
  );
}

/** Announced when it appears: the person is still in the field. */
export const FieldMessage = ({ id, field }: { id: string; field: FieldProps }) => (
  <div id={id} role="status" className={field.error ? 'hs-field-wrong' : 'hs-field-right'}>
    {field.validationMessage}
  </div>
);

/** A sign beside a label; its text shows under the pointer and at focus. */
export const Hint = ({ text }: { text: string }) => (
  <button type="button" className="hs-hint" aria-label={text} data-text={text}>
    i
  </button>
);
