import { z } from 'zod';
import type { FieldNeed } from '../../engine/connector.ts';
import type { Call } from './call.ts';
import { definitions } from './catalog.ts';
import { create, untilKnown } from './creating.ts';
import { requireSameKind, type Parts } from './missing.ts';
import { newProperty } from './property.ts';
import { Refusal } from './refusal.ts';

/** Creates properties of one object, and returns when HubSpot knows all of them. */
export async function createFields(
  { call, catalog, custom, wait }: Parts,
  object: string,
  needs: readonly FieldNeed[],
): Promise<void> {
  const typeId = await custom.idOf(object);
  const made = await createTogether(call, typeId, needs);
  // One that is there already, or that is refused, is told of best by a call of its own.
  for (const need of needs.filter(({ name }) => !made.has(name))) {
    const what = `the new property "${need.name}" of ${object}`;
    await create(call, { path: definitions(typeId), body: newProperty(need), what });
  }
  const names = needs.map(({ name }) => `"${name}"`).join(', ');
  await untilKnown(wait, `the new properties ${names} of ${object}`, async () => {
    const found = await catalog.reload(typeId);
    // HubSpot restores an archived property under its name, with the type that it had.
    for (const need of needs) {
      const field = found.get(need.name);
      if (field) requireSameKind(need, field);
    }
    return needs.every(({ name }) => found.has(name));
  });
}

const Batch = z.object({ results: z.array(z.object({ name: z.string() })).default([]) });

/** The names of those that one call has made. A batch that is refused as a whole has made none. */
async function createTogether(call: Call, typeId: string, needs: readonly FieldNeed[]): Promise<ReadonlySet<string>> {
  if (needs.length < 2) return new Set();
  try {
    const path = definitions(typeId, '/batch/create');
    const { body } = await call({ method: 'POST', path, body: { inputs: needs.map(newProperty) }, repeatable: true });
    return new Set(Batch.parse(body).results.map(({ name }) => name));
  } catch (error) {
    if (error instanceof Refusal) return new Set();
    throw error;
  }
}
