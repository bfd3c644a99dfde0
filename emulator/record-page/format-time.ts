interface Where {
  readonly timezone: string;
  readonly withTime: boolean;
}

/** Values of dates come as `2026-05-04`, as a full ISO time or as epoch milliseconds; null for anything else. */
export function timeOfValue(value: string): Date | null {
  const at = new Date(/^-?\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** `May 4, 2026` or `May 4, 2026 9:30 AM EDT`, as the account's people read it; what is no time stays as it is. */
export function formatTime(value: string, { timezone, withTime }: Where): string {
  const at = timeOfValue(value);
  if (!at) return value;
  const day = formatOf(timezone, 'day').format(at);
  return withTime ? `${day} ${plainSpaces(formatOf(timezone, 'time').format(at))}` : day;
}

/** ICU puts a narrow no-break space before AM and PM. */
export const plainSpaces = (text: string): string => text.replaceAll(/[\u202F\u00A0]/g, ' ');

const PARTS = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes longer than using it a hundred times, and a list shows hundreds of dates. */
function formatOf(timezone: string, part: keyof typeof PARTS): Intl.DateTimeFormat {
  const key = `${part} ${timezone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-US', { ...PARTS[part], timeZone: timezone });
  formats.set(key, format);
  return format;
}
