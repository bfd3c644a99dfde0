import type { Place } from './data.ts';

interface CardContext {
  readonly portal: { readonly id: number };
  readonly crm: { readonly objectId: number; readonly objectTypeId: string };
  readonly variables?: Readonly<Record<string, unknown>>;
}

export function placeOf(context: CardContext): Place {
  return {
    portalId: context.portal.id,
    objectTypeId: context.crm.objectTypeId,
    objectId: String(context.crm.objectId),
    variables: context.variables ?? {},
  };
}
