import { objectPath } from './api-record.ts';
import type { Call } from './call.ts';
import type { CustomObjects } from './custom-objects.ts';
import { Refusal } from './refusal.ts';
import { lackingScopes } from './scopes.ts';
import { MissingScopes } from './verdict.ts';

/** Finds out whether the app may write records, before the first of them is on its way. */
export interface Rights {
  /** Throws one ConfigError for all objects that may not be written. */
  require(objects: readonly string[]): Promise<void>;
}

/**
 * No API tells which scopes a private app was granted, so HubSpot is asked to update no records at all: it looks at the
 * scopes first. What was granted is not asked for again.
 */
export function createRights(call: Call, custom: CustomObjects): Rights {
  const granted = new Set<string>();
  const mayWrite = async (object: string): Promise<boolean> => {
    const path = objectPath(await custom.idOf(object), '/batch/update');
    try {
      await call({ method: 'POST', path, body: { inputs: [] }, repeatable: true });
    } catch (error) {
      if (error instanceof MissingScopes) return false;
      // That there is nothing to do may be refused as well.
      if (!(error instanceof Refusal)) throw error;
    }
    granted.add(object);
    return true;
  };
  return {
    async require(objects) {
      const asked = [...new Set(objects)].filter((object) => !granted.has(object));
      const answers = await Promise.all(asked.map(mayWrite));
      const lacking = asked.filter((_, index) => answers[index] === false);
      if (lacking.length > 0) throw lackingScopes(lacking);
    },
  };
}
