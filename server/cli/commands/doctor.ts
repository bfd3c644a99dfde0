import { Status, type Connection, type Portal } from '../answers.ts';
import type { Server } from '../admin-client.ts';
import { CliError } from '../cli-error.ts';
import { amount, minute, printable } from '../format.ts';
import { howToConnect } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

interface Check {
  /** What was found, as a sentence without its full stop. */
  readonly found: string;
  /** What to do about it, or null when all is well. */
  readonly fix: string | null;
}

export const addDoctor: Register = ({ context, command }) => {
  command(
    'doctor',
    'checks the server, its store, the ERP, the installs and the last runs',
    'ledgerline doctor',
  ).action((options: Options) => doctor(context, options));
};

/** Everything a first look at trouble needs, in the order in which one depends on the other. */
async function doctor({ server, terminal }: Context, options: Options): Promise<void> {
  const checks = await examine(server);
  const bad = checks.filter(({ fix }) => fix !== null);
  if (options.json) {
    terminal.write(JSON.stringify({ checks: checks.map((check) => ({ ok: check.fix === null, ...check })) }, null, 2));
  } else {
    for (const { found, fix } of checks)
      terminal.write(printable(fix === null ? `ok ${found}` : `not ok ${found}: ${fix}`));
  }
  if (bad.length > 0) throw new CliError(`${amount(bad.length, 'check')} of ${checks.length} failed.`);
}

async function examine(server: Server): Promise<Check[]> {
  const reachable = await attempt(`server answers at ${server.url}`, 'server', () => server.probe('/health'));
  // Nothing else can be asked of a server that does not answer.
  if (reachable.fix !== null) return [reachable];
  const store = await attempt('store is ready', 'store', () => server.probe('/ready'));
  try {
    const status = await server.admin('GET', '/status', Status);
    return [reachable, store, install(server, status), ...status.portals.flatMap(ofPortal)];
  } catch (error) {
    return [reachable, store, failed('admin API', error)];
  }
}

async function attempt(found: string, what: string, probe: () => Promise<void>): Promise<Check> {
  try {
    await probe();
    return { found, fix: null };
  } catch (error) {
    return failed(what, error);
  }
}

function failed(found: string, error: unknown): Check {
  // Ctrl-C is no finding.
  if (!(error instanceof CliError) || error.exitCode !== 1) throw error;
  return { found, fix: error.message };
}

function install(server: Server, { portals }: Status): Check {
  if (portals.length === 0) return { found: 'no HubSpot account is connected', fix: howToConnect(server) };
  return { found: `connected: portal ${portals.map(({ portalId }) => portalId).join(', ')}`, fix: null };
}

function ofPortal({ portalId, connections, lastRun }: Portal): Check[] {
  const name = `portal ${portalId}`;
  if (connections.length === 0) {
    const found = `the ERP was not called for ${name} yet`;
    return [{ found, fix: `run "ledgerline plan --portal ${portalId}"` }, runCheck(name, lastRun)];
  }
  return [...connections.map((connection) => connectionCheck(name, connection)), runCheck(name, lastRun)];
}

function connectionCheck(name: string, { connection, up, error, checkedAt }: Connection): Check {
  if (up) return { found: `${connection} is up for ${name}`, fix: null };
  const found = `${connection} is down for ${name}, as of ${minute(checkedAt)}`;
  return { found, fix: error ?? 'start it, or correct ERP_URL and restart the server' };
}

function runCheck(name: string, run: Portal['lastRun']): Check {
  if (run === null) return { found: `no run of ${name} yet`, fix: 'run "ledgerline plan", then "ledgerline sync"' };
  if (run.state !== 'failed') return { found: `last run of ${name}: ${run.kind} ${run.state}`, fix: null };
  return {
    found: `last run of ${name}: ${run.kind} failed (${run.error ?? 'no reason given'})`,
    fix: `run "ledgerline ${run.kind}" again`,
  };
}
