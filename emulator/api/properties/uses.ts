import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { allProperties } from './catalog.ts';
import { namesIn } from './formula.ts';

interface Use {
  readonly parentType: string;
  readonly parentName: string;
}

/** What keeps a property from being archived: formulas that read it, and the schema that displays or requires it. */
export function usesOf(hub: Hub, portalId: number, type: ObjectType, name: string): Use[] {
  const formulas = allProperties(hub.tables, portalId, type)
    .filter(({ calculationFormula }) => calculationFormula !== undefined && namesIn(calculationFormula).includes(name))
    .map((property) => ({ parentType: 'CALCULATION_PROPERTY', parentName: property.name }));
  const bySchema = type.id.startsWith('2-') && (type.display === name || type.required.flat().includes(name));
  return bySchema ? [...formulas, { parentType: 'OBJECT_SCHEMA', parentName: type.singular }] : formulas;
}
