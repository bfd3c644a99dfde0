import type { Register } from '../registrar.ts';
import { addLint } from './mapping-lint.ts';
import { addShow } from './mapping-show.ts';

export const addMapping: Register = (cli) => {
  const group = cli.group('mapping', 'checks a mapping file, and shows the mapping in use');
  addLint(group);
  addShow(group);
};
