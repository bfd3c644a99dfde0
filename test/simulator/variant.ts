import type { Association, Pair, RemovalPolicy } from '../../server/engine/mapping.ts';
import type { Value } from '../../server/engine/record.ts';
import type { Random } from './random.ts';

/** What a mapping may say of whole records; each world has one of them. */
export interface Variant {
  readonly create: 'left' | 'both';
  /** Several customers may belong to one company. */
  readonly shared: boolean;
  readonly deleted: { readonly left: RemovalPolicy; readonly right: RemovalPolicy };
  /** Of customers; those whose record on that side says so are out of the pair. */
  readonly filter: 'none' | 'left' | 'right';
  readonly unmatched: Pair['unmatched'];
  /** Of the association of an invoice with its customer. */
  readonly direction: Association['direction'];
  /** Decides what both sides moved. */
  readonly rule: 'right' | 'left' | 'ask';
  /** Whether that association carries a label. */
  readonly label: boolean;
  /** Whether the left system has a way to restore; HubSpot has none. */
  readonly leftRestores: boolean;
}

export const PLAIN: Variant = {
  create: 'left',
  shared: false,
  deleted: { left: 'ask', right: 'ask' },
  filter: 'none',
  unmatched: 'leave',
  direction: 'right-to-left',
  rule: 'right',
  label: false,
  leftRestores: false,
};

/** A customer or company with this in `out` is none of the pair's. */
export const OUT = 'out';

export function drawVariant(random: Random): Variant {
  const create = random.pick(['left', 'both'] as const);
  // A record that is unlinked must not be created anew at the next look.
  const onLeft = policies(true);
  const onRight = policies(create === 'both');
  const filter = random.pick(['none', 'none', 'left', 'right'] as const);
  const mayUnlink = filter === 'right' && create === 'left';
  const direction = random.pick(['right-to-left', 'right-to-left', 'both', 'both', 'left-to-right'] as const);
  return {
    create,
    shared: random.chance(0.5),
    deleted: random.chance(0.3) ? PLAIN.deleted : { left: random.pick(onLeft), right: random.pick(onRight) },
    filter,
    unmatched:
      filter === 'none' ? 'leave' : random.pick(mayUnlink ? ['leave', 'unlink', 'archive'] : ['leave', 'archive']),
    direction,
    rule: random.pick(['right', 'left', 'ask']),
    // Of the others only those with the label would count, and people hardly ever give that one.
    label: direction === 'right-to-left' && random.chance(0.3),
    leftRestores: random.chance(0.5),
  };
}

const policies = (created: boolean): readonly RemovalPolicy[] =>
  created ? ['ask', 'ignore', 'archive', 'delete'] : ['ask', 'ignore', 'archive', 'delete', 'unlink'];

/** Whether the pair is about a customer and the company it is linked with. */
export const isOut = (
  { filter }: Variant,
  left: { readonly fields: Readonly<Record<string, Value>> } | undefined,
  right: { readonly fields: Readonly<Record<string, Value>> } | undefined,
): boolean => filter !== 'none' && (filter === 'left' ? left : right)?.fields['out'] === OUT;
