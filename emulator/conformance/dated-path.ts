/** Paths that name their version elsewhere than 2026-03 does, and the two APIs that moved; the order matters. */
const MOVED: readonly (readonly [RegExp, string])[] = [
  [/^\/crm\/v\d\/schemas(?=\/|$)/, '/crm-object-schemas/2026-03/schemas'],
  // Associations of version 3 have shapes of their own, which ended with it.
  [/^\/crm\/v\d\/(?!(?<=v3\/)associations)([^/]+)/, '/crm/$1/2026-03'],
  // So had the timeline, before it had app events.
  [/^\/integrators\/timeline\/v3(?=\/)/, '/integrators/timeline-templates/2026-03'],
  [/^\/(cms|settings)\/v\d\/([^/]+)/, '/$1/$2/2026-03'],
  [/^\/app-webhooks\/[^/]+/, '/webhooks/2026-03'],
  [/^\/webhooks\/v4\/(journal|journal-local|subscriptions|snapshots)(?=\/|$)/, '/webhooks-journal/$1/2026-03'],
];

const VERSION = /^(?:v\d|\d{4}-\d{2}(?:-beta)?)$/;

/** The path of a call as version 2026-03 spells it: the versions differ in their paths, hardly in their shapes. */
export function datedPath(called: string): string {
  const path = called.replace(/(?<=.)\/$/, '');
  const moved = MOVED.find(([pattern]) => pattern.test(path));
  if (moved) return path.replace(moved[0], moved[1]);
  const segments = path.split('/');
  const at = segments.findIndex((segment) => VERSION.test(segment));
  return at === -1 ? path : segments.with(at, '2026-03').join('/');
}
