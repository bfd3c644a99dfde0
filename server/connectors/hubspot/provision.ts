import { ConfigError, RetryLater } from '../../engine/error.ts';
import type { FieldDescription, FieldNeed } from '../../engine/connector.ts';
import type { Call } from './call.ts';
import type { Catalog } from './catalog.ts';
import { Refusal } from './refusal.ts';
import { HUBSPOT_VERSION } from './version.ts';

/** Group of all properties that Ledgerline creates. */
const GROUP = 'ledgerline';

const FORMS = {
  string: { type: 'string', fieldType: 'text' },
  decimal: { type: 'number', fieldType: 'number' },
  date: { type: 'date', fieldType: 'date' },
  datetime: { type: 'datetime', fieldType: 'date' },
  boolean: {
    type: 'bool',
    fieldType: 'booleancheckbox',
    options: [
      { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
      { label: 'No', value: 'false', displayOrder: 1, hidden: false },
    ],
  },
} as const;

const definitions = (object: string, rest = ''): string => `/crm/properties/${HUBSPOT_VERSION}/${object}${rest}`;

/** Needs that the portal does not meet. Throws ConfigError when a property is there but of another kind. */
export async function missingFields(catalog: Catalog, needs: readonly FieldNeed[]): Promise<FieldNeed[]> {
  const missing: FieldNeed[] = [];
  for (const [object, ofObject] of byObject(needs)) {
    const found = await catalog.reload(object);
    for (const need of ofObject) {
      const field = found.get(need.name);
      if (field === undefined) missing.push(need);
      else requireSameKind(need, field);
    }
  }
  return missing;
}

function requireSameKind(need: FieldNeed, field: FieldDescription): void {
  const property = `The HubSpot property "${need.name}" of ${need.object}`;
  if (field.type !== need.type) {
    throw new ConfigError(
      `${property} is of type ${field.type}, and the mapping needs ${need.type}.`,
      'Delete or rename the property in HubSpot, or provision another name in the mapping.',
    );
  }
  if (need.unique && !field.unique) {
    throw new ConfigError(
      `${property} exists but is not unique, which HubSpot cannot change afterwards.`,
      'Delete the property in HubSpot, or provision another name in the mapping.',
    );
  }
}

/** Creates group and properties, and returns when HubSpot knows them. Repeating it does no harm. */
export async function provisionFields(
  call: Call,
  catalog: Catalog,
  wait: (ms: number) => Promise<void>,
  needs: readonly FieldNeed[],
): Promise<void> {
  for (const [object, ofObject] of byObject(needs)) {
    await create(call, definitions(object, '/groups'), { name: GROUP, label: 'Ledgerline' });
    for (const need of ofObject) await create(call, definitions(object), propertyOf(need));
    for (const need of ofObject) await untilReadable(call, wait, need);
    await catalog.reload(object);
  }
}

function propertyOf(need: FieldNeed): object {
  if (need.type === 'enumeration') {
    throw new ConfigError(
      `The mapping provisions "${need.name}" of ${need.object} as an enumeration, whose options Ledgerline does not know.`,
      'Create the property in HubSpot, or provision it as a string.',
    );
  }
  const { name, label, unique } = need;
  return { name, label, groupName: GROUP, hasUniqueValue: unique, ...FORMS[need.type] };
}

/** 409 says that it is there already, from an earlier attempt or another process. */
async function create(call: Call, path: string, body: object): Promise<void> {
  try {
    await call({ method: 'POST', path, body, repeatable: true });
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 409)) throw error;
  }
}

const PAUSE_MS = 250;
const LOOKS = 40;

/** Definitions are cached at HubSpot: a new property is known after a quarter to three quarters of a second. */
async function untilReadable(call: Call, wait: (ms: number) => Promise<void>, need: FieldNeed): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    try {
      await call({ method: 'GET', path: definitions(need.object, `/${need.name}`), repeatable: true });
      return;
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 404)) throw error;
      await wait(PAUSE_MS);
    }
  }
  throw new RetryLater(`HubSpot does not know the new property "${need.name}" of ${need.object} yet.`, 10_000);
}

function byObject(needs: readonly FieldNeed[]): Map<string, FieldNeed[]> {
  return Map.groupBy(needs, (need) => need.object);
}
