import { createHmac } from 'node:crypto';
import type { InboundRequest } from '../../../engine/connector.ts';
import type { Document } from '../../../engine/document.ts';

/** What the small system keeps. Its clock stands still until it is moved, so that records of one moment are certain. */
export interface Item {
  readonly id: string;
  readonly text: string | null;
  readonly reference: string | null;
  readonly price: string | null;
  readonly changedAt: number;
  readonly away: boolean;
}
export interface StoredDocument {
  readonly id: string;
  readonly changedAt: number;
  readonly document: Document;
}

/** As an API would answer. */
export class SystemError extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  constructor(status: number, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type Mood = 'well' | 'busy' | 'unreachable';
export const KEY = 'reference-key-4711';
export const READER_WITHOUT_ITEMS = 'reader-key-0815';
export const SIGNING_SECRET = 'signing-secret-2323';

/** A small system of records in memory, with an API in the manner of the real ones. */
export class ReferenceSystem {
  readonly items = new Map<string, Item>();
  readonly documents = new Map<string, StoredDocument>();
  now = Date.UTC(2026, 0, 1);
  #made = 0;

  /** Every call begins here. */
  authorise(mood: Mood, key: string): void {
    if (mood === 'unreachable') throw new SystemError(0, 'connect ECONNREFUSED 127.0.0.1:1');
    if (mood === 'busy') throw new SystemError(429, 'slow down', 17);
    if (key === READER_WITHOUT_ITEMS) throw new SystemError(403, 'no access to item');
    if (key !== KEY) throw new SystemError(401, 'who are you');
  }

  tick(): void {
    this.now += 1000;
  }

  insert(fields: Partial<Item>, changedAt = this.now): string {
    const id = String((this.#made += 1)).padStart(6, '0');
    this.items.set(id, { id, text: null, reference: null, price: null, away: false, ...fields, changedAt });
    return id;
  }

  update(id: string, fields: Partial<Item>): void {
    const item = this.items.get(id);
    if (!item) throw new SystemError(404, `item ${id} does not exist`);
    if ((fields.text?.length ?? 0) > 200) throw new SystemError(422, 'text is longer than 200 characters');
    this.items.set(id, { ...item, ...fields, changedAt: this.now });
  }

  put(document: Document): void {
    const id = `${document.kind} ${document.id}`;
    this.documents.set(id, { id, changedAt: this.now, document });
  }

  webhook(id: string, sentAt = this.now): InboundRequest {
    const body = Buffer.from(JSON.stringify([{ model: 'item', id }]));
    return { body, headers: { 'x-signature': `${sentAt}.${signature(body, sentAt)}` } };
  }
}

export const signature = (body: Buffer, sentAt: number): string =>
  createHmac('sha256', SIGNING_SECRET).update(`${sentAt}.`).update(body).digest('hex');
