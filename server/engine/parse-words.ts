/** How a mapping file's parts are named in sentences. */

export const worded = (type: string): string =>
  ({ string: 'text', array: 'a list', object: 'a group of fields', record: 'a group of values', number: 'a number' })[
    type
  ] ?? type;
export const quoted = (value: unknown): string =>
  typeof value === 'object' ? 'a list or a group' : JSON.stringify(value);
export const listed = (values: readonly unknown[]): string => values.map((value) => `\`${String(value)}\``).join(', ');

export const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null;

export function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), content);
}

/** `pair customers, fields[2].direction`: list positions count from 0, pairs go by their name. */
export function nameOf(path: readonly PropertyKey[], content: unknown): string {
  if (path.length === 0) return 'the file';
  const pairName = path[0] === 'pairs' ? valueAt(content, ['pairs', path[1] ?? 0, 'name']) : undefined;
  const rest = typeof pairName === 'string' ? path.slice(2) : path;
  const words = rest
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  if (typeof pairName !== 'string') return `\`${words}\``;
  return words === '' ? `pair \`${pairName}\`` : `pair \`${pairName}\`, \`${words}\``;
}
