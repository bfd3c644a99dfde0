import { z } from 'zod';
import type { CardRequest } from '../../src/app/cards/contract.ts';

const recordOf = {
  objectTypeId: z.string().regex(/^\d+-\d+$/),
  objectId: z.coerce.string().regex(/^\d{1,20}$/),
};

/**
 * What a card may ask. Everything in it is the user's input, also in a signed call: HubSpot signs who asks and for
 * which portal, not which record. Query parameters arrive as text, hence the coercion.
 */
const Request = z.discriminatedUnion('view', [
  z.object({ view: z.literal('account'), ...recordOf }),
  z.object({
    view: z.literal('documents'),
    ...recordOf,
    kind: z.enum(['invoice', 'order', 'payment']),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(10),
  }),
]) satisfies z.ZodType<CardRequest>;

/** The request, or the sentence that says what is wrong with it. */
export function parseCardRequest(input: unknown): { request: CardRequest } | { problem: string } {
  const parsed = Request.safeParse(input);
  if (parsed.success) return { request: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.') || 'The request'}: ${issue?.message ?? 'not understood'}` };
}
