import type { World } from './world.ts';

/** What was written for people to read, and holds what a system is called with: a sentence for each secret that was told. */
export function leaks({ crm, erp, log, store }: World): string[] {
  const { inbox, runs } = store.state;
  const told = [log.join('\n'), JSON.stringify([...inbox.values()]), JSON.stringify([...runs.values()])].join('\n');
  return [crm, erp].flatMap(({ name, secret }) =>
    told.includes(secret) ? [`the secret of ${name} stands in the log, in the inbox or in a run.`] : [],
  );
}
