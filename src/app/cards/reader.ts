import { createFormat, type Format } from './format.ts';
import { english, type Words } from './words.ts';

/** Who reads the card: their words and their way to write money, days and times. */
export interface Reader {
  readonly words: Words;
  readonly format: Format;
}

interface ReaderContext {
  readonly user: { readonly locale?: string; readonly language?: string };
  readonly portal: { readonly timezone: string };
}

export function createReader(context: ReaderContext, now: () => number): Reader {
  const locale = context.user.locale ?? context.user.language;
  return { words: english, format: createFormat({ locale, timeZone: context.portal.timezone, now }) };
}
