import { type ErrorDetail, invalid } from '../http/errors.ts';
import type { PropertyOption } from './definition.ts';
import type { OptionInput, PropertyCreate } from './input.ts';

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined | null> };

/** What was given; HubSpot takes null for "not given". */
export const given = <T extends object>(object: T): Present<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null)) as Present<T>;

/** HubSpot refuses since 2025 what its editor would cut off. */
function requireTrimmed(options: readonly OptionInput[]): void {
  const errors: ErrorDetail[] = options
    .flatMap(({ label, value }) => [label, value])
    .filter((text) => text !== text.trim())
    .map((text) => ({
      message: `Option "${text}" has leading or trailing whitespace.`,
      code: 'LEADING_TRAILING_WHITESPACE',
    }));
  if (errors.length > 0) throw invalid(errors.map(({ message }) => message).join(' '), { errors });
}

/** Options as they will be kept. */
export function checkedOptions(type: string, options: readonly OptionInput[]): PropertyOption[] {
  const values = options.map((option) => option.value);
  if (type === 'bool' && values.toSorted().join() !== 'false,true') {
    throw invalid('A bool property must have exactly the options true and false.', {
      subCategory: 'PropertyValidationError.INVALID_BOOLEAN_OPTION',
    });
  }
  if (new Set(values).size !== values.length) throw invalid('Property options must have distinct values.');
  requireTrimmed(options);
  return options.map((option) => given(option));
}

export function requireOptions(body: PropertyCreate): void {
  if (body.externalOptions) {
    if (!body.referencedObjectType) throw invalid('externalOptions needs a referencedObjectType, such as OWNER.');
    if (body.options.length > 0) throw invalid('A property with externalOptions cannot have options of its own.');
  } else if (body.type === 'enumeration' && body.options.length === 0) {
    throw invalid('An enumeration property must have options.', {
      subCategory: 'PropertyValidationError.MISSING_OPTIONS',
    });
  }
}
