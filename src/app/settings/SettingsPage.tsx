import { hubspot } from '@hubspot/ui-extensions';
import { SettingsView } from './settings-view.tsx';

hubspot.extend<'settings'>(({ context }) => (
  <SettingsView portalId={context.portal.id} variables={context.variables ?? {}} />
));
