import { hubspot } from '@hubspot/ui-extensions';
import { Words } from './gallery/words.tsx';

hubspot.extend<'crm.record.tab'>(() => <Words />);
