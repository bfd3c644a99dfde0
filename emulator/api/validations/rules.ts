import { z } from 'zod';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';

export const RuleType = z.enum([
  'AFTER_DATETIME_DURATION',
  'AFTER_DURATION',
  'ALPHANUMERIC',
  'BEFORE_DATETIME_DURATION',
  'BEFORE_DURATION',
  'DAYS_OF_WEEK',
  'DECIMAL',
  'DOMAIN',
  'EMAIL',
  'EMAIL_ALLOWED_DOMAINS',
  'EMAIL_BLOCKED_DOMAINS',
  'END_DATE',
  'END_DATETIME',
  'FORMAT',
  'MAX_LENGTH',
  'MAX_NUMBER',
  'MIN_LENGTH',
  'MIN_NUMBER',
  'PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE',
  'REGEX',
  'SPECIAL_CHARACTERS',
  'START_DATE',
  'START_DATETIME',
  'URL',
  'URL_ALLOWED_DOMAINS',
  'URL_BLOCKED_DOMAINS',
  'WHITESPACE',
]);
export type RuleType = z.infer<typeof RuleType>;

/** Row of the tables `validations/{portalId}/{typeId}`, keyed `{property}/{ruleType}`. */
export interface RuleRow {
  readonly propertyName: string;
  readonly ruleType: RuleType;
  readonly ruleArguments: readonly string[];
  readonly shouldApplyNormalization: boolean;
}

export const ruleTable = (portalId: number, type: ObjectType): string => `validations/${portalId}/${type.id}`;

export const ruleKey = (propertyName: string, ruleType: RuleType): string => `${propertyName}/${ruleType}`;

export const rulesOf = (hub: Hub, portalId: number, type: ObjectType): ReadonlyMap<string, RuleRow> =>
  hub.tables.rows<RuleRow>(ruleTable(portalId, type));

export const ruleView = ({ ruleType, ruleArguments, shouldApplyNormalization }: RuleRow) => ({
  ruleType,
  ruleArguments,
  shouldApplyNormalization,
});
