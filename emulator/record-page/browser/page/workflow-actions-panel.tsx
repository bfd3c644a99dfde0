import { useState } from 'react';
import type { WorkflowField } from '../../../app-registration.ts';
import type { ActionOutcome } from '../../actions/workflow-action.ts';
import type { RecordView, WorkflowActionView } from '../../record-view.ts';
import { ask } from '../ask.ts';
import { Refusal, SidePanel } from '../dialogs/dialogs.tsx';
import { PropertyInput } from '../editors/property-input.tsx';
import { useSubmit } from '../use-submit.ts';

/** In HubSpot a workflow runs these; here a person does, with this record as the enrolled one. */
export function WorkflowActionsPanel({ view, close }: { view: RecordView; close: () => void }) {
  const [chosen, setChosen] = useState(view.workflowActions[0]);
  const keyOf = ({ appId, uid }: WorkflowActionView) => `${appId}/${uid}`;
  return (
    <SidePanel title="Run an app action" close={close}>
      <div className="hs-panel-body">
        <label className="form-field">
          <span>Action</span>
          <select
            className="hs-input"
            value={chosen ? keyOf(chosen) : ''}
            onChange={({ currentTarget }) =>
              setChosen(view.workflowActions.find((action) => keyOf(action) === currentTarget.value))
            }
          >
            {view.workflowActions.map((action) => (
              <option key={keyOf(action)} value={keyOf(action)}>
                {action.name} ({action.appName})
              </option>
            ))}
          </select>
        </label>
        {chosen ? <ActionForm key={keyOf(chosen)} view={view} action={chosen} /> : null}
      </div>
    </SidePanel>
  );
}

const asProperty = ({ name, label, type, fieldType, options }: WorkflowField) => ({
  name,
  label,
  type,
  fieldType,
  options,
  groupName: '',
  value: '',
  display: '',
  readOnly: false,
});

function ActionForm({ view, action }: { view: RecordView; action: WorkflowActionView }) {
  const [inputFields, setInputFields] = useState<Readonly<Record<string, string>>>({});
  const [outcome, setOutcome] = useState<ActionOutcome | null>(null);
  const { busy, refusal, submit } = useSubmit();
  const { portalId, objectTypeId, objectId, timezone } = view;
  const { appId, uid } = action;
  const run = async () => {
    setOutcome(null);
    const body = { portalId, objectTypeId, objectId, appId, uid, inputFields };
    setOutcome(await ask<ActionOutcome>('/workflow-actions/run', body));
  };
  return (
    <form
      aria-label={action.name}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(run);
      }}
    >
      <p>{action.description}</p>
      {action.inputFields.map((field) => (
        <div key={field.name} className="form-field">
          <span aria-hidden="true">
            {field.label}
            {field.required ? <b> *</b> : null}
          </span>
          {field.description ? <small>{field.description}</small> : null}
          <PropertyInput
            property={asProperty(field)}
            value={inputFields[field.name] ?? ''}
            onChange={(value) => setInputFields({ ...inputFields, [field.name]: value })}
            timezone={timezone}
            required={field.required}
          />
        </div>
      ))}
      <button type="submit" className="hs-button hs-button-primary hs-button-sm" aria-busy={busy}>
        Run action
      </button>
      <Refusal text={refusal} />
      <div role="status">{outcome ? <Outcome action={action} outcome={outcome} /> : null}</div>
    </form>
  );
}

function Outcome({ action, outcome }: { action: WorkflowActionView; outcome: ActionOutcome }) {
  const labelOf = (name: string) => action.outputFields.find((field) => field.name === name)?.label ?? name;
  const outputs = Object.entries(outcome.outputFields);
  return (
    <section className="outcome">
      <h3>The app answered {outcome.status}</h3>
      {outputs.length > 0 ? (
        <dl className="facts">
          {outputs.map(([name, value]) => (
            <div key={name}>
              <dt>{labelOf(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <pre tabIndex={0}>{outcome.body || 'An empty body.'}</pre>
      )}
      <details>
        <summary>What was sent</summary>
        <pre tabIndex={0}>
          {`POST ${outcome.request.url}\n`}
          {Object.entries(outcome.request.headers)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n')}
          {`\n\n${JSON.stringify(JSON.parse(outcome.request.body), null, 2)}`}
        </pre>
      </details>
    </section>
  );
}
