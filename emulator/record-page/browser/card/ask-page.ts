import type { RecordView } from '../../record-view.ts';

export type At = Pick<RecordView, 'portalId' | 'objectTypeId' | 'objectId'>;

/** One call to the record page's own endpoints; a refusal rejects with the sentence for the reader. */
export async function askPage<T>(path: string, at: At, body: object): Promise<T> {
  const { portalId, objectTypeId, objectId } = at;
  const response = await fetch(`/_page${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, portalId, objectTypeId, objectId }),
  });
  const reply = (await response.json()) as { answer?: T; message?: string; detail?: string };
  if (response.ok) return reply.answer as T;
  if (reply.detail) console.error(reply.detail);
  throw new Error(reply.message ?? `HTTP ${response.status}`);
}
