import { invalid } from '../http/errors.ts';

interface Currency {
  readonly showCurrencySymbol?: boolean | null | undefined;
  readonly currencyPropertyName?: string | null | undefined;
}

/** The currency of a number may come from another property, and then the number stays an amount of money for good. */
export function requireCurrency(before: Currency, patch: Currency): void {
  const shown = patch.showCurrencySymbol ?? before.showCurrencySymbol ?? false;
  const named = patch.currencyPropertyName ?? before.currencyPropertyName;
  if (named === undefined || named === null || shown) return;
  if (before.currencyPropertyName !== undefined) {
    throw invalid('showCurrencySymbol cannot be turned off: the property names a currency property.');
  }
  throw invalid('Only properties with showCurrencySymbol can name a currencyPropertyName.', {
    subCategory: 'PropertyValidationError.ONLY_CURRENCY_PROPERTIES_CAN_SPECIFY_CURRENCY',
  });
}
