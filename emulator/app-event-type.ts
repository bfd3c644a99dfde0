import { z } from 'zod';

const Config = z.object({
  name: z.string(),
  objectType: z.string(),
  headerTemplate: z.string().default(''),
  detailTemplate: z.string().default(''),
  properties: z
    .array(z.object({ name: z.string(), label: z.string().default(''), type: z.string().default('string') }))
    .default([]),
});

/** A kind of event that an app writes onto records: an `app-event` component of its project. */
export interface AppEventType extends z.infer<typeof Config> {
  readonly uid: string;
}

export const appEventType = (uid: string, config: unknown): AppEventType => ({ uid, ...Config.parse(config) });
