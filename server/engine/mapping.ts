import { z } from 'zod';
import { Filter } from './filter-conditions.ts';
import { Reconcile } from './reconcile/setting.ts';
import type { Side } from './record.ts';
import { completed, reportMisuse } from './transforms/usage.ts';
import { TransformChoice } from './transforms/registry.ts';

/**
 * The mapping file, version 1. YAML or JSON; parsed here, checked against both live systems by `checkMapping`.
 * A pair joins one object of the left side with one of the right side.
 */

/** Decides a conflict. Names follow the Salesforce connector's per-field rules, the clearest in the field. */
export const Rule = z.enum(['left', 'right', 'newest', 'left-unless-blank', 'right-unless-blank', 'ask']);
export type Rule = z.infer<typeof Rule>;

const name = z.string().min(1);

/** A field that exists on both sides, or whose value is made of fields of the other side (transforms/usage.ts). */
const MappedFieldParts = z.strictObject({
  left: name,
  right: name,
  /**
   * `to-left`: the left value is made equal to the right one; edits on the left are overwritten. A right value that is blank
   * clears the left one only if both sides once agreed on the field.
   */
  direction: z.enum(['both', 'to-left', 'to-right']).default('both'),
  /** Decides when both sides changed since the base. Only meaningful for `both`. */
  rule: Rule.default('newest'),
  /** Right value -> left value, for enumerations that are spelled differently. An unlisted value is a RecordError. */
  map: z.record(z.string(), z.string()).optional(),
  /** How the value is spelled on each side, or what it is made of (transforms/). */
  transform: TransformChoice.optional(),
  /** Written to a record that is created while the source is blank, in the target's spelling. One-way fields only. */
  default: z.union([z.string().min(1), z.boolean()]).optional(),
  /** Written in an update of its own, after associations (a HubSpot invoice may be opened only with its line items). */
  late: z.boolean().default(false),
});
export const MappedField = MappedFieldParts.superRefine(reportMisuse);

/** A field with the same value on every left record; edits are overwritten. */
export const ConstantField = z.strictObject({
  left: name,
  value: z.union([z.string(), z.boolean()]),
  late: z.boolean().default(false),
});

/** Records are associated on the left as they refer to each other on the right. */
const Association = z.strictObject({
  /** Name of the other pair. */
  to: name,
  /** Field of the right record that holds the right id of the other record. */
  right: name,
  /** The association carries it, besides the labels that people give it. */
  label: name.optional(),
  /** `right-to-left`: the association follows the right field. `left-to-right`: the right field follows the association. */
  direction: z.enum(['right-to-left', 'left-to-right', 'both']).default('right-to-left'),
  /** Decides when both sides changed since the base, for `both`; left out, `right`. */
  rule: Rule.optional(),
});

/** A value of an enumeration; alone, it is also what people read. */
const Option = z.union([name, z.strictObject({ value: name, label: name })]);

/** A field to be created on the left system when it lacks it; of an enumeration that is there, the options it lacks. */
const Provision = z
  .strictObject({
    name,
    label: name,
    type: z.enum(['string', 'decimal', 'date', 'datetime', 'boolean', 'enumeration']),
    unique: z.boolean().default(false),
    /** The values of an `enumeration`, in the order in which they are shown. */
    options: z.array(Option).min(1).optional(),
    /** Fields are listed in groups; left out, in the one that the connector keeps for Ledgerline. */
    group: z.strictObject({ name, label: name }).optional(),
  })
  .superRefine(({ type, options }, context) => {
    if (type === 'enumeration' && options === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: 'is missing; list the values of the enumeration',
      });
    }
    if (type !== 'enumeration' && options !== undefined) {
      context.addIssue({ code: 'custom', path: ['options'], message: 'is for `type: enumeration`; remove it' });
    }
  });

/** A left object of one's own, to be created when the left system lacks it. */
const Schema = z.strictObject({
  singular: name,
  plural: name,
  /** The field that names a record; it is listed under `provision`. */
  display: name,
});

/** What becomes of a record whose counterpart is gone. `ask`: it waits in the inbox. */
const RemovalPolicy = z.enum(['ask', 'ignore', 'archive', 'unlink', 'delete']);
export type RemovalPolicy = z.infer<typeof RemovalPolicy>;

export const Pair = z.strictObject({
  name,
  left: name,
  right: name,
  /** Left field, unique, that holds the right record's id. Creates on the left are idempotent by it. */
  reference: name,
  /** Right field that holds the left record's id. Creates on the right are idempotent by it; needed for them. */
  rightReference: name.optional(),
  /** Ordered keys. Each is a list of field pairs that must all be equal and not blank; the first key that matches decides. */
  match: z.array(z.array(z.strictObject({ left: name, right: name })).min(1)).default([]),
  /** Where a record without counterpart gets one. */
  create: z.enum(['left', 'right', 'both', 'none']).default('left'),
  /** A right record that matches a left one which has its counterpart is linked with this role, and not held. */
  shared: name.refine((role) => role !== 'primary', 'must be another role than `primary`').optional(),
  /** What becomes of the counterpart when the record of that side is gone. */
  deleted: z
    .strictObject({ left: RemovalPolicy.default('ask'), right: RemovalPolicy.default('ask') })
    .default({ left: 'ask', right: 'ask' }),
  /** What becomes of a linked record that the filter does not let through any more. */
  unmatched: z.enum(['leave', 'unlink', 'archive']).default('leave'),
  /** Which records the pair is about; the others are left alone. Conditions must all hold. */
  filter: Filter.optional(),
  fields: z.array(z.preprocess(completed, z.union([MappedField, ConstantField]))),
  associations: z.array(Association).default([]),
  provision: z.array(Provision).default([]),
  /** What "ledgerline reconcile" sums up and compares. */
  reconcile: Reconcile.optional(),
  schema: Schema.optional(),
});

/** Whether what people associate on the left is carried over to the right field. */
export const goesRight = ({ direction }: Pick<Association, 'direction'>): boolean => direction !== 'right-to-left';

export const createsOn = (pair: Pair, side: Side): boolean => pair.create === side || pair.create === 'both';

export const Mapping = z.strictObject({
  version: z.literal(1),
  /** Connector names; the server binds them to configured connections. */
  left: name,
  right: name,
  /** Stop the run when more than this share of the linked records would change. */
  capPercent: z.number().min(0).max(100).default(100),
  /** Archive or delete no more than this share of the linked records within a day, or ten, whichever is more. */
  capRemovePercent: z.number().min(0).max(100).default(5),
  /** In dependency order: a pair may be associated only with pairs before it. */
  pairs: z.array(Pair).min(1),
});

export type Mapping = z.infer<typeof Mapping>;
export type Pair = z.infer<typeof Pair>;
export type MappedField = z.infer<typeof MappedField>;
export type ConstantField = z.infer<typeof ConstantField>;
export type Association = z.infer<typeof Association>;
