import type { Connector } from '../../engine/connector.ts';
import { ConfigError, RetryLater } from '../../engine/error.ts';
import type { Changed, Told } from '../../engine/inbound.ts';
import type { Notice } from '../../engine/record.ts';
import { associatedNews, changedNews } from './echoes.ts';
import type { EchoDeps } from './echoes.ts';

export interface ToldDeps extends EchoDeps {
  readonly left: Pick<Connector, 'canonical'>;
}

/** Notices of the records of which something is told that we have not written ourselves. */
export async function noticesOf(deps: ToldDeps, told: readonly Told[]): Promise<Notice[]> {
  const changed = told.filter((one) => one.kind === 'changed');
  const associated = told.filter((one) => one.kind === 'associated');
  const read = await canonical(deps.left, changed);
  const ofChanged = read
    ? await changedNews(deps, read)
    : changed.map(({ record }): Notice => ({ side: 'left', ...record }));
  return [...ofChanged, ...(await associatedNews(deps, associated))];
}

/** Null where the values cannot be read now: then nobody can tell what is an echo, and all of it deserves a look. */
async function canonical(
  left: ToldDeps['left'],
  changed: readonly Extract<Told, { kind: 'changed' }>[],
): Promise<Changed[] | null> {
  if (!left.canonical) return null;
  try {
    return await left.canonical(changed);
  } catch (error) {
    if (error instanceof RetryLater || error instanceof ConfigError) return null;
    throw error;
  }
}
