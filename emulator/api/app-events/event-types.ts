import type { AppEventType } from '../../app-event-type.ts';
import type { App } from '../../projects.ts';

/** The name by which HubSpot knows a project's event everywhere; its form is not documented. */
export const fullyQualifiedName = (app: App, type: AppEventType): string => `a${app.registration.appId}_${type.uid}`;

/** An event may be sent by its uid in the project, its name, or its fully qualified name. */
export const findEventType = (app: App, spelling: string): AppEventType | undefined =>
  app.appEvents.find((type) => [type.uid, type.name, fullyQualifiedName(app, type)].includes(spelling));
