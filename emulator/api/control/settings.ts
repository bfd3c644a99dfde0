import type { Hub } from '../hub.ts';
import { HUBSPOT_SETTINGS, type Settings } from '../settings.ts';
import { invalid } from '../http/errors.ts';

const TABLE = 'settings';
const ROW = 'posted';

/** HubSpot's figures, then those of the start, then those that were posted since. */
export function applySettings(hub: Hub): void {
  Object.assign(
    hub.settings,
    HUBSPOT_SETTINGS,
    hub.origin.settings,
    hub.tables.rows<Partial<Settings>>(TABLE).get(ROW),
  );
}

export function postSettings(hub: Hub, wanted: Readonly<Record<string, unknown>>): void {
  hub.tables.put(TABLE, ROW, { ...hub.tables.rows<Partial<Settings>>(TABLE).get(ROW), ...checkedSettings(wanted) });
  applySettings(hub);
}

/** Refuses a name that is no setting, and a value of another kind than the usual one. */
export function checkedSettings(wanted: Readonly<Record<string, unknown>>): Partial<Settings> {
  for (const [name, value] of Object.entries(wanted)) {
    const usual: unknown = HUBSPOT_SETTINGS[name as keyof Settings];
    if (usual === undefined) {
      const names = Object.keys(HUBSPOT_SETTINGS).join(', ');
      throw invalid(`There is no setting "${name}". The settings are: ${names}.`);
    }
    const fits = typeof value === typeof usual && (typeof value !== 'number' || value >= 0);
    if (!fits) throw invalid(`The setting ${name} must be ${kindOf(usual)}, for example ${JSON.stringify(usual)}.`);
  }
  return wanted;
}

const kindOf = (usual: unknown): string =>
  typeof usual === 'number' ? 'a number that is not negative' : typeof usual === 'boolean' ? 'true or false' : 'a text';
