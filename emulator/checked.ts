import { z } from 'zod';

/** What somebody wrote, by its schema; what is wrong with it is told place by place, after `sentence`. */
export function checked<Schema extends z.ZodType>(schema: Schema, data: unknown, sentence: string): z.infer<Schema> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`${sentence}:\n${z.prettifyError(parsed.error)}`);
}
