import { hubspot } from '@hubspot/ui-extensions';
import { Pages } from './gallery/pages.tsx';

hubspot.extend<'crm.record.tab'>(() => <Pages />);
