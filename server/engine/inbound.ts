import type { Notice, RecordRef } from './record.ts';

/** What a system tells of one account by itself, whatever the way it came. Telling it twice does no harm. */
export interface Inbound {
  /** Records that deserve a look, each once. */
  readonly notices: readonly Notice[];
  /** Records whose person wants all that is kept of them erased (HubSpot: `contact.privacyDeletion`). */
  readonly erased: readonly RecordRef[];
  /** The account has removed the app. */
  readonly uninstalled: boolean;
}
