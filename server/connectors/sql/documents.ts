import type { DocumentPage } from '../../engine/connector.ts';
import type { Document, DocumentKind } from '../../engine/document.ts';
import { RecordError } from '../../engine/error.ts';
import type { Catalog } from './catalog.ts';
import type { Database } from './database.ts';
import type { DocumentDefinition, SqlDefinition } from './definition.ts';
import { accountFeed, documentFeed } from './document-feeds.ts';
import { accountOf, documentOf, type DocumentCells } from './document-rows.ts';
import { loadApplications, loadLines } from './document-parts.ts';
import { changes, type FeedPage } from './feed.ts';

export interface DocumentContext {
  readonly db: Database;
  readonly catalog: Catalog;
  readonly definition: SqlDefinition;
  readonly fileName: string;
  /** A document that cannot be put into canonical form is told of and left out; the others go on. */
  readonly setAside: (error: RecordError) => void;
}

type FeedName = DocumentKind | 'account';
type Cursors = Partial<Record<FeedName, string>>;

const kinds: readonly DocumentKind[] = ['order', 'invoice', 'payment'];

/** One cursor for all feeds: `{"account": "...", "order": "...", ...}`. */
export async function* readDocuments(context: DocumentContext, cursor: string | null): AsyncGenerator<DocumentPage> {
  const cursors: Cursors = cursor === null ? {} : (JSON.parse(cursor) as Cursors);
  const { accounts, documents } = context.definition;
  if (accounts) {
    for await (const page of changes(context.db, await accountFeed(context, accounts), cursors.account ?? null)) {
      cursors.account = page.cursor;
      const found = page.rows.map(({ cells }) => tried(context, () => accountOf(cells)));
      yield { documents: [], accounts: found.filter((one) => one !== null), cursor: JSON.stringify(cursors) };
    }
  }
  for (const kind of kinds) {
    const definition = documents[kind];
    if (!definition) continue;
    for await (const page of changes(
      context.db,
      await documentFeed(context, kind, definition),
      cursors[kind] ?? null,
    )) {
      cursors[kind] = page.cursor;
      yield {
        documents: await assemble(context, kind, definition, page),
        accounts: [],
        cursor: JSON.stringify(cursors),
      };
    }
  }
}

async function assemble(
  context: DocumentContext,
  kind: DocumentKind,
  definition: DocumentDefinition,
  page: FeedPage,
): Promise<Document[]> {
  const ids = page.rows.map(({ key }) => key);
  const lines = await loadLines(context, `documents.${kind}.lines`, definition.lines, ids);
  const applications = await loadApplications(context, `documents.${kind}.applications`, definition.applications, ids);
  const found = page.rows.map(({ key, cells }) =>
    tried(context, () =>
      documentOf(kind, cells as DocumentCells, definition.states, lines.get(key) ?? [], applications.get(key) ?? []),
    ),
  );
  return found.filter((one) => one !== null);
}

function tried<T>(context: DocumentContext, make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    context.setAside(error);
    return null;
  }
}
