import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Rule } from './mapping.ts';
import type { Association, Pair } from './mapping.ts';
import { pendingOf, recoverPending } from './pending.ts';
import { planLook } from './plan.ts';
import type { LookPlan, Operation } from './plan.ts';
import type { Fields, Pending, Value } from './record.ts';
import { company, customer, examplePair, linked, lookAt } from './testing/example.ts';

/** Left records 1 to 3 are linked with G1 to G3; 7 and 8 with none. */
const LINKED = ['1', '2', '3'];
const rightIds = new Map(LINKED.map((no) => [no, `G${no}`]));
const leftIds = new Map(LINKED.map((no) => [`G${no}`, no]));

interface World {
  readonly pair: Pair;
  readonly ids: readonly string[];
  readonly refers: Value;
  readonly base: Fields | null;
  readonly pending: readonly Pending[];
}

const pairOf = (rest: Partial<Association>): Pair =>
  examplePair({ fields: [], associations: [{ to: 'group', right: 'group_id', ...rest }] });

const RULES = Rule.options.filter((rule) => rule !== 'newest');
const arbitraryPair = (directions: Association['direction'][]): fc.Arbitrary<Pair> =>
  fc
    .record({ direction: fc.constantFrom(...directions), rule: fc.constantFrom(...RULES) })
    .map(({ direction, rule }) => pairOf({ direction, ...(direction === 'both' && { rule }) }));

const reference = fc.constantFrom('G1', 'G2', 'G3', null);
const bases = fc.oneof(
  fc.constant({}),
  reference.map((value): Fields => ({ '@group': value, ...(value !== null && { '@group>': value.slice(1) }) })),
);
const arbitraryWorld = (
  directions: Association['direction'][] = ['both', 'left-to-right'],
  ids: fc.Arbitrary<string[]> = fc.subarray([...LINKED, '7', '8']),
): fc.Arbitrary<World> =>
  fc.record({ pair: arbitraryPair(directions), ids, refers: reference, base: bases, pending: fc.constant([]) });
/** With nothing that is in doubt. */
const plain = fc.subarray(LINKED, { maxLength: 1 });

const records = ({ refers }: World) => ({ left: company({ erp_id: 'R1' }), right: customer({ group_id: refers }) });

function plan(world: World): LookPlan {
  const { pair, ids, refers, base, pending } = world;
  const link = { ...linked(base), pending };
  // Nobody asks for more than what is referred to or was.
  const asked = [refers, base?.['@group'], ...pending.flatMap(({ before, after }) => [before, after])];
  const known = new Map([...leftIds].filter(([rightId]) => asked.includes(rightId)));
  const ends = new Map([['group', { ids, rightIds, leftIds: known, isMadeGone: false }]]);
  return planLook(lookAt({ pair, ...records(world), link, ends }));
}

/** What both systems hold once these operations are done. */
function written(world: World, operations: readonly Operation[]): World {
  const ids = new Set(world.ids);
  let { refers } = world;
  for (const operation of operations) {
    if (operation.kind === 'associate') ids.add(operation.to.leftId ?? '');
    if (operation.kind === 'dissociate') ids.delete(operation.to.leftId ?? '');
    if (operation.kind === 'update') refers = operation.changes[0]?.after ?? null;
  }
  return { ...world, ids: [...ids].toSorted(), refers };
}

function saved(world: World, { operations, base }: LookPlan): World {
  const made = operations.findLast((one) => one.kind === 'associate');
  const agreed = { ...(base ?? world.base) };
  if (made?.kind === 'associate') agreed['@group>'] = made.to.leftId ?? null;
  return { ...written(world, operations), base: agreed, pending: [] };
}

const looked = (world: World): World => saved(world, plan(world));

const leftOf = (rightId: Value): string => leftIds.get(String(rightId)) ?? '';
const isOneWay = ({ pair }: World): boolean => pair.associations[0]?.direction === 'left-to-right';

describe('a reference that associations go to', () => {
  test('looked at once leaves nothing to do', () => {
    fc.assert(
      fc.property(arbitraryWorld(), (world) => {
        const again = plan(looked(world));
        expect(again.operations).toEqual([]);
        expect(again.base).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('is what the left side says, or somebody is told', () => {
    fc.assert(
      fc.property(arbitraryWorld(), (world) => {
        const { held, conflicts } = plan(world);
        const { ids, refers, base } = looked(world);
        const isTold = held.length > 0 || conflicts.length > 0;
        // What people associated besides stays when the right record refers to none any more.
        const said = refers === null ? ids.length === 0 || base?.['@group'] === null : ids.includes(leftOf(refers));
        const isUnsaid = isOneWay(world) && ids.length === 0 && !('@group' in { ...world.base });
        expect(isTold || said || isUnsaid).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('of swapped sides is the swapped one, where nothing is in doubt', () => {
    const mirrored = ({ pair, ids, refers, ...rest }: World): World => {
      const [{ rule = 'right' } = {}] = pair.associations;
      const swapped = rule.replace(/^(left|right)/, (side) => (side === 'left' ? 'right' : 'left')) as Rule;
      const other = refers === null ? [] : [String(refers).slice(1)];
      return {
        ...rest,
        pair: pairOf({ direction: 'both', rule: swapped }),
        ids: other,
        refers: ids[0] ? `G${ids[0]}` : null,
      };
    };
    fc.assert(
      fc.property(arbitraryWorld(['both'], plain), (world) => {
        const here = looked(world);
        const there = looked(mirrored(world));
        const back = mirrored({ ...there, pair: here.pair });
        expect([back.ids, back.refers]).toEqual([here.ids, here.refers]);
      }),
      { numRuns: 1000 },
    );
  });

  test('loses no change that one side alone made', () => {
    fc.assert(
      fc.property(arbitraryWorld(['both'], plain), (world) => {
        fc.pre(world.base !== null && '@group' in world.base);
        const was = world.base?.['@group'] ?? null;
        const left = world.ids[0] ? `G${world.ids[0]}` : null;
        fc.pre((left === was) !== (world.refers === was));
        const now = left === was ? world.refers : left;
        const { ids, refers } = looked(world);
        expect([ids, refers]).toEqual([now === null ? [] : [now.toString().slice(1)], now]);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes to the same after a process that ended in the middle of its writes', () => {
    fc.assert(
      fc.property(arbitraryWorld(['both']), fc.nat(3), (world, count) => {
        const first = plan(world);
        const pending = pendingOf(world.pair, first.operations, first.base);
        const cut = written(world, first.operations.slice(0, count));
        const { base } = recoverPending(world.pair, pending, world.base, records(cut));
        const again = looked({ ...cut, base, pending });
        const whole = looked(world);
        expect([again.ids, again.refers, again.base]).toEqual([whole.ids, whole.refers, whole.base]);
      }),
      { numRuns: 2000 },
    );
  });
});
