import type { PropertyDefinition } from '../../crm.ts';
import { capital } from '../hrefs.ts';
import type { Kind } from '../kinds.ts';
import type { Portal, RecordPageDeps } from '../scene.ts';
import { pick, propertyView, type PropertyView } from './property-view.ts';

/** The form of a new record: the type's own choice of properties, those to fill in because HubSpot requires them first. */
export interface FormView {
  readonly objectTypeId: string;
  readonly title: string;
  readonly properties: readonly (PropertyView & { readonly required: boolean })[];
}

export function formView(deps: RecordPageDeps, portal: Portal, kind: Kind): FormView {
  const definitions = deps.crm.properties(portal.portalId, kind.objectTypeId);
  const initial = initialValues(kind, definitions, deps.now());
  const required = kind.required.map((group) => group[0] ?? '');
  const names = [...new Set([...required.filter((name) => !(name in initial)), ...kind.about, ...required])];
  return {
    objectTypeId: kind.objectTypeId,
    title: `Create ${capital(kind.one)}`,
    properties: pick(names, definitions)
      .filter((property) => !property.readOnlyValue && !property.hidden)
      .map((property) => ({
        ...propertyView(deps, { portal, kind }, property, initial),
        required: kind.required.some((group) => group.length === 1 && group[0] === property.name),
      })),
  };
}

/** An activity's time is required, and is nearly always now; a pipeline that is the only one is the one. */
function initialValues(kind: Kind, definitions: readonly PropertyDefinition[], now: number): Record<string, string> {
  const timed = kind.required.some((group) => group.includes('hs_timestamp'));
  const pipelines = pick(['pipeline', 'hs_pipeline'], definitions).flatMap(({ name, options }) =>
    options.length === 1 ? options.map(({ value }): [string, string] => [name, value]) : [],
  );
  return { ...Object.fromEntries(pipelines), ...(timed ? { hs_timestamp: new Date(now).toISOString() } : {}) };
}
