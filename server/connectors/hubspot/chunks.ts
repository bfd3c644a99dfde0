/** HubSpot takes at most this many inputs in a batch of records. */
export const BATCH = 100;

/** And of associations ("Associate records", limits). One that it will not take is halved until it does. */
export const ASSOCIATIONS_BATCH = 2000;

/** Splits into batches, in order, so that no key comes twice in the same one: HubSpot refuses duplicates. */
export function chunks<T>(items: readonly T[], keyOf: (item: T) => string, size = BATCH): T[][] {
  const made: { items: T[]; keys: Set<string> }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = made.at(-1);
    if (last && last.items.length < size && !last.keys.has(key)) {
      last.items.push(item);
      last.keys.add(key);
    } else {
      made.push({ items: [item], keys: new Set([key]) });
    }
  }
  return made.map((chunk) => chunk.items);
}
