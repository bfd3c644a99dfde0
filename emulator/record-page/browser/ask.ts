import { heard } from './connection.ts';

/** A click: the answer of one of the pages' own endpoints, or its sentence for the reader as an error. */
export async function ask<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`/_page${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as { answer?: T; message?: string };
  if (response.ok) return reply.answer as T;
  throw new Error(reply.message ?? `HTTP ${response.status}`);
}

/** The state of something now; null when it is gone. */
export async function read<T>(path: string, query: Readonly<Record<string, string | number>>): Promise<T | null> {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`/_page${path}?${words.toString()}`).catch((error: unknown) => {
    heard(false);
    throw error;
  });
  heard(true);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The emulator answered ${response.status}.`);
  return (await response.json()) as T;
}

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
