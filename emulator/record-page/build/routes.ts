import { Router, type Response } from 'express';
import type { RecordPageDeps } from '../scene.ts';
import { createCardBundles, type CardBundles } from './card-bundles.ts';
import { ASSETS, createPageAssets } from './page-assets.ts';
import { createShelf } from './shelf.ts';

/** The page's own script and style sheet, and the cards' bundles, each built when it is first asked for. */
export function buildRoutes(deps: RecordPageDeps, folder: string | null): Router {
  const shelf = createShelf(folder);
  const assets = createPageAssets(shelf);
  const router = Router();
  for (const asset of ASSETS) {
    router.get(`/assets/${asset}`, async (_request, response) => {
      response.type(asset).send(await assets.content(asset));
    });
  }
  return router.use(cardRoutes(deps, createCardBundles(shelf)));
}

function cardRoutes(deps: RecordPageDeps, bundles: CardBundles): Router {
  const router = Router();
  router.get('/cards/:appId/:uid', async (request, response) => {
    const { appId, uid } = request.params;
    const placed = deps
      .apps()
      .filter((app) => String(app.registration.appId) === appId)
      .flatMap((app) => [...app.cards, app.pages, app.settings].map((card) => ({ app, card })))
      .flatMap(({ app, card }) => (card?.uid === uid ? { app, card } : []))[0];
    try {
      if (!placed) throw new Error('The app has no such card any more.');
      response.json({ bundle: `/_page/bundles/${await bundles.version(placed)}.js` });
    } catch (error) {
      sendBuildError(response, error);
    }
  });
  router.get('/bundles/:version.js', async (request, response) => {
    const { version } = request.params;
    const bundle = /^[0-9a-f]+$/.test(version) ? await bundles.bundle(version) : null;
    if (bundle === null) response.status(404).end();
    else response.type('js').set('cache-control', 'public, max-age=31536000, immutable').send(bundle);
  });
  return router;
}

/** Shown in the card's place: the builder's own words, with file and line. */
function sendBuildError(response: Response, error: unknown): void {
  response.status(500).json({ message: error instanceof Error ? error.message : String(error) });
}
