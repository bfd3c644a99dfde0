import { signatureV1, signatureV3 } from '../../signature.ts';
import type { Hub } from '../hub.ts';

/**
 * The time that a signed request carries. A receiver holds it against the clock of its machine and refuses what is more
 * than five minutes off, as HubSpot's own client does: by the emulator's clock, every request would be refused as soon as
 * that clock is moved. A receiver that a test hands the emulator's clock to wants the same of its requests: the setting.
 */
export const signingTime = (hub: Hub): number =>
  hub.settings.signaturesByEmulatorClock ? hub.clock.now() : Date.now();

/**
 * The signature headers of a request that HubSpot makes. `url` is the public https address, also where a local proxy
 * brings the request elsewhere.
 */
export function signatureHeaders(
  secret: string,
  method: string,
  url: string,
  body: string,
  now: number,
): Record<string, string> {
  return {
    'x-hubspot-signature': signatureV1({ secret, body }),
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature-v3': signatureV3({ secret, method, uri: url, body, timestamp: now }),
    'x-hubspot-request-timestamp': String(now),
  };
}
