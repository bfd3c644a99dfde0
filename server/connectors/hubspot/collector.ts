import type { Inbound } from '../../engine/inbound.ts';
import type { Notice, RecordRef } from '../../engine/record.ts';
import { objectName } from './object-types.ts';

/** Gathers what events say, by portal and once a record. Objects may come in any of HubSpot's spellings. */
export interface Collector {
  /** Objects that no mapping can name are passed over. */
  look(portalId: number, spelling: string, ids: readonly string[]): void;
  /** All that is kept of the record is to be erased; it gets a look as well, for by then HubSpot has deleted it. */
  erase(portalId: number, spelling: string, id: string): void;
  uninstalled(portalId: number): void;
  result(): Map<number, Inbound>;
}

interface Gathered {
  readonly notices: Map<string, Notice>;
  readonly erased: Map<string, RecordRef>;
  uninstalled: boolean;
}

export function createCollector(): Collector {
  const byPortal = new Map<number, Gathered>();
  const of = (portalId: number): Gathered => {
    const known = byPortal.get(portalId) ?? { notices: new Map(), erased: new Map(), uninstalled: false };
    byPortal.set(portalId, known);
    return known;
  };
  const look: Collector['look'] = (portalId, spelling, ids) => {
    const object = objectName(spelling);
    if (object === null) return;
    for (const id of ids) of(portalId).notices.set(`${object} ${id}`, { side: 'left', object, id });
  };
  return {
    look,
    erase(portalId, spelling, id) {
      const object = objectName(spelling);
      if (object === null) return;
      of(portalId).erased.set(`${object} ${id}`, { object, id });
      look(portalId, spelling, [id]);
    },
    uninstalled: (portalId) => void (of(portalId).uninstalled = true),
    result: () =>
      new Map(
        [...byPortal].map(([portalId, { notices, erased, uninstalled }]) => [
          portalId,
          { notices: [...notices.values()], erased: [...erased.values()], uninstalled },
        ]),
      ),
  };
}
