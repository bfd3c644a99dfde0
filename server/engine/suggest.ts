/** `, did you mean \`phone\`?`, or the names there are when none is close, or nothing when there are too many to list. */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const near = nearest(wrong, names);
  if (near !== null) return `, did you mean \`${near}\`?`;
  if (names.length === 0 || names.length > 12) return '';
  return `; there are ${names.map((name) => `\`${name}\``).join(', ')}`;
}

function nearest(wrong: string, names: readonly string[]): string | null {
  const allowed = Math.max(2, Math.floor(wrong.length / 3));
  const ranked = names
    .map((name) => ({ name, distance: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter((entry) => entry.distance <= allowed && entry.distance < Math.max(wrong.length, entry.name.length))
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? null;
}

/** Levenshtein distance, row by row. */
function distance(a: string, b: string): number {
  const others = Array.from(b);
  let row = Array.from({ length: others.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of others.entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
