import type { Deliveries } from '../../deliveries.ts';
import type { Hub } from '../hub.ts';
import { findAttempt, keepAttempt, listAttempts, startAttempt } from './attempts.ts';
import { configurationOf } from './configuration.ts';
import { post } from './post.ts';

/** The log of attempts, for the control plane and the page that draws it. */
export function createDeliveries(hub: () => Hub): Deliveries {
  return {
    list: () => listAttempts(hub()),
    async replay(id) {
      const old = findAttempt(hub(), id);
      const app = old && hub().apps.find((one) => one.registration.appId === old.appId);
      if (!old || !app) return undefined;
      const attempt = startAttempt(hub());
      // Where the app listens now, which may not be where it did then.
      const posted = await post(hub(), app, configurationOf(hub(), app).targetUrl ?? old.url, old.body);
      const { appId, portalId, attemptNumber } = old;
      return keepAttempt(hub(), {
        ...attempt,
        appId,
        portalId,
        ...posted,
        attemptNumber,
        retryAt: null,
        replayed: true,
      });
    },
  };
}
