import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { makeFile } from '../make-file.ts';
import { Secret } from '../secret.ts';

/** The generated file of an installation that configured no keys; only its owner can read it. */
export interface KeyFile {
  read(): Secret;
  /** Puts a new key first and answers its name; the older ones stay, for what they sealed. */
  add(): string;
  /** Keeps the newest and those that are named; answers the names of the others, which are gone for good. */
  keepOnly(names: ReadonlySet<string>): string[];
}

const newKey = (name: string): string => `${name}:${randomBytes(32).toString('base64')}`;
const nameOf = (entry: string): string => entry.split(':')[0] ?? '';

export function openKeyFile(file: string): KeyFile {
  makeFile(file, () => `${newKey('k1')}\n`);
  const entries = (): string[] => readFileSync(file, 'utf8').trim().split(',');
  const write = (all: readonly string[]): void => {
    // Renamed into place: a process that reads at this moment finds the old keys or the new ones, never half of them.
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, `${all.join(',')}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  };
  return {
    read: () => new Secret(readFileSync(file, 'utf8').trim()),
    add() {
      const all = entries();
      const numbers = all.map((entry) => Number(/^k(\d+):/.exec(entry)?.[1] ?? 0));
      const name = `k${Math.max(...numbers) + 1}`;
      write([newKey(name), ...all]);
      return name;
    },
    keepOnly(names) {
      const [newest = '', ...older] = entries();
      const dropped = older.filter((entry) => !names.has(nameOf(entry)));
      if (dropped.length > 0) write([newest, ...older.filter((entry) => names.has(nameOf(entry)))]);
      return dropped.map(nameOf);
    },
  };
}
