import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import type { Framed } from './framed.ts';
import type { At } from './ask-page.ts';
import type { AppPage, CardContext, HostActions, WorkerCalls } from './contract.ts';
import { createHostCalls } from './host-calls.ts';

export interface RunningCard {
  readonly receiver: RemoteReceiver;
  readonly recordChanged: () => void;
  readonly pageChanged: (page: AppPage) => void;
  readonly stop: () => void;
}

interface Start {
  readonly at: At;
  readonly card: Framed;
  readonly context: CardContext;
  readonly page: AppPage;
  readonly actions: HostActions;
  readonly onError: (message: string) => void;
}

/** Builds the card's bundle if need be and starts it in a worker; what goes wrong is told once, in the card's place. */
export function startCard({ at, card, context, page, actions, onError }: Start): RunningCard {
  const worker = new Worker('/_page/assets/worker.js', { name: card.title });
  const receiver = createRemoteReceiver();
  const callable = ['load', 'recordChanged', 'pageChanged'] as const;
  const endpoint = createEndpoint<WorkerCalls>(fromWebWorker(worker), { callable: [...callable] });
  endpoint.expose(createHostCalls(at, card) as unknown as Record<string, (...values: never[]) => unknown>);
  worker.addEventListener('error', (event) => onError(event.message || 'The worker of the card could not be started.'));
  bundleOf(card)
    .then((bundle) => endpoint.call.load(bundle, context, receiver.receive, actions, page))
    .catch((error: unknown) => onError(error instanceof Error ? error.message : String(error)));
  return {
    receiver,
    recordChanged: () => void endpoint.call.recordChanged(),
    pageChanged: (to) => void endpoint.call.pageChanged(to),
    stop: () => worker.terminate(),
  };
}

async function bundleOf({ appId, uid }: Framed): Promise<string> {
  const response = await fetch(`/_page/cards/${appId}/${encodeURIComponent(uid)}`);
  const reply = (await response.json()) as { bundle?: string; message?: string };
  if (reply.bundle === undefined) throw new Error(reply.message ?? 'The card could not be built.');
  return new URL(reply.bundle, location.href).href;
}
