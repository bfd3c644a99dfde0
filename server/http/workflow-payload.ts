import { z } from 'zod';

/** HubSpot's payload, as far as it is used. All of it is signed. */
const WorkflowPayload = z.object({
  callbackId: z.string().regex(/^[\w.:-]{1,255}$/),
  origin: z.object({ portalId: z.number().int().positive() }),
  context: z.object({ workflowId: z.number().int().optional() }).optional(),
  object: z.object({
    objectId: z.coerce.string().regex(/^\d{1,20}$/),
    objectType: z.string().min(1).max(100),
  }),
  // Older payloads call them fields.
  inputFields: z.record(z.string(), z.unknown()).default({}),
});

/** Null for what is not understood. */
export function parseWorkflowPayload(body: Buffer): z.infer<typeof WorkflowPayload> | null {
  try {
    return WorkflowPayload.safeParse(JSON.parse(body.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
