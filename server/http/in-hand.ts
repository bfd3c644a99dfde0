import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from './raw-body.ts';

/** What all bodies that are being read or stored may take together. */
const MOST_BYTES = 16 << 20;
/** What a request takes besides its body; so their number is bounded as well, at 512. */
const REQUEST_BYTES = 32 << 10;
/** HubSpot itself gives up after 5 s. */
const READ_MS = 10_000;

export type BodyRefusal = 'too_large' | 'busy' | 'cut';

/** The share of one request. */
export interface Hold {
  /** The bytes as they came, or why they were not taken. `busy`: memory would grow beyond what is allowed. */
  read(request: IncomingMessage): Promise<Buffer | BodyRefusal>;
  release(): void;
}

export interface InHand {
  hold(): Hold;
}

/** Counts the bytes of all requests that are not answered yet, so that a flood is put off before memory grows. */
export function createInHand({ mostBytes = MOST_BYTES, readMs = READ_MS } = {}): InHand {
  let inHand = 0;
  return {
    hold() {
      let held = 0;
      const take = (bytes: number): boolean => {
        if (inHand + bytes > mostBytes) return false;
        inHand += bytes;
        held += bytes;
        return true;
      };
      return {
        async read(request) {
          if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return 'too_large';
          if (!take(REQUEST_BYTES)) return 'busy';
          // Whoever sends a byte a second would keep others out.
          const timer = setTimeout(() => request.destroy(), readMs);
          try {
            return await readParts(request, take);
          } catch {
            return 'cut';
          } finally {
            clearTimeout(timer);
          }
        },
        release() {
          inHand -= held;
          held = 0;
        },
      };
    },
  };
}

async function readParts(request: IncomingMessage, take: (bytes: number) => boolean): Promise<Buffer | BodyRefusal> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) return 'too_large';
    if (!take(part.length)) return 'busy';
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
