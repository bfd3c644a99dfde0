import { type Exchange, kindOf } from './exchange.ts';
import { explains, KNOWN_ERRORS, type KnownError } from './known-errors.ts';
import { keyOf } from './operation.ts';
import { append, type Line, planOf } from './run-folder.ts';
import { validatorOver, type Verdict } from './validate.ts';

export type Recorder = (exchange: Exchange) => void;

/** Holds exchanges against the published files and writes what it finds into the folder of the run. */
export function recorderInto(dir: string, knownErrors: readonly KnownError[] = KNOWN_ERRORS): Recorder {
  const { folder, operations } = planOf(dir);
  const validate = validatorOver(folder, operations);
  const told = new Set<string>();
  const tellOnce = (key: string, line: Line): void => {
    if (told.has(key)) return;
    told.add(key);
    append(dir, line);
  };
  return (exchange) => {
    const verdict = verdictOr(exchange, validate);
    append(dir, { called: verdict.operations.map(keyOf), status: exchange.status });
    for (const mismatch of verdict.mismatches) {
      const known = knownErrors.flatMap((one, number) => (explains(one, mismatch) ? [number] : []));
      for (const number of known) tellOnce(`known ${number}`, { known: number });
      if (known.length === 0) tellOnce(kindOf(mismatch), { mismatch });
    }
  };
}

/** A fault of the checking itself must show in the summary, not end the emulator that is checked. */
function verdictOr(exchange: Exchange, validate: (exchange: Exchange) => Verdict): Verdict {
  try {
    return validate(exchange);
  } catch (error) {
    const operation = `${exchange.method} ${exchange.url.split('?')[0]}`;
    const message = `could not be checked: ${(error as Error).message}`;
    const mismatch = { operation, file: null, called: operation, where: 'exchange', message, sample: '' };
    return { operations: [], mismatches: [{ ...mismatch, side: 'response' }] };
  }
}
