import { templateAsType } from '../timeline/template.ts';
import type { TimelineEntry } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { type AppEventRow, eventTable, type Occurrence } from './rows.ts';

/** The app events of a record, newest first, their templates filled in. */
export function timelineOf(hub: Hub, portalId: number, type: ObjectType, id: string): TimelineEntry[] {
  return [...hub.tables.rows<AppEventRow>(eventTable(portalId)).values()]
    .filter((row) => row.objectTypeId === type.id && row.objectId === id)
    .toSorted((one, other) => other.at - one.at)
    .map((row) => entryOf(hub, row));
}

function entryOf(hub: Hub, { appId, eventType, at, occurrence }: AppEventRow): TimelineEntry {
  const app = hub.apps.find((one) => one.registration.appId === appId);
  const type = app?.appEvents.find((one) => one.uid === eventType) ?? templateAsType(hub, appId, eventType);
  const { id, properties, timelineIFrame } = occurrence;
  return {
    id,
    at,
    appName: app?.name ?? `App ${appId}`,
    eventName: type?.name ?? eventType,
    header: filled(type?.headerTemplate ?? '', occurrence),
    detail: filled(type?.detailTemplate ?? '', occurrence),
    properties: (type?.properties ?? []).flatMap(({ name, label }) =>
      properties[name] === undefined ? [] : [{ label: label || name, value: properties[name] }],
    ),
    iframe: timelineIFrame ?? null,
  };
}

/** `{{name}}` and `{{extraData.name}}`; the blocks of Handlebars that HubSpot's templates may have are left as they are. */
export const filled = (template: string, { properties, extraData = {} }: Occurrence): string =>
  template.replaceAll(/\{\{\s*(extraData\.)?([\w-]+)\s*\}\}/g, (_whole, extra: string | undefined, name: string) => {
    const value = extra === undefined ? properties[name] : extraData[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
