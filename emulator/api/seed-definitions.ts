import type { Hub } from './hub.ts';
import { customTypes, findTypeIn } from './objects/portal-types.ts';
import { builtInType, type ObjectType } from './objects/types.ts';
import { pipelinesOf, putPipeline } from './pipelines/pipeline.ts';
import { placedAll } from './pipelines/stage-order.ts';
import { createPipeline } from './pipelines/write.ts';
import { mainGroup } from './properties/catalog.ts';
import { createProperty } from './properties/create.ts';
import { createSchema } from './schemas/create.ts';
import type { SeedPortal } from './seed.ts';

/** A part of the seed that the portal refuses. */
export class SeedError extends Error {}

/** Custom objects, own properties and own pipelines: what the records of a seed may need. */
export function seedDefinitions(
  hub: Hub,
  portalId: number,
  { schemas = [], properties = {}, pipelines = {} }: Pick<SeedPortal, 'schemas' | 'properties' | 'pipelines'>,
): void {
  if (!hub.settings.contractSentStage) withoutContractSent(hub, portalId);
  for (const schema of schemas) or(`the schema "${schema.name}"`, () => createSchema(hub, portalId, schema));
  for (const [spelling, wanted] of Object.entries(properties)) {
    const type = seedType(hub, portalId, spelling);
    for (const { groupName = mainGroup(type), ...one } of wanted) {
      or(`the property "${one.name}" of ${spelling}`, () =>
        createProperty(hub, portalId, type, { ...one, groupName }, 0),
      );
    }
  }
  for (const [spelling, wanted] of Object.entries(pipelines)) {
    const type = seedType(hub, portalId, spelling);
    for (const one of wanted)
      or(`the pipeline "${one.label}" of ${spelling}`, () => createPipeline(hub, portalId, type, one));
  }
}

function or(what: string, make: () => unknown): void {
  try {
    make();
  } catch (cause) {
    throw new SeedError(`Seed: ${what} is refused: ${(cause as Error).message}`, { cause });
  }
}

/** Portals differ in this stage of the pipeline that HubSpot makes for deals. */
function withoutContractSent(hub: Hub, portalId: number): void {
  const deals = builtInType('deals').id;
  for (const row of pipelinesOf(hub.tables, portalId, deals)) {
    const stages = row.stages.filter(({ id }) => id !== 'contractsent');
    putPipeline(hub.tables, portalId, deals, { ...row, stages: placedAll(stages) });
  }
}

/** A seed may name a custom object by its bare name, which the API does not take. */
export function seedType(hub: Hub, portalId: number, spelling: string): ObjectType {
  const type =
    findTypeIn(hub, portalId, spelling) ?? customTypes(hub, portalId).find((row) => row.name === spelling)?.type;
  if (!type) throw new SeedError(`Seed: there is no object type "${spelling}".`);
  return type;
}
