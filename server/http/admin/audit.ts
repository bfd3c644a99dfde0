import { Router, type Request, type RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { Deed, StoredDeed } from '../../store/audit.ts';
import type { AdminLog } from './failure.ts';
import { asked } from './bad-request.ts';

export interface AuditTrail {
  begin(deed: Deed): Promise<number>;
  end(portalId: number, id: number, status: number): Promise<void>;
  list(asked: { readonly before: number | null; readonly limit: number }): Promise<StoredDeed[]>;
}

/** Parts of bodies that say what is done to what. Tokens, values of records and mappings are left out. */
const TOLD = new Set('runId object recordId field plan reason side pairs since dryRun'.split(' '));
/** These end with nothing being kept of the account, and are told of all the same. */
const OF_THE_ACCOUNT = /\/(purge|uninstall)$/;

/** Writes down who asks for what before it is done, and how it ended; what cannot be written down is not done. */
export function keepsAudit(audit: AuditTrail, log: AdminLog): RequestHandler {
  return async (request, response, next) => {
    if (['GET', 'HEAD'].includes(request.method)) return next();
    const portalId = portalIdOf(request.path);
    const id = await audit.begin({
      portalId,
      actor: actorOf(request),
      address: addressOf(request.ip),
      action: `${request.method} ${request.path}`,
      detail: { ...request.query, ...toldOf(request.body) },
    });
    response.once('finish', () => {
      audit
        .end(portalId, id, response.statusCode)
        .catch((error: unknown) => log.error({ err: error }, 'the end of an admin call was not written down'));
    });
    next();
  };
}

/** A server that listens on IPv6 sees IPv4 callers as `::ffff:192.0.2.1`; people look for the plain one. */
const addressOf = (ip = ''): string => (ipaddr.isValid(ip) ? ipaddr.process(ip).toString() : ip);

function portalIdOf(path: string): number {
  const id = Number(/^\/portals\/(\d{1,15})\//.exec(path)?.[1] ?? 0);
  return OF_THE_ACCOUNT.test(path) ? 0 : id;
}

/** The command line says who runs it; it is as true as the machine it runs on. */
function actorOf(request: Request): string {
  const said = decoded(request.get('x-ledgerline-operator') ?? '')
    .replaceAll(/[^\w.@+-]/g, '')
    .slice(0, 100);
  return said === '' ? 'operator' : said;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const toldOf = (body: unknown): object =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(Object.entries(body).filter(([name]) => TOLD.has(name)))
    : {};

const Page = z.object({
  before: z.coerce.number().int().positive().nullable().default(null),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** What operators did. */
export function auditRouter(audit: AuditTrail): Router {
  const router = Router();
  router.get('/audit', async (request, response) => {
    response.json({ deeds: await audit.list(asked(Page, request.query, 'Say which: ?limit=100&before=<id>.')) });
  });
  return router;
}
