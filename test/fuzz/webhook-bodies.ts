import type { Random } from '../simulator/random.ts';
import { PORTAL } from './fuzz-case.ts';

const KINDS = ['creation', 'deletion', 'merge', 'restore', 'propertyChange', 'associationChange', 'privacyDeletion'];
const SUBJECTS = ['object', 'company', 'contact', 'deal', 'line_item', 'product', 'conversation', 'event'];

/** Events of the forms that HubSpot sends. */
export function events(random: Random): Record<string, unknown>[] {
  return Array.from({ length: 1 + random.below(4) }, () => ({
    eventId: random.below(10 ** 9),
    portalId: PORTAL,
    subscriptionType: `${random.pick(SUBJECTS)}.${random.pick(KINDS)}`,
    objectTypeId: random.pick(['0-1', '0-2', '0-53', '2-143967026']),
    objectId: 1 + random.below(2 ** 31),
    fromObjectId: 1 + random.below(2 ** 31),
    toObjectId: 1 + random.below(2 ** 31),
    associationType: random.pick(['DEAL_TO_LINE_ITEM', 'PARENT_COMPANY_TO_CHILD_COMPANY']),
    mergedObjectIds: [1 + random.below(2 ** 31)],
    occurredAt: 1_795_700_000_000,
  }));
}

/** Values of every type, where any other was expected. JSON texts, so that there are some which no value would give. */
const ODD = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '0',
  '-1',
  '1.5',
  '1e400',
  '-0',
  '9007199254740993',
  '1e21',
  '"1e3"',
  '"01"',
  '" 5"',
  '"5\\u0000"',
  '"\\ud800"',
  '"constructor"',
  '"__proto__"',
  '"0-1; drop table notice"',
  '[[[[[]]]]]',
  '{"$ne":1}',
  '"' + '9'.repeat(400) + '"',
  '"2-' + '1'.repeat(400) + '"',
  '"' + '_TO_'.repeat(200) + '"',
  '"."',
  '"object"',
  '"...."',
];

/** A body that is nearly good, or not at all. */
export function brokenBody(random: Random): Buffer {
  const good = events(random);
  const text = JSON.stringify(good);
  const kind = random.below(10);
  if (kind < 5) return Buffer.from(withOdd(random, good));
  if (kind === 5) return Buffer.from(text.slice(0, random.below(text.length)));
  if (kind === 6) return flipped(random, Buffer.from(text));
  if (kind === 7) return Buffer.from(random.pick(['[', '{"a":', '[{']).repeat(1 + random.below(20_000)));
  if (kind === 8) return noise(random);
  return Buffer.from(
    random.pick([
      '',
      ' ',
      'null',
      '{}',
      '"x"',
      '[]',
      '﻿[]',
      `[${'null,'.repeat(5000)}null]`,
      `{"length":1,"0":${text}}`,
    ]),
  );
}

/** One field of one event holds something else, or comes twice, or under a name that objects have by themselves. */
function withOdd(random: Random, good: readonly Record<string, unknown>[]): string {
  const place = random.below(good.length);
  const entries = good.map((event, no) => {
    const fields = Object.entries(event).map(([name, value]) => [name, JSON.stringify(value)]);
    if (no !== place) return fields;
    const odd = [random.pick([...Object.keys(event), '__proto__', 'constructor', 'toString']), random.pick(ODD)];
    return random.chance(0.3) ? [...fields, odd] : [...fields.filter(([name]) => name !== odd[0]), odd];
  });
  return `[${entries.map((fields) => `{${fields.map(([name, value]) => `"${name}":${value}`).join(',')}}`).join(',')}]`;
}

function flipped(random: Random, bytes: Buffer): Buffer {
  for (let no = 0; no <= random.below(4); no += 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

const noise = (random: Random): Buffer =>
  Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256)));
