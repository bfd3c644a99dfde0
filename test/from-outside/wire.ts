import { createHmac } from 'node:crypto';
import { PUBLIC_ORIGIN } from '../../demo/launch/edition.ts';
import { CLIENT_SECRET } from './small-system.ts';

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Whoever talks to the server in these tests; what it answers is kept, to be looked through at the end. */
export interface Wire {
  readonly heard: readonly string[];
  send(method: string, path: string, more?: { body?: string; headers?: Record<string, string> }): Promise<Heard>;
  /** As HubSpot sends it: signed, with the address that it calls. */
  signed(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<Heard>;
}

export function openWire(url: () => string): Wire {
  const heard: string[] = [];
  const send: Wire['send'] = async (method, path, { body, headers = {} } = {}) => {
    const answer = await fetch(url() + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    heard.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${text}`);
    return { status: answer.status, headers: answer.headers, text };
  };
  return {
    heard,
    send,
    signed: (method, path, body = '', headers = {}) =>
      send(method, path, {
        headers: { ...signature(method, PUBLIC_ORIGIN + path, body), ...headers },
        ...(body && { body }),
      }),
  };
}

export function signature(method: string, uri: string, body: string, secret = CLIENT_SECRET): Record<string, string> {
  const timestamp = String(Date.now());
  const mac = createHmac('sha256', secret)
    .update(method + uri + body + timestamp)
    .digest('base64');
  return { 'x-hubspot-signature-v3': mac, 'x-hubspot-request-timestamp': timestamp };
}
