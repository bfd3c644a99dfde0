import type { BlockList } from 'node:net';
import { Agent, DecoratorHandler, setGlobalDispatcher, type Dispatcher } from 'undici';
import type { Config } from '../config.ts';
import { Fence, saysLoopback } from '../fence.ts';

/** HubSpot is on the internet, and the emulator on this machine: then its address says so itself. */
export function hubspotFence({ hubspot, allowedAddresses }: Pick<Config, 'hubspot' | 'allowedAddresses'>): Fence {
  return new Fence(saysLoopback(hubspot.apiUrl) ? ['public', 'loopback'] : ['public'], allowedAddresses);
}

/** An ERP is in the company's own net more often than not, or on the machine itself. */
export const erpFence = ({ allowedAddresses }: Pick<Config, 'allowedAddresses'>): Fence =>
  new Fence(['public', 'private', 'loopback'], allowedAddresses);

/**
 * All that this process fetches goes through the fence, and no answer leads elsewhere. It is the one thing set for the
 * whole process, because HubSpot's client fetches by itself and takes no agent.
 */
export function fenceFetch(fence: BlockList): void {
  setGlobalDispatcher(fencedDispatcher(fence));
}

export function fencedDispatcher(fence: BlockList): Dispatcher {
  // Handed on to net.connect, whose types in undici are older than Node's.
  const connect = { blockList: fence } as object;
  return new Agent({ connect }).compose((dispatch) => (options, handler) => dispatch(options, new NoRedirect(handler)));
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The types of undici leave out what the class has (its documentation, Dispatcher). */
interface Decorated {
  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[]>,
    text?: string,
  ): void;
}
const Decorator = DecoratorHandler as unknown as new (handler: Dispatcher.DispatchHandler) => Decorated;

/** An API does not move. Where something leads away from it, a token must not follow. */
class NoRedirect extends Decorator {
  override onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[]>,
    text?: string,
  ): void {
    if (REDIRECTS.has(status)) throw new Error(`it answered ${status}, which leads elsewhere`);
    super.onResponseStart(controller, status, headers, text);
  }
}
