import { z } from 'zod';
import type { Call } from './call.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Label = z.object({ category: z.string(), typeId: z.number(), label: z.string().nullable() });
export type Label = z.infer<typeof Label>;
const Labels = z.object({ results: z.array(Label) });

export const labels = (from: string, to: string): string =>
  `/crm/associations/${HUBSPOT_VERSION}/${encodeURIComponent(from)}/${encodeURIComponent(to)}/labels`;

/** The ways in which records of the two types can be associated, in this direction; without a label, `label` is null. */
export async function labelsOf(call: Call, from: string, to: string): Promise<Label[]> {
  return Labels.parse((await call({ method: 'GET', path: labels(from, to), repeatable: true })).body).results;
}
