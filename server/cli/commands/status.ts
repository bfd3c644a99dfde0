import { Status, type Budget, type Connection, type Portal } from '../answers.ts';
import { amount, duration, minute, number, printable } from '../format.ts';
import { howToConnect } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

export const addStatus: Register = ({ context, command }) => {
  command('status', 'shows the portals, the ERP connection and the last runs', 'ledgerline status --json').action(
    (options: Options) => status(context, options),
  );
};

async function status({ server, terminal }: Context, options: Options): Promise<void> {
  const answer = await server.admin('GET', '/status', Status);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.portals.length === 0) terminal.write(`No HubSpot account is connected: ${howToConnect(server)}.`);
  for (const portal of answer.portals) terminal.write(portalLines(portal).map(printable).join('\n'));
}

const LEAST_WIDTH = 10;
const NAMES: Readonly<Record<string, string>> = { general: 'requests', search: 'searches' };

function portalLines({ portalId, linked, notices, inbox, connections, budget, lastRun }: Portal): string[] {
  const oldest = notices.oldestAt === null ? '' : `, the oldest since ${minute(notices.oldestAt)}`;
  const held = Object.entries(inbox).map(([kind, count]) => `${kind} ${count}`);
  const rows: (readonly [label: string, words: string])[] = [
    ['last run', lastRun === null ? 'none yet' : runWords(lastRun)],
    ['linked', amount(linked, 'record')],
    ['waiting', `${amount(notices.waiting, 'notice')}${oldest}`],
    ['inbox', held.join(', ')],
    ...connections.map((one) => [one.connection, connectionWords(one)] as const),
    ...budget.map((one) => [NAMES[one.bucket] ?? one.bucket, budgetWords(one)] as const),
  ];
  const width = Math.max(LEAST_WIDTH, ...rows.map(([label]) => label.length));
  return [`Portal ${portalId}`, ...rows.map(([label, words]) => `  ${label.padEnd(width)} ${words}`)];
}

function connectionWords({ up, error, checkedAt, mirroredAt }: Connection): string {
  const state = up ? 'up' : `down (${error ?? 'no reason given'})`;
  // Only the system that holds the documents has them mirrored.
  const documents = mirroredAt === null ? '' : `, documents as of ${minute(mirroredAt)}`;
  return `${state} at ${minute(checkedAt)}${documents}`;
}

function budgetWords({ most, used, pausedUntil, day }: Budget): string {
  const ends = day?.endsAt ? ` until ${minute(day.endsAt)}` : '';
  const today = day === null ? [] : [`${number.format(day.left)} of ${number.format(day.limit)} left today${ends}`];
  const paused = pausedUntil === null ? [] : [`HubSpot asked for a pause until ${minute(pausedUntil)}`];
  return [`${used} of ${most} in use`, ...today, ...paused].join(', ');
}

function runWords({ kind, state, done, total, error, secondsLeft }: NonNullable<Portal['lastRun']>): string {
  if (state === 'failed') return `${kind} failed: ${error ?? "the server's log says why"}`;
  const looked =
    state === 'running' && total !== null ? `${done} of ${amount(total, 'record')}` : amount(done, 'record');
  const left = secondsLeft === null ? '' : `, about ${duration(secondsLeft)} left`;
  return `${kind} ${state}, ${looked}${left}`;
}
