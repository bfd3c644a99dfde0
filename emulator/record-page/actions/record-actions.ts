import { z } from 'zod';
import type { CrmRecord, ValidationFailure } from '../../crm.ts';
import { recordHref } from '../hrefs.ts';
import type { Kind } from '../kinds.ts';
import { kindIn, PERSON, type Portal, type RecordPageDeps } from '../scene.ts';
import { Refused, type answering } from './answering.ts';

const Of = z.object({ objectTypeId: z.string() });
const One = Of.extend({ objectId: z.string() });
const Many = Of.extend({ ids: z.array(z.string()).min(1) });
const Link = One.extend({
  toObjectTypeId: z.string(),
  toIds: z.array(z.string()).min(1),
  typeIds: z.array(z.number().int()).default([]),
});
const Create = Of.extend({
  properties: z.record(z.string(), z.string()),
  associate: z
    .object({ objectTypeId: z.string(), objectId: z.string(), typeIds: z.array(z.number().int()).default([]) })
    .optional(),
});
const Merge = One.extend({ mergedId: z.string() });

function succeeded(result: CrmRecord | ValidationFailure): CrmRecord {
  if ('message' in result) throw new Refused(result.message);
  return result;
}

/** Create, delete, restore, merge and associate, as the person who looks at the page. */
export function recordActions(deps: RecordPageDeps, answer: ReturnType<typeof answering>): void {
  const { crm, catalog } = deps;
  const kindOf = ({ portalId }: Portal, spelling: string): Kind => {
    const kind = kindIn(catalog, portalId, spelling);
    if (!kind) throw new Refused(`There are no ${spelling} in this account.`);
    return kind;
  };

  answer('/records/create', Create, (portal, { objectTypeId, properties, associate }) => {
    const { portalId } = portal;
    const given = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
    const { id } = succeeded(crm.create(portalId, objectTypeId, given, PERSON));
    if (associate) {
      const { objectTypeId: toType, objectId, typeIds } = associate;
      // A record that HubSpot made stays, even where the link is refused; the sentence says which of the two failed.
      succeeded(crm.associate(portalId, toType, objectId, objectTypeId, id, PERSON, typeIds));
    }
    return { id, href: recordHref(crm, portalId, kindOf(portal, objectTypeId), id) };
  });
  answer('/records/delete', Many, ({ portalId }, { objectTypeId, ids }) => {
    for (const id of ids) succeeded(crm.archive(portalId, objectTypeId, id, PERSON));
  });
  answer('/records/restore', Many, ({ portalId }, { objectTypeId, ids }) => {
    for (const id of ids) succeeded(crm.restore(portalId, objectTypeId, id, PERSON));
  });
  answer('/records/merge', Merge, (portal, { objectTypeId, objectId, mergedId }) => {
    const { id } = succeeded(crm.merge(portal.portalId, objectTypeId, objectId, mergedId, PERSON));
    return { id, href: recordHref(crm, portal.portalId, kindOf(portal, objectTypeId), id) };
  });
  answer('/records/associate', Link, ({ portalId }, link) => {
    const { objectTypeId, objectId, toObjectTypeId, toIds, typeIds } = link;
    for (const toId of toIds) {
      succeeded(crm.associate(portalId, objectTypeId, objectId, toObjectTypeId, toId, PERSON, typeIds));
    }
  });
  answer('/records/dissociate', Link, ({ portalId }, { objectTypeId, objectId, toObjectTypeId, toIds }) => {
    for (const toId of toIds) {
      succeeded(crm.dissociate(portalId, objectTypeId, objectId, toObjectTypeId, toId, PERSON));
    }
  });
}
