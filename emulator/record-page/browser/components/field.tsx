import type { ReactNode } from 'react';
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

export const Field = ({ field, children }: { field: FieldProps; children: ReactNode }) => (
  <label className={classes('hs-field', field.error && 'hs-field-error')} title={field.tooltip}>
    {field.label ? (
      <span className="hs-field-label">
        {field.label}
        {field.required ? <b aria-hidden="true"> *</b> : null}
      </span>
    ) : null}
    {field.description ? <small>{field.description}</small> : null}
    {children}
    {field.validationMessage ? (
      <em className={field.error ? 'hs-field-wrong' : 'hs-field-right'}>{field.validationMessage}</em>
    ) : null}
  </label>
);
