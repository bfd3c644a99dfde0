import type { Rule } from './rule.ts';
import { creating } from './rules/creating.ts';
import { discovery } from './rules/discovery.ts';
import { documents } from './rules/documents.ts';
import { getting } from './rules/getting.ts';
import { reading } from './rules/reading.ts';
import { refusing } from './rules/refusing.ts';
import { removing } from './rules/removing.ts';
import { secrets } from './rules/secrets.ts';
import { trouble } from './rules/trouble.ts';
import { webhooks } from './rules/webhooks.ts';
import { writing } from './rules/writing.ts';

const all = [
  ...discovery,
  ...reading,
  ...getting,
  ...writing,
  ...refusing,
  ...creating,
  ...removing,
  ...trouble,
  ...secrets,
  ...documents,
  ...webhooks,
] as const;

export type RuleName = (typeof all)[number]['name'];
export interface NamedRule extends Rule {
  readonly name: RuleName;
}

/** Everything that a connector promises the engine, in the order in which one is best made to keep it. */
export const rules: readonly NamedRule[] = all;
