import type { Register } from '../registrar.ts';
import { addLint } from './mapping-lint.ts';
import { addNew } from './mapping-new.ts';
import { addShow } from './mapping-show.ts';

export const addMapping: Register = (cli) => {
  const group = cli.group('mapping', 'checks a mapping file, shows the mapping in use, and prints ready ones');
  addLint(group);
  addShow(group);
  addNew(group);
};
