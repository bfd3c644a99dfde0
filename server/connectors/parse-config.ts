import { parseDocument } from 'yaml';
import type { ZodType } from 'zod';
import { ConfigError } from '../engine/error.ts';

/** A YAML or JSON file as it stands. Throws ConfigError naming the line. */
export function parseYaml(text: string, fileName: string): unknown {
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken) throw new ConfigError(`${fileName} is not valid YAML: ${broken.message}`, 'Correct that line.');
  return document.toJS();
}

/** The configuration by its schema. Throws ConfigError naming each entry and what it must be, but no value. */
export function parseConfig<T>(schema: ZodType<T>, value: unknown, fileName: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new ConfigError(
    `${fileName}: ${issues.join('; ')}`,
    `Correct ${issues.length === 1 ? 'that entry' : 'those entries'} in ${fileName}.`,
  );
}
