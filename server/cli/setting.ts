import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../secret.ts';
import { CliError } from './cli-error.ts';

export interface Setting {
  readonly serverUrl: string;
  /** Read when it is first needed, so that `--help` works without. */
  readonly token: () => Secret;
}

/** Where the server is and what lets us in, from the same variables that the server reads. */
export function readSetting(env: Readonly<Record<string, string | undefined>>): Setting {
  const serverUrl = env['LEDGERLINE_SERVER'] || `http://localhost:${env['PORT'] || '3000'}`;
  if (!/^https?:$/.test(URL.parse(serverUrl)?.protocol ?? '')) {
    throw new CliError(
      `LEDGERLINE_SERVER is "${serverUrl}"; it must be the server's address, for example http://localhost:3000.`,
    );
  }
  const dataDir = env['LEDGERLINE_DATA'] || './data';
  const given = env['LEDGERLINE_ADMIN_TOKEN'];
  return {
    serverUrl: serverUrl.replace(/\/+$/, ''),
    token: () => (given ? new Secret(given) : tokenFromFile(join(dataDir, 'admin-token'))),
  };
}

function tokenFromFile(file: string): Secret {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token !== '') return new Secret(token);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new CliError(`The admin token in ${file} cannot be read; run this as the user the server runs as.`, 1, {
        cause,
      });
    }
  }
  throw new CliError(
    `There is no admin token in ${file}. The server writes it when it first starts ("npm run server"); if it has, set ` +
      "LEDGERLINE_DATA to the server's data folder, or LEDGERLINE_ADMIN_TOKEN to its token.",
  );
}
