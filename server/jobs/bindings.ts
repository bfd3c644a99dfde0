import type { Pair } from '../engine/mapping.ts';
import type { Portal } from './portal.ts';
import type { OpenLook } from './read-looks.ts';

/** What records without a primary link are bound to, or kept apart from. */
export async function readBindings(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const unlinked = looks.filter((look) => look.link === null);
  if (unlinked.length === 0) return;
  // A look without a link knows the record of one side only, until it is matched.
  const rightIds = unlinked.flatMap((look) => look.rightId ?? []);
  const leftIds = unlinked.flatMap((look) => (look.rightId === null ? (look.leftId ?? []) : []));
  const { roles, separated } = await portal.store.bindings(pair.name, { leftIds, rightIds });
  for (const look of unlinked) {
    const { leftId, rightId } = look;
    const isOf = (one: { leftId: string | null; rightId: string | null }): boolean =>
      rightId === null ? one.leftId === leftId : one.rightId === rightId;
    const apart = separated.filter(isOf);
    look.roles = roles.filter(isOf);
    look.alone = apart.some((one) => one.leftId === null || one.rightId === null);
    look.separatedFrom = apart.flatMap((one) => (rightId === null ? one.rightId : one.leftId) ?? []);
  }
}
