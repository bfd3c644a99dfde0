import type { z } from 'zod';

/** A request that cannot be answered as it is; `message` says what to send instead. */
export class BadRequest extends Error {}

export function portalOf(text: string): number {
  const portalId = Number(text);
  if (/^\d+$/.test(text) && portalId > 0 && Number.isSafeInteger(portalId)) return portalId;
  throw new BadRequest('A portal id is a number, for example 12345678.');
}

export function entryOf(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new BadRequest('An entry of the inbox is a number; the list of the inbox has them.');
}

/** Throws BadRequest with the example of what to send when it is something else. */
export function asked<T>(shape: z.ZodType<T>, given: unknown, example: string): T {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new BadRequest(example);
}
