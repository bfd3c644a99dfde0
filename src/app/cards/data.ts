import {
  AccountAnswer,
  DocumentsAnswer,
  ErrorAnswer,
  FunctionReply,
  type CardRequest,
  type DocumentKind,
} from './contract.ts';

/** The part of `hubspot` that carries questions. Handed in, so that a test is one without mocking a module. */
export interface Transport {
  fetch(url: string, options: { method: 'GET'; timeout: number }): Promise<Response>;
  serverless(name: string, options: { parameters: Record<string, string | number> }): Promise<unknown>;
}

/** Where the card stands. */
export interface Place {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `message` comes from the server and says what to do; null means that the card has words for the code itself. */
export interface Failure {
  readonly code: string;
  readonly message: string | null;
}
export type Answer<T> = { readonly ok: true; readonly answer: T } | ({ readonly ok: false } & Failure);

export interface CardData {
  account(): Promise<Answer<AccountAnswer>>;
  documents(kind: DocumentKind, page: number): Promise<Answer<DocumentsAnswer>>;
}

export const PAGE_SIZE = 10;
const TIMEOUT_MS = 10_000;

interface Parser<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}
type Ask = (request: CardRequest) => Promise<Answer<unknown>>;

/** The only place that knows functions from fetch. Promises never reject: what goes wrong is an answer too. */
export function createCardData(transport: Transport, place: Place): CardData {
  const ask = chooseAsk(transport, place);
  const { objectTypeId, objectId } = place;
  return {
    account: async () => parse(AccountAnswer, await ask({ view: 'account', objectTypeId, objectId })),
    documents: async (kind, page) =>
      parse(DocumentsAnswer, await ask({ view: 'documents', objectTypeId, objectId, kind, page, pageSize: PAGE_SIZE })),
  };
}

/** Both names are variables of the profile with which the app was uploaded. */
function chooseAsk(transport: Transport, place: Place): Ask {
  const { LEDGERLINE_URL: url, LEDGERLINE_DATA_PATH: path } = place.variables;
  if (path === 'serverless') return (request) => askFunction(transport, place.portalId, request);
  if (path === 'fetch' && typeof url === 'string') return (request) => askServer(transport, url, request);
  return () => Promise.resolve(failure('misconfigured'));
}

/** Marketplace edition. HubSpot adds portal and user to the query and signs the call; headers of ours it would drop. */
async function askServer(transport: Transport, url: string, request: CardRequest): Promise<Answer<unknown>> {
  const { view, ...query } = request;
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  try {
    const response = await transport.fetch(`${url}/cards/v1/${view}?${search}`, { method: 'GET', timeout: TIMEOUT_MS });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, answer: body };
    const refused = ErrorAnswer.safeParse(body);
    return refused.success ? { ok: false, ...refused.data.error } : failure('unreachable');
  } catch {
    return failure('unreachable');
  }
}

/** Private edition. A function's call from a card carries no account, so the portal travels with the question. */
async function askFunction(transport: Transport, portalId: number, request: CardRequest): Promise<Answer<unknown>> {
  try {
    const reply = FunctionReply.safeParse(
      await transport.serverless('card_data', { parameters: { portalId, ...request } }),
    );
    return reply.success ? reply.data : failure('unreadable');
  } catch {
    return failure('unreachable');
  }
}

function parse<T>(parser: Parser<T>, reply: Answer<unknown>): Answer<T> {
  if (!reply.ok) return reply;
  const parsed = parser.safeParse(reply.answer);
  return parsed.success ? { ok: true, answer: parsed.data } : failure('unreadable');
}

function failure(code: string): { ok: false } & Failure {
  return { ok: false, code, message: null };
}
