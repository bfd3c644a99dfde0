import { z } from 'zod';
import type { Action } from '../http/actions.ts';
import type { LookNowDeps } from '../jobs/look-now.ts';
import { createLookNow } from '../jobs/look-now.ts';

const Shown = z.object({
  objectTypeId: z.string().regex(/^\d+-\d+$/),
  objectId: z.coerce.string().regex(/^\d{1,20}$/),
});

interface ActionParts extends LookNowDeps {
  readonly objectName: (typeId: string) => string | null;
}

/** What people may ask for on a card. */
export function cardActions({ objectName, ...deps }: ActionParts): Record<string, Action> {
  const lookNow = createLookNow(deps);
  const Look = Shown.transform(({ objectTypeId, objectId }) => ({ object: objectName(objectTypeId), id: objectId }));
  const Target = z.object({ object: z.string(), id: z.string() });
  const Known = Look.pipe(Target);
  return {
    look: {
      parse: (input) => Known.safeParse(input).data ?? null,
      run: (portalId, input) => lookNow(portalId, Target.parse(input)),
    },
  };
}
