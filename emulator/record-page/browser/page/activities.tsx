import type { RecordView } from '../../record-view.ts';
import type { ActivityView } from '../../pages/activities-view.ts';
import type { HostActions } from '../card/contract.ts';
import type { SeenChange } from './use-record.ts';

interface ActivitiesProps {
  readonly view: RecordView;
  readonly changes: readonly SeenChange[];
  /** null for types that have no notes and tasks. */
  readonly create: ((type: 'notes' | 'tasks') => void) | null;
  readonly openFrame: HostActions['openIframeModal'];
}

/** What happened to the record: changes seen since the page was opened, notes, tasks, events of apps, its creation. */
export function Activities({ view, changes, create, openFrame }: ActivitiesProps) {
  return (
    <section className="block">
      <div className="block-head">
        <h2>Activities</h2>
        {create ? (
          <div>
            <button type="button" className="link-button" onClick={() => create('notes')}>
              Create note
            </button>
            <button type="button" className="link-button" onClick={() => create('tasks')}>
              Create task
            </button>
          </div>
        ) : null}
      </div>
      <ol className="timeline">
        {changes.map((change) => (
          <li key={change.key}>
            <b>{change.label}</b> changed {change.before ? <del>{change.before}</del> : null} to{' '}
            <b>{change.after || 'nothing'}</b>
            <small>{change.at.toLocaleTimeString()}</small>
          </li>
        ))}
        {entriesOf(view, changes.length === 0, openFrame).map(({ drawn }) => drawn)}
      </ol>
    </section>
  );
}

/** By their own times: what somebody notes down afterwards may have happened before the record was there. */
function entriesOf(view: RecordView, unchanged: boolean, openFrame: ActivitiesProps['openFrame']) {
  const lived = (at: number, shownAt: string, event: string) => ({
    at,
    drawn: (
      <li key={event}>
        This {view.singular} was {event}
        <small>{shownAt}</small>
      </li>
    ),
  });
  return [
    ...view.activities.map((activity) => ({
      at: activity.at,
      drawn: <Activity key={activity.key} activity={activity} openFrame={openFrame} />,
    })),
    ...(unchanged && view.updated !== view.created ? [lived(view.version, view.updated, 'last changed')] : []),
    lived(view.createdAt, view.created, 'created'),
  ].toSorted((one, next) => next.at - one.at);
}

function Activity({ activity, openFrame }: { activity: ActivityView } & Pick<ActivitiesProps, 'openFrame'>) {
  const { kind, title, body, facts, shownAt, href, iframe } = activity;
  return (
    <li className={`timeline-${kind}`}>
      {href === null ? <b>{title}</b> : <a href={href}>{title}</a>}
      {body ? <p>{body}</p> : null}
      {facts.length > 0 ? (
        <dl className="facts">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {iframe ? (
        <button
          type="button"
          className="link-button"
          onClick={() =>
            openFrame({ uri: iframe.url, title: iframe.headerLabel, width: iframe.width, height: iframe.height })
          }
        >
          {iframe.linkLabel}
        </button>
      ) : null}
      <small>{shownAt}</small>
    </li>
  );
}
