import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { asked, entryOf, portalOf } from './bad-request.ts';

export type InboxSync = Pick<SyncService, 'inbox' | 'retry' | 'choose' | 'ignore' | 'edit'>;

const Listed = z.object({ ignored: z.enum(['true', 'false']).default('false') });
const Retried = z.object({ entry: z.string().optional() });
const Chosen = z.object({
  pair: z.string().min(1),
  right: z.string().min(1),
  winner: z.enum(['left', 'right']),
  /** One or several; left out: every field that waits. */
  field: z
    .union([
      z
        .string()
        .min(1)
        .transform((field) => [field]),
      z.array(z.string().min(1)).min(1),
    ])
    .optional(),
  which: z.string().min(1).optional(),
});
const Ignored = z.object({ reason: z.string().trim().min(1).max(1000).nullable() });
const Edited = z.object({
  side: z.enum(['left', 'right']),
  values: z.record(z.string().min(1), z.string()).refine((values) => Object.keys(values).length > 0),
});

/** What waits for a person, and what the person says. */
export function inboxRouter(sync: InboxSync): Router {
  const router = Router();
  router.get('/portals/:portalId/inbox', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const { ignored } = asked(Listed, request.query, 'Say ?ignored=true to see what is ignored as well.');
    response.json({ inbox: await sync.inbox(portalId, { ignored: ignored === 'true' }) });
  });
  router.post('/portals/:portalId/retry', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const { entry } = asked(Retried, request.query, 'Say one entry, ?entry=12, or none to retry all of them.');
    response.json({ retried: await sync.retry(portalId, entry === undefined ? undefined : entryOf(entry)) });
  });
  router.post('/portals/:portalId/choose', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example =
      'Say which side wins: ?pair=customer&right=ALFKI&winner=left (or right), and &field=phone for one field.';
    const { pair, right, winner, field, which } = asked(Chosen, request.query, example);
    await sync.choose(portalId, {
      pair,
      rightId: right,
      winner,
      ...(field && { fields: field }),
      ...(which && { which }),
    });
    response.json({ chosen: { pair, right, winner, fields: field ?? null } });
  });
  router.post('/portals/:portalId/inbox/:entry/ignore', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const { reason } = asked(
      Ignored,
      request.body,
      'Say why: {"reason": "a customer of old"}; null has it wait again.',
    );
    await sync.ignore(portalId, entryOf(request.params.entry), reason);
    response.json({ ignored: reason !== null });
  });
  router.post('/portals/:portalId/inbox/:entry/edit', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const entryId = entryOf(request.params.entry);
    const example = 'Say whose record gets which values: {"side": "right", "values": {"phone": "030 123456"}}.';
    const { side, values } = asked(Edited, request.body, example);
    await sync.edit(portalId, { entryId, side, values });
    response.json({ edited: { side, values } });
  });
  return router;
}
