import { Big } from 'big.js';
import { z } from 'zod';
import { cardAnswer, type CardDeps } from '../http/card-answer.ts';
import type { WorkflowAction } from '../jobs/carry-out.ts';
import { checkCredit } from '../jobs/check-credit.ts';
import { createLookNow, type LookNowDeps } from '../jobs/look-now.ts';

interface WorkflowParts extends CardDeps, LookNowDeps {}

const Target = z.object({ object: z.string(), id: z.string() });
const Amount = z
  .union([z.string(), z.number()])
  .transform((given) => String(given).trim())
  .pipe(z.string().regex(/^(\d{1,15}(\.\d{1,6})?)?$/));
const Fields = z.object({
  amount: Amount.default(''),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{3})?$/)
    .default(''),
});
const Credit = Target.extend({ amount: z.string(), currency: z.string() });

/** What workflows of HubSpot may ask for: the same as people on cards, and whether a customer may buy. */
export function workflowActions(parts: WorkflowParts): Record<string, WorkflowAction> {
  const lookNow = createLookNow(parts);
  const targetOf = ({ type, id }: { readonly type: string; readonly id: string }) => {
    const object = parts.objectName(type);
    return object === null ? null : { object, id };
  };
  return {
    look: {
      parse: ({ object }) => targetOf(object),
      async run(portalId, input) {
        await lookNow(portalId, Target.parse(input));
        return { looked_at: new Date().toISOString() };
      },
    },
    credit: {
      parse({ object, fields }) {
        const target = targetOf(object);
        const known = Fields.safeParse(fields);
        return target && known.success ? { ...target, ...known.data } : null;
      },
      async run(portalId, input) {
        const { object, id, amount, currency } = Credit.parse(input);
        const answer = await cardAnswer(parts, portalId, { view: 'account', objectTypeId: object, objectId: id });
        if (answer.view !== 'account') throw new Error('a card answered another question');
        const purchase =
          amount === '' ? null : { amount: new Big(amount), currency: currency === '' ? null : currency };
        return checkCredit(answer.accounts, purchase, answer.freshness.asOf);
      },
    },
  };
}
