import type { CardView, RecordView } from '../../record-view.ts';
import type { AppPage, CardContext } from './contract.ts';

/** What runs in a frame: a card, or an app's own page, which is no card but is drawn in the same way. */
export type Framed = Omit<CardView, 'location'> & { readonly location: CardContext['location'] };

/** The record around the frame; an app's own page has none, and empty texts in its place. */
export type FramedBy = Pick<RecordView, 'portalId' | 'timezone' | 'objectTypeId' | 'objectId' | 'version'>;

export const FIRST_PAGE: AppPage = { path: '/', params: {} };
