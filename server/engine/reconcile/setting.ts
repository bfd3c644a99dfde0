import { z } from 'zod';
import { TransformChoice } from '../transforms/registry.ts';

const name = z.string().min(1);

/** An amount that is summed up on both sides; it may be a field that the pair does not map, such as a computed one. */
const Amount = z.strictObject({
  left: name,
  right: name,
  /** How the right value becomes the left one; that of the mapped field with these names when it is left out. */
  transform: TransformChoice.optional(),
});

/** In which currency the amounts of a record are: what its fields say, or one code for all records. */
const Currency = z.strictObject({
  left: name.optional(),
  right: name.optional(),
  code: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});

/** What "ledgerline reconcile" sums up and compares of a pair; what is left out is derived (subject.ts). */
export const Reconcile = z.strictObject({
  amounts: z.array(Amount).optional(),
  currency: Currency.optional(),
  /** The pair of the customer; its own name when the records are the customers. */
  customer: name.optional(),
  /** Whether a left record without a counterpart is a drift, or only counted. */
  onlyLeft: z.enum(['drift', 'count']).optional(),
});
export type Reconcile = z.infer<typeof Reconcile>;
