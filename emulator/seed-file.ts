import { readFile } from 'node:fs/promises';
import { Seed } from './api/seed.ts';
import { checked } from './checked.ts';

/** A seed from a file, YAML or JSON; what is wrong with it is told with the file and the place. */
export async function readSeed(file: string): Promise<Seed> {
  return checkedSeed(await readData(file, 'The seed'), `The seed ${file}`);
}

export const checkedSeed = (data: unknown, name = 'The seed'): Seed =>
  checked(Seed, data, `${name} is not a valid seed`);

/** What a file of YAML or JSON holds. `what` opens the sentence when it cannot be read. */
export async function readData(file: string, what: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${what} ${file} cannot be read: ${(cause as Error).message}`, { cause });
  });
  return /\.ya?ml$/i.test(file) ? asYaml(file, text) : asJson(file, text);
}

function asJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** The parser is loaded for files that need it only: it takes longer than the emulator itself. */
async function asYaml(file: string, text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(`${file} is not YAML: ${(cause as Error).message}`, { cause });
  }
}
