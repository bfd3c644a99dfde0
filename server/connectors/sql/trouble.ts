import { ConfigError, RetryLater } from '../../engine/error.ts';

const RETRY_MS = 5000;

/** Where the database is, for messages: everything of the URL but the password. */
export interface Address {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

export function addressOf(url: string): Address {
  try {
    const { protocol, host, username, pathname } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new Error('another protocol');
    return {
      host: host || '127.0.0.1',
      user: decodeURIComponent(username),
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch {
    // The cause is left out on purpose: Node's message quotes the whole URL, password included.
    throw new ConfigError(
      'The ERP database address is not a PostgreSQL URL.',
      'Set it to postgresql://user:password@host:5432/database, with special characters of the password percent-encoded.',
    );
  }
}

/** Node's word for a connection that the fence refused. */
const FENCED = 'ERR_IP_BLOCKED';
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);
/** Connection lost, server starting or stopping, too many connections, statement cancelled, lock or serialisation. */
const passing = /^(08|53|57|40|55P03|ECONNRESET|EPIPE)/;

/** Whether the same statement may succeed a little later. */
export const isPassing = (error: unknown): boolean => passing.test(codeOf(error)) || lost(error);

/** Whether the server may have applied a statement whose answer never came. */
export function lost(error: unknown): boolean {
  return (
    /^(08|57P0|ECONNRESET|EPIPE|ETIMEDOUT)/.test(codeOf(error)) ||
    /Connection terminated|timeout exceeded|Query read timeout/.test(messageOf(error))
  );
}

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Turns an error of the driver into the one that says what happens next. Unknown ones come back as they are. */
export function explain(error: unknown, at: Address): unknown {
  const code = codeOf(error);
  const message = messageOf(error);
  const where = `The ERP database at ${at.host}`;
  const cause = { cause: error };
  if (code === FENCED || (error instanceof AggregateError && error.errors.some((one) => codeOf(one) === FENCED))) {
    const fix = 'Correct its host, or add the address to LEDGERLINE_ALLOWED_ADDRESSES.';
    return new ConfigError(`${where} is at an address that nothing is asked at, ${message || 'none'}.`, fix, cause);
  }
  if (
    unreachable.has(code) ||
    (error instanceof AggregateError && error.errors.some((one) => unreachable.has(codeOf(one))))
  ) {
    return new RetryLater(
      `${where} does not answer (${code || 'no connection'}). Start it, or correct its host and port.`,
      RETRY_MS,
      cause,
    );
  }
  if (code === '28P01' || code === '28000' || message.includes('client password must be a string')) {
    const fix = 'Correct user and password in the address of the ERP database, or allow that user in its pg_hba.conf.';
    return new ConfigError(`${where} refuses the user "${at.user}".`, fix, cause);
  }
  if (code === '3D000') {
    const fix = 'Correct the database name at the end of the address of the ERP database.';
    return new ConfigError(`${where} has no database "${at.database}".`, fix, cause);
  }
  if (message.includes('does not support SSL')) {
    return new ConfigError(
      `${where} does not speak TLS.`,
      'Take sslmode out of its address, or switch TLS on there.',
      cause,
    );
  }
  if (code === '42501') {
    const fix = `Grant it: grant select on <relation> to "${at.user}"; for writable objects also update on their table.`;
    return new ConfigError(`${where} denies the user "${at.user}" a right: ${message}.`, fix, cause);
  }
  if (code === '42P01' || code === '42703') {
    const fix = 'The database has changed since it was looked at: correct the connection file and restart.';
    return new ConfigError(`${where} answers: ${message}.`, fix, cause);
  }
  if (isPassing(error)) return new RetryLater(`${where} could not finish: ${message}.`, RETRY_MS, cause);
  return error;
}
