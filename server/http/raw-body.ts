import type { IncomingMessage } from 'node:http';

/** HubSpot sends up to 100 events in some 40 KB; a megabyte is generous, and bounds what a stranger can make us hold. */
export const MAX_BODY_BYTES = 1 << 20;

/** The bytes as they came, because signatures are over bytes; null as soon as there are more than `maxBytes`. */
export async function readRawBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) return null;
    parts.push(part);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size);
}
