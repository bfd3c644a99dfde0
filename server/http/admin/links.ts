import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { asked, portalOf } from './bad-request.ts';

export type LinksSync = Pick<SyncService, 'link' | 'unlink' | 'adopt'>;

const word = z.string().min(1);
const records = { pair: word, left: word, right: word };
const Linked = z.object({ ...records, role: word.optional() });
const Unlinked = z.object({ ...records, alone: z.literal('yes').optional() });

/** More than this would keep a person, and the portal's other work, waiting. */
const MOST_LINKS = 5000;
const Adopted = z.object({
  dryRun: z.boolean(),
  links: z.array(z.object({ line: z.int(), pair: word, leftId: word, rightId: word, role: word })).max(MOST_LINKS),
});

/** Which records are the same thing, which belong to one another in another role, and which do neither. */
export function linksRouter(sync: LinksSync): Router {
  const router = Router();
  for (const [path, inPlace] of [
    ['link', false],
    ['relink', true],
  ] as const) {
    router.post(`/portals/:portalId/${path}`, async (request, response) => {
      const portalId = portalOf(request.params['portalId'] ?? '');
      const example =
        'Say which records: ?pair=customer&left=123&right=ALFKI, and &role=branch if it is not the primary.';
      const wanted = asked(Linked, request.query, example);
      const { pair, left: leftId, right: rightId, role } = wanted;
      await sync.link(portalId, { pair, leftId, rightId, ...(role && { role }), ...(inPlace && { inPlace }) });
      response.json({ linked: wanted });
    });
  }
  router.post('/portals/:portalId/links', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example = `Send { dryRun, links: [{ line, pair, leftId, rightId, role }] }, ${MOST_LINKS} links at most; split a longer file.`;
    const { links, dryRun } = asked(Adopted, request.body, example);
    response.json(await sync.adopt(portalId, links, { dryRun }));
  });
  router.post('/portals/:portalId/unlink', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example = 'Say which records: ?pair=customer&left=123&right=ALFKI, and &alone=yes to leave it without one.';
    const { pair, left, right, alone } = asked(Unlinked, request.query, example);
    await sync.unlink(portalId, { pair, leftId: left, rightId: right, alone: alone === 'yes' });
    response.json({ unlinked: { pair, left, right } });
  });
  return router;
}
