import type { CrmRecord, TimelineEntry } from '../../crm.ts';
import { formatValue } from '../format-value.ts';
import { recordHref } from '../hrefs.ts';
import { plainText } from '../kinds.ts';
import { kindIn, type Place, type Portal, type RecordPageDeps } from '../scene.ts';

/** A note, a task or an app's event of the timeline. */
export interface ActivityView {
  readonly key: string;
  readonly kind: 'note' | 'task' | 'event';
  readonly title: string;
  readonly body: string;
  readonly facts: TimelineEntry['properties'];
  /** Epoch milliseconds, for the order. */
  readonly at: number;
  readonly shownAt: string;
  /** The activity's own record; an event has none. */
  readonly href: string | null;
  readonly iframe: TimelineEntry['iframe'];
}

/** HubSpot does not let notes and tasks be associated with every type. */
export const takesNotes = ({ catalog }: RecordPageDeps, { portal, kind }: Place): boolean =>
  catalog.associationTypes(portal.portalId, kind.objectTypeId, 'notes').length > 0;

/** Newest first. */
export function activitiesOf(deps: RecordPageDeps, place: Place): ActivityView[] {
  const { portal, kind, record } = place;
  const events = deps.crm.timeline(portal.portalId, kind.objectTypeId, record.id);
  return [
    ...ofType(deps, place, 'note'),
    ...ofType(deps, place, 'task'),
    ...events.map((event) => eventView(portal, event)),
  ].toSorted((one, next) => next.at - one.at);
}

const stamp = (at: number, portal: Portal): string =>
  formatValue({ type: 'datetime', fieldType: 'date', options: [] }, String(at), portal.timezone);

/** Marks of emphasis say nothing without their looks. */
const withoutMarks = (markdown: string): string => plainText(markdown.replaceAll(/[*_`#]+/g, ''));

const eventView = (portal: Portal, event: TimelineEntry): ActivityView => ({
  key: `event ${event.id}`,
  kind: 'event',
  title: withoutMarks(event.header) || event.eventName,
  body: withoutMarks(event.detail),
  facts: event.properties,
  at: event.at,
  shownAt: `${stamp(event.at, portal)} · ${event.appName}`,
  href: null,
  iframe: event.iframe,
});

function ofType(deps: RecordPageDeps, { portal, kind, record }: Place, type: 'note' | 'task'): ActivityView[] {
  const found = deps.crm.associated(portal.portalId, kind.objectTypeId, record.id, type);
  const own = kindIn(deps.catalog, portal.portalId, type);
  if (!own) return [];
  return found.map((one) => {
    const at = timeOf(one);
    return {
      key: `${type} ${one.id}`,
      kind: type,
      ...wordsOf(type, one.properties),
      facts: [],
      at,
      shownAt: stamp(at, portal),
      href: recordHref(deps.crm, portal.portalId, own, one.id),
      iframe: null,
    };
  });
}

function wordsOf(type: 'note' | 'task', values: CrmRecord['properties']): { title: string; body: string } {
  if (type === 'note') return { title: 'Note', body: plainText(values['hs_note_body'] ?? '') };
  const done = values['hs_task_status'] === 'COMPLETED';
  const subject = values['hs_task_subject'] ?? 'Task';
  return { title: `${done ? 'Completed task' : 'Task'}: ${subject}`, body: plainText(values['hs_task_body'] ?? '') };
}

/** The time the person gave it: a task's is its due date. */
function timeOf(record: CrmRecord): number {
  const given = record.properties['hs_timestamp'];
  const at = given ? Date.parse(given) || Number(given) : Number.NaN;
  return Number.isNaN(at) ? record.createdAt : at;
}
