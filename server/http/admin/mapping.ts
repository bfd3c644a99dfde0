import { Router } from 'express';
import { z } from 'zod';
import type { MappingService } from '../../jobs/mapping-service.ts';
import { asked, portalOf } from './bad-request.ts';

export type MappingSync = MappingService;

const Text = z.object({ text: z.string() });
const Wanted = z.object({ pair: z.string().min(1), id: z.string().min(1) });

/** The mapping in use, and the check of another. */
export function mappingRouter(sync: MappingSync): Router {
  const router = Router();
  router.get('/mapping', (_request, response) => {
    response.json({ mapping: sync.mapping() });
  });
  router.post('/portals/:portalId/mapping/lint', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const { text } = asked(Text, request.body, 'Send the text of a mapping file: {"text": "version: 1 ..."}.');
    response.json(await sync.lint(portalId, text));
  });
  router.get('/portals/:portalId/mapping/record', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const { pair, id } = asked(
      Wanted,
      request.query,
      'Say which record: ?pair=customer&id=ALFKI, the id of either side.',
    );
    response.json({ record: await sync.showRecord(portalId, pair, id) });
  });
  return router;
}
