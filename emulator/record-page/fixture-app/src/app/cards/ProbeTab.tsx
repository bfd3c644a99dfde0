import { hubspot } from '@hubspot/ui-extensions';
import { Rows } from './rows.tsx';

hubspot.extend<'crm.record.tab'>(() => <Rows />);
