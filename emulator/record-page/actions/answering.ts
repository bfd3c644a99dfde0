import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { portalOf, type Portal, type RecordPageDeps } from '../scene.ts';

/** What a person did cannot be done; the sentence says why, in HubSpot's words where it was HubSpot. */
export class Refused extends Error {}

type Handle<Body> = (portal: Portal, body: Body) => unknown;

/** Takes the clicks of the pages: `{ portalId, ... }` in, `{ answer }` or `{ message }` out. */
export function answering({ crm }: RecordPageDeps, router: Router) {
  return <Shape extends z.ZodType>(path: string, shape: Shape, handle: Handle<z.infer<Shape>>): void => {
    router.post(path, async (request: Request, response: Response) => {
      try {
        const { portalId } = z.object({ portalId: z.number().int() }).parse(request.body);
        const portal = portalOf(crm, String(portalId));
        if (!portal) throw new Refused('There is no such account.');
        response.json({ answer: (await handle(portal, shape.parse(request.body))) ?? null });
      } catch (error) {
        response.status(400).json({ message: sentence(error) });
      }
    });
  };
}

function sentence(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
