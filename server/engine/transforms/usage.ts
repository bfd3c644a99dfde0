import type { z } from 'zod';
import { standsTwice } from './lookup.ts';
import { COMPUTED, DIVIDED, TransformChoice, transformOf } from './registry.ts';

/**
 * A field that is made of others names its target only: `{ left: full_name, transform: { concat: [first, last] } }`. It is
 * completed to the form of every other mapped field, with a name in place of the missing one. No system's field begins
 * with an equals sign.
 */
export function completed(field: unknown): unknown {
  if (!isGroup(field) || !isGroup(field['transform'])) return field;
  const { left, right, transform } = field;
  if (Object.keys(transform).some((name) => DIVIDED.includes(name))) {
    if (typeof left === 'string' && right === undefined) return { right: `=${left}`, ...field };
    return typeof right === 'string' && left === undefined ? { left: `=${right}`, ...field } : field;
  }
  if (computedName(transform) === undefined) return field;
  if (typeof left === 'string' && right === undefined) return { direction: 'to-left', right: `=${left}`, ...field };
  if (typeof right === 'string' && left === undefined) return { direction: 'to-right', left: `=${right}`, ...field };
  return field;
}

interface Used {
  readonly left: string;
  readonly right: string;
  readonly direction: 'both' | 'to-left' | 'to-right';
  readonly map?: Readonly<Record<string, string>> | undefined;
  readonly transform?: TransformChoice | undefined;
  readonly default?: string | boolean | undefined;
}

/** What each part allows by itself and the whole does not. */
export function reportMisuse(field: Used, context: z.RefinementCtx<Used>): void {
  const report = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
  if (field.default !== undefined && field.direction === 'both') {
    report(['default'], 'is for fields of one direction; set `direction: to-left` or `to-right`');
  }
  // A transform whose arguments are wrong has been reported, and cannot be built.
  if (field.transform === undefined || !TransformChoice.safeParse(field.transform).success) return;
  if (field.map) report(['map'], 'stands beside a transform; keep one, or write the map as `lookup`');
  const name = Object.keys(field.transform)[0] ?? '';
  const made = computedName(field.transform);
  if (made !== undefined) {
    if (!isCompleted(field)) {
      report(
        [],
        `\`${made}\` says itself what it is made of; name only the field that is written, \`left\` or \`right\``,
      );
    } else if (made === 'expression') reportWrongSide(field, report);
    return;
  }
  const twice = field.transform.lookup && standsTwice(field.transform.lookup);
  if (twice !== undefined && field.direction === 'to-right') {
    report(
      ['transform', name],
      `has several right values for "${twice}"; keep one of them, or set \`direction: to-left\``,
    );
  }
  const { oneWay, parts } = transformOf(field.transform);
  if (parts && field.right !== `=${field.left}` && field.left !== `=${field.right}`) {
    report(
      [],
      `\`${name}\` names the fields of one side itself; name only the field of the other, \`left\` or \`right\``,
    );
  }
  if (oneWay === null || field.direction !== 'both') return;
  report(['transform', name], `has no way back: ${oneWay}; set \`direction: to-left\` or \`to-right\``);
}

/** An expression that read what it writes would change its own answer. */
function reportWrongSide(field: Used, report: (path: string[], message: string) => void): void {
  if (field.transform === undefined) return;
  const [target, source] = field.direction === 'to-left' ? (['left', 'right'] as const) : (['right', 'left'] as const);
  for (const name of transformOf(field.transform).reads(target)) {
    const message = `reads \`${target}.${name}\`, but ${target} is the side it writes to; it may read \`${source}\` only`;
    report(['transform', 'expression'], message);
  }
}

const isCompleted = ({ left, right, direction }: Used): boolean =>
  (direction === 'to-left' && right === `=${left}`) || (direction === 'to-right' && left === `=${right}`);

const computedName = (transform: object): string | undefined =>
  Object.keys(transform).find((name) => COMPUTED.includes(name));

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
