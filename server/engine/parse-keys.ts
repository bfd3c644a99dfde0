import { z } from 'zod';

/** The names a group may have at `path` below a schema. */
export function keysIn(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysIn(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysIn(option, path));
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return typeof step === 'number' ? keysIn(schema.element, rest) : [];
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const inner = (schema.shape as Record<PropertyKey, z.core.$ZodType>)[step];
  return inner === undefined ? [] : keysIn(inner, rest);
}
