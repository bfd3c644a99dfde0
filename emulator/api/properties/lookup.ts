import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { allProperties, findProperty, propertyTable } from './catalog.ts';
import type { DataSensitivity, Property } from './definition.ts';

/** Whether HubSpot has made the property known everywhere by now. */
const isUsable = (hub: Pick<Hub, 'clock'>, { usableAt = 0 }: Property): boolean => usableAt <= hub.clock.now();

/** The property as a caller of the API finds it: not in the first moments after its creation. */
export function usableProperty(hub: Hub, portalId: number, type: ObjectType, name: string): Property | undefined {
  const found = findProperty(hub.tables, portalId, type, name);
  return found && isUsable(hub, found) ? found : undefined;
}

interface Wanted {
  readonly archived: boolean;
  readonly dataSensitivity: DataSensitivity;
}

/** One definition; each sensitivity, and the archive, is a place of its own. */
export function readProperty(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  name: string,
  { archived, dataSensitivity }: Wanted,
): Property | undefined {
  const row = hub.tables.rows<Property>(propertyTable(portalId, type)).get(name);
  const found = archived ? (row?.archived ? row : undefined) : usableProperty(hub, portalId, type, name);
  return found?.dataSensitivity === dataSensitivity ? found : undefined;
}

export const listProperties = (hub: Hub, portalId: number, type: ObjectType, wanted: Wanted): Property[] =>
  allProperties(hub.tables, portalId, type, wanted.archived).filter(
    (one) => one.dataSensitivity === wanted.dataSensitivity && isUsable(hub, one),
  );
