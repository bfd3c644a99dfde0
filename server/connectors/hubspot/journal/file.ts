import { z } from 'zod';
import { RetryLater } from '../../../engine/error.ts';

const File = z.object({ publishedAt: z.string(), journalEvents: z.array(z.unknown()) });
export type File = z.infer<typeof File>;

const TIMEOUT_MS = 60_000;
const AGAIN_MS = 5_000;
/** HubSpot's files have 5 MB at most. */
const MOST_BYTES = 32 << 20;

/**
 * The file behind an address that HubSpot gave, which holds its own right to be read: no token goes there. Throws
 * RetryLater for whatever goes wrong, because the journal is then asked for a new address.
 */
export async function readFile(url: string, apiUrl: string): Promise<File> {
  const { origin, protocol } = new URL(url);
  if (protocol !== 'https:' && origin !== new URL(apiUrl).origin) {
    throw new RetryLater('The journal names a file that is not behind https.', AGAIN_MS);
  }
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return File.parse(JSON.parse(await boundedText(answer)));
  } catch (cause) {
    // The address holds its signature, so neither it nor the cause's words go into the sentence.
    throw new RetryLater('A file of the HubSpot journal cannot be read now.', AGAIN_MS, { cause });
  }
}

async function boundedText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error('it is too large');
    parts.push(part);
  }
  return Buffer.concat(parts, size).toString('utf8');
}
