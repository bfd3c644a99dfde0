import { describe, expect, test } from '@jest/globals';
import { movesToSurvivor } from './merged.ts';
import { company, customer, examplePair, phone } from './testing/example.ts';

const pair = examplePair({ fields: [phone] });
const link = (leftId: string, rightId: string, otherId: string | null = rightId) =>
  ({ pair: 'customer', leftId, rightId, state: 'linked', base: {}, otherId }) as const;
const role = (leftId: string, rightId: string) =>
  ({ pair: 'customer', leftId, rightId, role: 'branch', matchedBy: 'hand' }) as const;
const shown = (moves: ReturnType<typeof movesToSurvivor>) =>
  moves.map(
    ({ leftId, rightId, toLeftId, toRightId, role: as }) => `${leftId}-${rightId} to ${toLeftId}-${toRightId}: ${as}`,
  );

describe('of a left record that was merged', () => {
  const survivor = { ...company({ erp_id: 'B' }, null, 'L3'), formerIds: ['L1', 'L2'] };

  test('that link stays primary whose reference it carries', () => {
    expect(shown(movesToSurvivor(pair, 'left', survivor, [link('L1', 'A'), link('L2', 'B')], []))).toEqual([
      'L2-B to L3-B: primary',
      'L1-A to L3-A: additional',
    ]);
  });

  test('a role moves along, unless it leads to the same record', () => {
    const roles = [role('L1', 'B'), role('L1', 'C')];
    expect(shown(movesToSurvivor(pair, 'left', survivor, [link('L2', 'B')], roles))).toEqual([
      'L2-B to L3-B: primary',
      'L1-B to L3-B: null',
      'L1-C to L3-C: branch',
    ]);
  });

  test('nothing moves a second time', () => {
    expect(movesToSurvivor(pair, 'left', survivor, [link('L3', 'B')], [role('L3', 'C')])).toEqual([]);
  });
});

test('of a right record its own link stays primary', () => {
  const survivor = { ...customer({}, null, 'B'), formerIds: ['A'] };
  const links = [link('L1', 'A', 'L1'), link('L2', 'B', 'L2')];
  expect(shown(movesToSurvivor(pair, 'right', survivor, links, []))).toEqual(['L1-A to L1-B: additional']);
});

test('a create that made nothing ends with the record that it was for', () => {
  const survivor = { ...customer({}, null, 'B'), formerIds: ['A'] };
  const reserved = { ...link('', 'A', null), leftId: null };
  expect(movesToSurvivor(pair, 'right', survivor, [reserved], [])).toMatchObject([{ rightId: 'A', role: null }]);
});
