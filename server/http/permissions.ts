/**
 * Who may do what: of each action, and of `*` for all of them, e-mails, user numbers, `@domain`, `workflow` (all of them) or
 * `workflow:` and its number. Null: whoever sees the card, and every workflow.
 */
export type Permissions = ReadonlyMap<string, ReadonlySet<string>> | null;

/** `ada@acme.example, look=@acme.example, credit=workflow:42`: an entry without an action is for all of them. */
export function parsePermissions(text: string): Map<string, Set<string>> {
  const permissions = new Map<string, Set<string>>();
  for (const entry of text.split(',')) {
    const [, action = '*', who = ''] = /^(?:([\w-]+)=)?(.*)$/.exec(entry.trim().toLowerCase()) ?? [];
    if (who === '') continue;
    permissions.set(action, (permissions.get(action) ?? new Set()).add(who));
  }
  return permissions;
}

/** `names`: all that the caller is known by. */
export function isAllowed(permissions: Permissions, action: string, names: readonly (string | undefined)[]): boolean {
  if (permissions === null) return true;
  const known = names.flatMap((name) => (name === undefined ? [] : spellings(name.toLowerCase())));
  return ['*', action].some((key) => known.some((name) => permissions.get(key)?.has(name) === true));
}

function spellings(name: string): string[] {
  const at = name.lastIndexOf('@');
  return at > 0 ? [name, name.slice(at)] : [name];
}
