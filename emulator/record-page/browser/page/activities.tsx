import type { RecordView } from '../../record-view.ts';
import type { SeenChange } from './use-record.ts';

/** What happened to the record: the changes seen since the page was opened, and its creation. */
export function Activities({ view, changes }: { view: RecordView; changes: readonly SeenChange[] }) {
  return (
    <section className="block">
      <h2>Activities</h2>
      <ol className="timeline">
        {changes.map((change) => (
          <li key={change.key}>
            <b>{change.label}</b> changed {change.before ? <del>{change.before}</del> : null} to{' '}
            <b>{change.after || 'nothing'}</b>
            <small>{change.at.toLocaleTimeString()}</small>
          </li>
        ))}
        {changes.length === 0 && view.updated !== view.created ? (
          <li>
            This {view.singular} was last changed
            <small>{view.updated}</small>
          </li>
        ) : null}
        <li>
          This {view.singular} was created
          <small>{view.created}</small>
        </li>
      </ol>
    </section>
  );
}
