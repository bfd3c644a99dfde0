import { useEffect, useState } from 'react';
import type { FormView } from '../../pages/form-view.ts';
import { ask, read, sentenceOf } from '../ask.ts';
import { Refusal } from '../dialogs/dialogs.tsx';
import { useSubmit } from '../use-submit.ts';
import { PropertyInput } from './property-input.tsx';

interface RecordFormProps {
  readonly portalId: number;
  readonly timezone: string;
  readonly objectTypeId: string;
  /** The new record is linked to this one. */
  readonly associate?: {
    readonly objectTypeId: string;
    readonly objectId: string;
    readonly typeIds: readonly number[];
  };
  readonly created: (record: { id: string; href: string }) => Promise<void> | void;
  readonly cancel: () => void;
}

/** The form of a new record, as a panel shows it. */
export function RecordForm(props: RecordFormProps) {
  const { portalId, objectTypeId } = props;
  const [form, setForm] = useState<FormView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    read<FormView>('/form', { portalId, objectTypeId }).then(setForm, (error: unknown) =>
      setProblem(sentenceOf(error)),
    );
  }, [portalId, objectTypeId]);
  if (problem !== null) {
    return (
      <div className="hs-panel-body">
        <Refusal text={problem} />
      </div>
    );
  }
  return form === null ? (
    <p className="hs-panel-body" role="status">
      Loading the form…
    </p>
  ) : (
    <Fields {...props} form={form} />
  );
}

function Fields({
  portalId,
  timezone,
  objectTypeId,
  associate,
  created,
  cancel,
  form,
}: RecordFormProps & { form: FormView }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(form.properties.map(({ name, value }) => [name, value])),
  );
  const { busy, refusal, submit } = useSubmit();
  const save = async () => {
    const link = associate ? { associate } : {};
    const body = { portalId, objectTypeId, properties: values, ...link };
    await created(await ask<{ id: string; href: string }>('/records/create', body));
  };
  return (
    <form
      className="panel-form"
      aria-label={form.title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(save);
      }}
    >
      <div className="hs-panel-body">
        {form.properties.map((property, at) => (
          <div key={property.name} className="form-field">
            <span aria-hidden="true">
              {property.label}
              {property.required ? <b> *</b> : null}
            </span>
            <PropertyInput
              property={property}
              value={values[property.name] ?? ''}
              onChange={(value) => setValues({ ...values, [property.name]: value })}
              timezone={timezone}
              autoFocus={at === 0}
              required={property.required}
            />
          </div>
        ))}
      </div>
      <Refusal text={refusal} />
      <footer className="hs-panel-footer">
        <button type="submit" className="hs-button hs-button-primary hs-button-sm" aria-busy={busy}>
          Create
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={cancel}>
          Cancel
        </button>
      </footer>
    </form>
  );
}
