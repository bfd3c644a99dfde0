import { labelKey } from './associations.ts';
import type { Association } from './mapping.ts';
import type { Fields, Pending } from './record.ts';

/** What becomes of the labels of an association that is written. */
export interface Labelling {
  readonly label?: string;
  /** Labels of ours that it must not carry any more; those of people stay. */
  readonly unlabel?: readonly string[];
}

export interface LabelState {
  readonly labelling: Labelling;
  /** What the mapping says now is not what both sides agreed on. */
  readonly isNew: boolean;
  /** The label that it was made with, as far as that is known. */
  readonly made: { readonly label?: string };
}

/** `tried`: labels that an earlier try may have written without saving it are ours as well. */
export function labelState(
  { to, label }: Association,
  base: Fields | null,
  pending: readonly Pending[] = [],
): LabelState {
  const key = labelKey(to);
  const tried = pending.flatMap(({ field, after }) => (field === key ? [after] : []));
  const ours = [...new Set([base?.[key] ?? null, ...tried])].filter((one) => typeof one === 'string');
  const old = ours.filter((one) => one !== label);
  const [first] = ours;
  return {
    labelling: { ...(label !== undefined && { label }), ...(old.length > 0 && { unlabel: old }) },
    isNew: (base?.[key] ?? null) !== (label ?? null) || old.length > 0,
    made: first === undefined ? {} : { label: first },
  };
}
