import { hubspot } from '@hubspot/ui-extensions';
import { Inputs } from './gallery/inputs.tsx';

hubspot.extend<'crm.record.tab'>(() => <Inputs />);
