import type { Change, Connector, Outcome } from '../../../engine/connector.ts';
import { flawed, type Flaw } from './flaw.ts';

const writes = (write: (real: Connector, changes: readonly Change[]) => Promise<Outcome[]>): Flaw =>
  flawed((real) => ({ write: (changes) => write(real, changes) }));

let made = 0;
/** Forgets our reference: whatever is asked for twice is made twice. */
const forgetful = (change: Change): Change =>
  change.kind === 'create' ? { ...change, reference: `${change.reference} ${(made += 1)}` } : change;

const hasLong = (change: Change): boolean =>
  'fields' in change && Object.values(change.fields).some((value) => String(value).length > 200);

/** What goes wrong when writing. */
export const writeFlaws = {
  'answers each change with its outcome, in the order of the changes': writes(async (real, changes) =>
    (await real.write(changes)).toReversed(),
  ),
  'applies several changes of one record in their order': writes(async (real, changes) =>
    (await real.write(changes.toReversed())).toReversed(),
  ),
  'clears a value with null and keeps quotes, line breaks and all of Unicode': writes((real, changes) =>
    real.write(
      changes.map((change) =>
        change.kind === 'update'
          ? {
              ...change,
              fields: Object.fromEntries(Object.entries(change.fields).filter(([, value]) => value !== null)),
            }
          : change,
      ),
    ),
  ),
  // All or nothing, as a batch in one transaction does.
  'refuses one bad record among good ones, and writes the good ones': writes(async (real, changes) => {
    const isBad = changes.some((change) => 'fields' in change && 'no_such_field' in change.fields);
    if (!isBad) return real.write(changes);
    return changes.map(() => ({
      status: 'failed',
      reason: 'no_such_field: the batch was refused',
      retryAfterMs: null,
    }));
  }),
  // 500 for validation, taken for a passing trouble.
  "tells a refusal in the system's own words, for this record alone": writes(async (real, changes) =>
    (await real.write(changes)).map((outcome, at) =>
      hasLong(changes[at]!) ? { status: 'failed', reason: 'Internal Server Error', retryAfterMs: 5000 } : outcome,
    ),
  ),
  'creates once, however often it is asked': writes((real, changes) => real.write(changes.map(forgetful))),
  'creates once when one call holds the same create twice': writes(async (real, changes) => {
    if (changes.length < 2) return real.write(changes);
    const outcomes: Outcome[] = [];
    for (const change of changes) outcomes.push(...(await real.write([forgetful(change)])));
    return outcomes;
  }),
  'creates once when the answer is lost': ((system) => ({
    ...system,
    trouble: {
      ...system.trouble,
      async losesAnswer() {
        const real = await system.trouble.losesAnswer!();
        return {
          ...real,
          async write(changes) {
            const outcomes = await real.write(changes);
            return outcomes.map(() => ({ status: 'failed', reason: 'socket hang up', retryAfterMs: null }));
          },
        };
      },
    },
  })) satisfies Flaw,
  // "Begins with", as a search that takes words for patterns.
  'does not take over a record that carries another reference': flawed((real, system) => ({
    async write(changes) {
      const found: Outcome[] = [];
      for (const change of changes) {
        const same = change.kind === 'create' && (await firstThatBegins(real, change.reference));
        const instead: Change = same && change.kind === 'create' ? { ...change, reference: same } : change;
        found.push(...(await system.connector.write([instead])));
      }
      return found;
    },
  })),
  // One that was put away already is an error to it.
  'archives, restores and deletes as `can` says, and refuses the rest as outcomes': writes(async (real, changes) => {
    const [change] = changes;
    if (change?.kind !== 'archive') return real.write(changes);
    const found = await real.get({ object: change.object, ids: [change.id], fields: [] });
    return found.length > 0 ? real.write(changes) : [{ status: 'failed', reason: 'not found', retryAfterMs: null }];
  }),
} as const satisfies Readonly<Record<string, Flaw>>;

async function firstThatBegins(real: Connector, reference: string): Promise<string | null> {
  for await (const page of real.read({ object: 'item', fields: ['reference'], cursor: null })) {
    const found = page.records.find((record) => String(record.fields['reference'] ?? '').startsWith(reference));
    if (found) return String(found.fields['reference']);
  }
  return null;
}
