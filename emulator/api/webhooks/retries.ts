import { createRandom } from '../random.ts';
import type { Settings } from '../settings.ts';

type RetrySettings = Pick<Settings, 'webhookRetries' | 'webhookRetryFirstSeconds' | 'webhookRetryWindowSeconds'>;

/**
 * How long after the first attempt the retries come, in milliseconds. HubSpot retries up to 10 times, spread randomly
 * over 24 h. Each retry falls into a slot of its own; the slots grow from `webhookRetryFirstSeconds`, so that a receiver
 * that was away for a moment hears soon. With 0 they are equally long, which is the letter of HubSpot's sentence.
 */
export function retryOffsets(settings: RetrySettings, seed: number): number[] {
  const random = createRandom(seed);
  const ends = slotEnds(settings);
  return ends.map((end, place) => {
    const start = Math.max(ends[place - 1] ?? 0, end / 2);
    return Math.round(start + (random.below(1000) / 1000) * (end - start));
  });
}

function slotEnds({ webhookRetries, webhookRetryFirstSeconds, webhookRetryWindowSeconds }: RetrySettings): number[] {
  const window = webhookRetryWindowSeconds * 1000;
  const first = Math.min(webhookRetryFirstSeconds * 1000, window);
  return Array.from({ length: webhookRetries }, (_, place) =>
    first === 0 || webhookRetries === 1
      ? (window * (place + 1)) / webhookRetries
      : first * (window / first) ** (place / (webhookRetries - 1)),
  );
}
