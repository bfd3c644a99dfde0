import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arbitrarySituation } from './testing/arbitrary.ts';
import type { Situation } from './testing/arbitrary.ts';
import { World } from './testing/world.ts';

type Start = 'new' | 'reserved' | 'matched' | 'linked';
const starts: Start[] = ['new', 'reserved', 'matched', 'linked'];

function worldOf({ pair, base, left, right }: Situation, start: Start): World {
  const world = new World(pair);
  world.right.set(right.id, right);
  if (start === 'matched' || start === 'linked') world.left.set(left.id, left);
  const link = { pair: pair.name, rightId: right.id, base: null };
  if (start === 'linked') world.links.set(right.id, { ...link, leftId: left.id, state: 'linked', base });
  if (start === 'reserved') world.links.set(right.id, { ...link, leftId: null, state: 'reserved' });
  return world;
}

describe.each(starts)('a plan for a %s record', (start) => {
  test('applied once leaves nothing to do', () => {
    fc.assert(
      fc.property(arbitrarySituation(true), (situation) => {
        const world = worldOf(situation, start);
        world.apply('R1', world.look('R1'));
        const again = world.look('R1');
        expect(again.operations).toEqual([]);
        // Waiting conflicts are told again; the base does not move because of it.
        expect(again.base).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('applied twice equals applied once', () => {
    fc.assert(
      fc.property(arbitrarySituation(true), (situation) => {
        const world = worldOf(situation, start);
        const plan = world.look('R1');
        world.apply('R1', plan);
        const once = stateOf(world);
        world.apply('R1', plan);
        expect(stateOf(world)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });
});

test('an edit on either side reaches the other without an echo', () => {
  const sides = fc.constantFrom('left' as const, 'right' as const);
  fc.assert(
    fc.property(arbitrarySituation(true), sides, fc.constantFrom('a', 'A', null), (situation, side, value) => {
      const world = worldOf(situation, 'linked');
      world.apply('R1', world.look('R1'));
      const record = world[side].get(side === 'left' ? 'L1' : 'R1');
      if (!record) throw new Error('the record is gone');
      world[side].set(record.id, { ...record, fields: { ...record.fields, [`${side}_0`]: value } });
      world.apply('R1', world.look('R1'));
      const before = world.writes;
      for (let looks = 0; looks < 3; looks += 1) world.apply('R1', world.look('R1'));
      expect(world.writes).toBe(before);
    }),
  );
});

const stateOf = (world: World) => ({
  left: [...world.left.values()],
  right: [...world.right.values()],
  links: [...world.links.values()],
  associations: [...world.associations],
});
