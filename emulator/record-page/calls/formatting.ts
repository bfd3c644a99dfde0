import { z } from 'zod';
import type { CrmRecord, PropertyDefinition } from '../../crm.ts';
import { timeOfValue } from '../format-time.ts';
import { formatValue } from '../format-value.ts';
import { currencyOf } from '../money.ts';
import type { Portal } from '../scene.ts';
import { patternTime, relativeTime } from './time-pattern.ts';

const TimeStyle = z.object({ format: z.string().optional(), relative: z.boolean().optional() }).optional();

/** `formattingOptions` of the SDK's hooks. */
export const FormattingOptions = z
  .object({
    date: TimeStyle,
    dateTime: TimeStyle,
    currency: z.object({ addSymbol: z.boolean().optional() }).optional(),
  })
  .default({});
export const HookOptions = z
  .object({
    propertiesToFormat: z.union([z.literal('all'), z.array(z.string())]).optional(),
    formattingOptions: FormattingOptions,
  })
  .default({ formattingOptions: {} });

interface Context {
  readonly portal: Portal;
  readonly objectTypeId: string;
  readonly values: CrmRecord['properties'];
  readonly options: z.infer<typeof FormattingOptions>;
  /** Epoch milliseconds on the emulator's clock. */
  readonly now: number;
}

/** A value as a card asked to have it: as HubSpot's own pages show it, but a currency's sign only when it is wanted. */
export function formatted(property: PropertyDefinition, value: string, context: Context): string {
  const { portal, objectTypeId, values, options, now } = context;
  const isDate = property.type === 'date';
  const style = isDate ? options.date : property.type === 'datetime' ? options.dateTime : undefined;
  const at = style && timeOfValue(value);
  if (at && style.relative) return relativeTime(at, now);
  if (at && style.format !== undefined) return patternTime(at, style.format, isDate ? 'UTC' : portal.timezone);
  const currency = options.currency?.addSymbol ? currencyOf(portal.currency, objectTypeId, property, values) : null;
  return formatValue(property, value, portal.timezone, currency);
}
