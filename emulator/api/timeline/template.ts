import { z } from 'zod';
import type { AppEventType } from '../../app-event-type.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';

const Option = z.object({ value: z.string(), label: z.string() });

/** What an event may carry. Its value is also written to the property of the record, if one is named. */
export const Token = z.object({
  name: z.string().regex(/^\w+$/, 'must hold letters, digits and underscores only'),
  label: z.string().min(1),
  type: z.enum(['date', 'enumeration', 'number', 'string']),
  options: z.array(Option).optional(),
  objectPropertyName: z.string().min(1).optional(),
});
export const TokenUpdate = Token.pick({ label: true, options: true, objectPropertyName: true });

const MOST_TOKENS = 500;

export const TemplateCreate = z.object({
  name: z.string().min(1),
  objectType: z.string().min(1),
  headerTemplate: z.string().optional(),
  detailTemplate: z.string().optional(),
  tokens: z.array(Token).max(MOST_TOKENS).default([]),
});
export const TemplateUpdate = TemplateCreate.omit({ objectType: true });

export interface TokenRow extends z.infer<typeof Token> {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Row of the table `eventTemplates/{appId}`, keyed by `id`. */
export interface TemplateRow extends Omit<z.infer<typeof TemplateCreate>, 'tokens'> {
  readonly id: string;
  readonly tokens: readonly TokenRow[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const templateTable = (appId: number): string => `eventTemplates/${appId}`;

export const templatesOf = (hub: Hub, appId: number): ReadonlyMap<string, TemplateRow> =>
  hub.tables.rows<TemplateRow>(templateTable(appId));

const dated = <Row extends { readonly createdAt: number; readonly updatedAt: number }>(row: Row) => ({
  ...row,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

export const tokenView = (row: TokenRow): object => dated(row);
export const templateView = (row: TemplateRow): object => ({ ...dated(row), tokens: row.tokens.map(tokenView) });

const PREFIX = 'template-';

/** How events of a template are kept among those of the project's event types, whose uids look otherwise. */
export const eventTypeOf = (templateId: string): string => `${PREFIX}${templateId}`;

/** The template as an event type, to draw its events. */
export function templateAsType(hub: Hub, appId: number, eventType: string): AppEventType | undefined {
  if (!eventType.startsWith(PREFIX)) return undefined;
  const row = templatesOf(hub, appId).get(eventType.slice(PREFIX.length));
  if (!row) return undefined;
  const { name, objectType, headerTemplate = '', detailTemplate = '', tokens } = row;
  return { uid: eventType, name, objectType, headerTemplate, detailTemplate, properties: [...tokens] };
}
