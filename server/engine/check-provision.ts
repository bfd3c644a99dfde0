import type { Pair } from './mapping.ts';
import type { Problem } from './problem.ts';

/** What is asked to be created and could not be. Paths are those below the pair. */
export function provisionProblems(pair: Pair): Problem[] {
  const names = pair.provision.map(({ name }) => name);
  const problems = pair.provision.flatMap(({ name, unique, type }, index): Problem[] => {
    const path = ['provision', index];
    if (names.indexOf(name) !== index) return [{ path, text: `\`${name}\` is in \`provision\` twice; keep one` }];
    if (!unique || type === 'string' || type === 'decimal') return [];
    return [{ path, text: `\`${name}\` is unique, which only text and numbers can be; write \`type: string\`` }];
  });
  const { schema } = pair;
  if (schema === undefined || names.includes(schema.display)) return problems;
  const text = `the records are named by \`${schema.display}\`, which is not listed under \`provision\`; list it there`;
  return [...problems, { path: ['schema', 'display'], text }];
}
