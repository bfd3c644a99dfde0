/** The webhook requests that were tried, for the page that shows them: the API implements `Deliveries`. */

/** One attempt to hand a batch of events to an app: what was sent, and what came back. */
export interface DeliveryAttempt {
  /** Unique and ascending. */
  readonly id: number;
  /** ISO time on the emulator's clock. */
  readonly at: string;
  readonly appId: number;
  readonly portalId: number;
  /** The app's public address: what was signed, before `proxy` brought it elsewhere. */
  readonly url: string;
  /** As they were sent, signatures included. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON array of events, byte for byte. */
  readonly body: string;
  /** 0 for the first attempt. */
  readonly attemptNumber: number;
  /** null when no answer came. */
  readonly status: number | null;
  /** Why no answer came; null when one did. */
  readonly error: string | null;
  readonly durationMs: number;
  /** ISO time of the next attempt; null when there is none: it succeeded, was given up, or was a replay. */
  readonly retryAt: string | null;
  /** Sent by a click instead of by a change. */
  readonly replayed: boolean;
}

export interface Deliveries {
  /** The last 1000 attempts, oldest first. */
  list(): readonly DeliveryAttempt[];
  /** Sends the same events again at once, newly signed, without retries; undefined when the attempt is not kept. */
  replay(id: number): Promise<DeliveryAttempt | undefined>;
}
