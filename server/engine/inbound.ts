import type { Fields, Notice, RecordRef } from './record.ts';

/** What a system tells of one account by itself, whatever the way it came. Telling it twice does no harm. */
export interface Inbound {
  /** Records that deserve a look, each once. */
  readonly notices: readonly Notice[];
  /** What may be the echo of our own writes: records that deserve a look unless it is. Left out: nothing of the kind. */
  readonly told?: readonly Told[];
  /** Records whose person wants all that is kept of them erased (HubSpot: `contact.privacyDeletion`). */
  readonly erased: readonly RecordRef[];
  /** The account has removed the app. */
  readonly uninstalled: boolean;
}

/** What is told of a left record, to be compared with what both sides agreed on (echo.ts). It is never data. */
export type Told =
  /** The fields that changed, in the system's own spelling. */
  | { readonly kind: 'changed'; readonly record: RecordRef; readonly raw: Readonly<Record<string, string | null>> }
  /** Two records are associated now. */
  | { readonly kind: 'associated'; readonly from: RecordRef; readonly to: RecordRef };

/** Fields that changed, in canonical values. */
export interface Changed extends RecordRef {
  readonly fields: Fields;
}
