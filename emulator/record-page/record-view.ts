import type { InstalledApp, WorkflowField } from '../app-registration.ts';
import type { PropertyDefinition } from '../crm.ts';
import { formatValue } from './format-value.ts';
import { indexHref, recordHref } from './hrefs.ts';
import { titleOf } from './kinds.ts';
import { activitiesOf, takesNotes, type ActivityView } from './pages/activities-view.ts';
import { associationLists, type AssociationList } from './pages/associations-view.ts';
import { pick, propertyView, type PropertyView } from './pages/property-view.ts';
import { sectionsOf } from './pages/property-sections.ts';
import { appsIn, names, type Place, type PlacedCard, type RecordPageDeps } from './scene.ts';

export type { AssociatedView, AssociationList } from './pages/associations-view.ts';
export type { PropertyView } from './pages/property-view.ts';

export interface CardView {
  readonly appId: number;
  readonly appName: string;
  readonly uid: string;
  readonly title: string;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview' | 'helpdesk.sidebar';
  readonly variables: InstalledApp['variables'];
}

/** A workflow action that may run on this record: HubSpot offers it in workflows, this page as a button. */
export interface WorkflowActionView {
  readonly appId: number;
  readonly appName: string;
  readonly uid: string;
  readonly name: string;
  readonly description: string;
  readonly inputFields: readonly WorkflowField[];
  readonly outputFields: readonly WorkflowField[];
}

/** Everything a record page shows of HubSpot's own; the page asks for it again every second. */
export interface RecordView {
  readonly portalId: number;
  readonly timezone: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly singular: string;
  readonly plural: string;
  readonly title: string;
  readonly subtitle: string;
  readonly href: string;
  readonly indexHref: string;
  readonly propertiesHref: string;
  /** Epoch milliseconds, for the order of the timeline. */
  readonly createdAt: number;
  readonly created: string;
  readonly updated: string;
  /** Changes with every change of the record. */
  readonly version: number;
  readonly sections: readonly { readonly title: string; readonly properties: readonly PropertyView[] }[];
  readonly highlights: readonly PropertyView[];
  readonly associations: readonly AssociationList[];
  readonly activities: readonly ActivityView[];
  readonly takesNotes: boolean;
  readonly cards: readonly CardView[];
  readonly workflowActions: readonly WorkflowActionView[];
}

export function recordView(deps: RecordPageDeps, place: Place, cards: readonly PlacedCard[]): RecordView {
  const { crm } = deps;
  const { portal, kind, record } = place;
  const definitions = crm.properties(portal.portalId, kind.objectTypeId).filter((property) => !property.hidden);
  const view = (property: PropertyDefinition) => propertyView(deps, place, property, record.properties);
  const subtitle = definitions.find((property) => property.name === kind.subtitle);
  const stamp = (at: number) =>
    formatValue({ type: 'datetime', fieldType: 'date', options: [] }, String(at), portal.timezone);
  return {
    portalId: portal.portalId,
    timezone: portal.timezone,
    objectTypeId: kind.objectTypeId,
    objectId: record.id,
    singular: kind.one,
    plural: kind.many,
    title: titleOf(kind, record),
    subtitle: subtitle ? view(subtitle).display : '',
    href: recordHref(crm, portal.portalId, kind, record.id),
    indexHref: indexHref(crm, portal.portalId, kind),
    propertiesHref: recordHref(crm, portal.portalId, kind, record.id, '/properties'),
    createdAt: record.createdAt,
    created: stamp(record.createdAt),
    updated: stamp(record.updatedAt),
    version: record.updatedAt,
    sections: sectionsOf(deps, place, definitions).map(({ title, properties }) => ({
      title,
      properties: properties.map(view),
    })),
    highlights: pick(kind.highlights, definitions).map(view),
    associations: associationLists(deps, place),
    activities: activitiesOf(deps, place),
    takesNotes: takesNotes(deps, place),
    cards: cards.map(cardView),
    workflowActions: actionsFor(deps, place),
  };
}

const cardView = ({ app, card }: PlacedCard): CardView => ({
  appId: app.registration.appId,
  appName: app.name,
  uid: card.uid,
  title: card.title,
  location: card.location,
  variables: app.variables,
});

const actionsFor = (deps: RecordPageDeps, { portal, kind }: Place): WorkflowActionView[] =>
  appsIn(deps, portal.portalId).flatMap((app) =>
    app.workflowActions
      .filter(({ objectTypes }) => objectTypes.length === 0 || names(objectTypes, kind))
      .map(({ uid, name, description, inputFields, outputFields }) => ({
        appId: app.registration.appId,
        appName: app.name,
        uid,
        name,
        description,
        inputFields,
        outputFields,
      })),
  );
