import { z } from 'zod';

const Line = z.looseObject({ level: z.number(), msg: z.string(), trace: z.string().optional() });
export type Line = z.infer<typeof Line>;

/** What the server has logged; a line that is no JSON fails. The last one may be half written. */
export const logLines = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => Line.parse(JSON.parse(line)));
