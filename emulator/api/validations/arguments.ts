import { invalid } from '../http/errors.ts';
import { duration, instant } from './number-and-date-rules.ts';
import type { RuleType } from './rules.ts';

type Check = (argument: string) => boolean;

const isNumber: Check = (text) => text.trim() !== '' && Number.isFinite(Number(text));
const isInstant: Check = (text) => !Number.isNaN(instant(text));
const isDuration: Check = (text) => duration(text) !== null;

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u').test('');
    return true;
  } catch {
    return false;
  }
}

const FIRST_ARGUMENT: Partial<Record<RuleType, readonly [Check, string]>> = {
  REGEX: [isPattern, 'a regular expression'],
  MIN_LENGTH: [isNumber, 'a number'],
  MAX_LENGTH: [isNumber, 'a number'],
  MIN_NUMBER: [isNumber, 'a number'],
  MAX_NUMBER: [isNumber, 'a number'],
  DECIMAL: [isNumber, 'a number'],
  START_DATE: [isInstant, 'a date'],
  END_DATE: [isInstant, 'a date'],
  START_DATETIME: [isInstant, 'a date'],
  END_DATETIME: [isInstant, 'a date'],
  AFTER_DURATION: [isDuration, 'an ISO 8601 duration such as P3D'],
  BEFORE_DURATION: [isDuration, 'an ISO 8601 duration such as P3D'],
  AFTER_DATETIME_DURATION: [isDuration, 'an ISO 8601 duration such as PT36H'],
  BEFORE_DATETIME_DURATION: [isDuration, 'an ISO 8601 duration such as PT36H'],
};

/** A rule that could never be followed would only be noticed at the next write. */
export function requireArguments(ruleType: RuleType, ruleArguments: readonly string[]): void {
  const wanted = FIRST_ARGUMENT[ruleType];
  if (!wanted || wanted[0](ruleArguments[0] ?? '')) return;
  throw invalid(`The first of the ruleArguments of ${ruleType} must be ${wanted[1]}, not "${ruleArguments[0] ?? ''}".`);
}
