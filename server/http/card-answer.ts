import type { AccountAnswer, CardRequest, DocumentsAnswer, Freshness } from '../../src/app/cards/contract.ts';
import type { Connector } from '../engine/connector.ts';
import { accountFigures } from '../store/account-figures.ts';
import { getConnectionState } from '../store/connection-state.ts';
import type { Db } from '../store/db.ts';
import { documentsPage } from '../store/documents-page.ts';
import { accountLinks, type AccountLink } from '../store/link-roles.ts';

export interface CardDeps {
  readonly db: Db;
  /** Connection whose documents are mirrored, and its name for the reader. */
  readonly connection: string;
  readonly connectionTitle: string;
  /** Pair of the mapping that joins HubSpot companies with the ERP's customers. */
  readonly accountPair: string;
  readonly left: (portalId: number) => Promise<Connector>;
  /** Object name of a type id: `0-2` is `companies`; null for a type the cards do not stand on. */
  readonly objectName: (typeId: string) => string | null;
  /** `YYYY-MM-DD` where the business is: decides what is overdue. */
  readonly today: () => string;
}

export type CardAnswer = AccountAnswer | DocumentsAnswer;

/** Answers a card from the mirror: the ERP is never asked, so a card is quick and still works while the ERP is down. */
export async function cardAnswer(deps: CardDeps, portalId: number, request: CardRequest): Promise<CardAnswer> {
  const { connection } = deps;
  const db = deps.db.fenced(portalId);
  const [links, freshness] = await Promise.all([linksOf(deps, portalId, request), freshnessOf(deps, portalId)]);
  const scope = { portalId, connection, accountIds: links.map((link) => link.rightId), today: deps.today() };
  if (request.view === 'account') {
    const roles = new Map(links.map(({ rightId, role }) => [rightId, role]));
    return { view: 'account', freshness, accounts: await accountFigures(db, scope, roles) };
  }
  const { kind, page, pageSize } = request;
  return { view: 'documents', freshness, kind, ...(await documentsPage(db, { ...scope, kind, page, pageSize })) };
}

/** The customers behind a record, in all their roles: a company's own, else those of the companies it is associated with. */
async function linksOf(deps: CardDeps, portalId: number, request: CardRequest): Promise<AccountLink[]> {
  const object = deps.objectName(request.objectTypeId);
  if (object === null) return [];
  if (object === 'companies')
    return accountLinks(deps.db.fenced(portalId), portalId, deps.accountPair, [request.objectId]);
  const connector = await deps.left(portalId);
  const companies = (await connector.associated?.({ object, id: request.objectId }, 'companies')) ?? [];
  return accountLinks(deps.db.fenced(portalId), portalId, deps.accountPair, companies);
}

async function freshnessOf(deps: CardDeps, portalId: number): Promise<Freshness> {
  const state = await getConnectionState(deps.db.fenced(portalId), portalId, deps.connection);
  return { source: deps.connectionTitle, up: state?.up ?? false, asOf: state?.mirroredAt ?? null };
}
