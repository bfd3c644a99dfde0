import { z } from 'zod';

const Metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const displayOrder = z.number().int().nonnegative();
const label = z.string().min(1);

export const StageInput = z.object({
  stageId: z.string().min(1).nullish(),
  label,
  displayOrder,
  metadata: Metadata.default({}),
});
export type StageInput = z.infer<typeof StageInput>;

/** Restoring is not possible: a deletion is for good. HubSpot refuses `archived` in any other patch. */
const archived = z.undefined('archived can only be given to restore an archived one, and there is none').optional();

export const StagePatch = z.object({
  label: label.optional(),
  displayOrder: displayOrder.optional(),
  metadata: Metadata.default({}),
  archived,
});
export const StageReplace = StageInput.omit({ stageId: true });

const stages = z.array(StageInput).default([]);
export const PipelineInput = z.object({
  pipelineId: z.string().min(1).nullish(),
  label,
  displayOrder: z.number().int(),
  stages,
});
export const PipelineReplace = PipelineInput.omit({ pipelineId: true });
export const PipelinePatch = z.object({
  label: label.optional(),
  displayOrder: z.number().int().optional(),
  archived,
});
