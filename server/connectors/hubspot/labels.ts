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

/** The types of one portal, fetched once for each two objects, and again when a label is missed. */
export interface LabelTypes {
  /** `null` is the type without a label. Those that HubSpot does not have are absent. */
  find(from: string, to: string, wanted: readonly (string | null)[]): Promise<ReadonlyMap<string | null, Label>>;
}

export function createLabelTypes(call: Call): LabelTypes {
  const known = new Map<string, readonly Label[]>();
  const byLabel = (types: readonly Label[]) => new Map(types.map((type) => [type.label, type]));
  return {
    async find(from, to, wanted) {
      const key = `${from} ${to}`;
      const kept = byLabel(known.get(key) ?? []);
      if (wanted.every((label) => kept.has(label))) return kept;
      const types = await labelsOf(call, from, to);
      known.set(key, types);
      return byLabel(types);
    },
  };
}
