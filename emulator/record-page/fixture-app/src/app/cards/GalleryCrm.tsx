import { hubspot } from '@hubspot/ui-extensions';
import { Crm } from './gallery/crm.tsx';

hubspot.extend<'crm.record.tab'>(() => <Crm />);
