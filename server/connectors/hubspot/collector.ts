import type { Inbound, Told } from '../../engine/inbound.ts';
import type { Notice, RecordRef } from '../../engine/record.ts';
import { isStandardObject, objectName } from './object-types.ts';

/** Gathers what events say, by portal and once a record. Objects may come in any of HubSpot's spellings. */
export interface Collector {
  /** Objects that no mapping can name are passed over. */
  look(portalId: number, spelling: string, ids: readonly string[]): void;
  /** The record deserves a look unless these values, which its properties have now, are what we have written ourselves. */
  changed(portalId: number, spelling: string, id: string, raw: Readonly<Record<string, string | null>>): void;
  /** Both records do, unless we have associated them. */
  associated(portalId: number, from: End, to: End): void;
  /** All that is kept of the record is to be erased; it gets a look as well, for by then HubSpot has deleted it. */
  erase(portalId: number, spelling: string, id: string): void;
  uninstalled(portalId: number): void;
  result(): Map<number, Inbound>;
}

/** A record with its object in any spelling. */
export interface End {
  readonly spelling: string;
  readonly id: string;
}

interface Gathered {
  readonly told: Told[];
  readonly notices: Map<string, Notice>;
  readonly erased: Map<string, RecordRef>;
  uninstalled: boolean;
}

export function createCollector(): Collector {
  const byPortal = new Map<number, Gathered>();
  const of = (portalId: number): Gathered => {
    const known = byPortal.get(portalId) ?? { told: [], notices: new Map(), erased: new Map(), uninstalled: false };
    byPortal.set(portalId, known);
    return known;
  };
  const look: Collector['look'] = (portalId, spelling, ids) => {
    const object = objectName(spelling);
    if (object === null) return;
    for (const id of ids) of(portalId).notices.set(`${object} ${id}`, { side: 'left', object, id });
  };
  /** Custom objects go by another name in every account, which is not known here. */
  const standard = (spelling: string): string | null => {
    const object = objectName(spelling);
    return object !== null && isStandardObject(object) ? object : null;
  };
  return {
    look,
    changed(portalId, spelling, id, raw) {
      const object = standard(spelling);
      if (object === null) return look(portalId, spelling, [id]);
      of(portalId).told.push({ kind: 'changed', record: { object, id }, raw });
    },
    associated(portalId, from, to) {
      const [one, other] = [standard(from.spelling), standard(to.spelling)];
      if (one === null || other === null) {
        for (const { spelling, id } of [from, to]) look(portalId, spelling, [id]);
        return;
      }
      const ends = { from: { object: one, id: from.id }, to: { object: other, id: to.id } };
      of(portalId).told.push({ kind: 'associated', ...ends });
    },
    erase(portalId, spelling, id) {
      const object = objectName(spelling);
      if (object === null) return;
      of(portalId).erased.set(`${object} ${id}`, { object, id });
      look(portalId, spelling, [id]);
    },
    uninstalled: (portalId) => void (of(portalId).uninstalled = true),
    result: () =>
      new Map(
        [...byPortal].map(([portalId, { told, notices, erased, uninstalled }]) => [
          portalId,
          {
            notices: [...notices.values()],
            ...(told.length > 0 && { told }),
            erased: [...erased.values()],
            uninstalled,
          },
        ]),
      ),
  };
}
