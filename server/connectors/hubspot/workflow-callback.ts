import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';
import { HUBSPOT_VERSION } from './version.ts';

/**
 * Ends an action that a workflow waits for. Resolves to false when it waits no more. Doing it twice does no harm: the
 * second time there is nothing that waits.
 */
export async function completeCallback(
  call: Call,
  id: string,
  outputFields: Readonly<Record<string, string>>,
): Promise<boolean> {
  try {
    await call({
      method: 'POST',
      path: `/automation/actions/callbacks/${HUBSPOT_VERSION}/${encodeURIComponent(id)}/complete`,
      body: { outputFields },
      repeatable: true,
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
