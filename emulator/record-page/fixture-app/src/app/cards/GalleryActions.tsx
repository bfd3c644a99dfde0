import { hubspot } from '@hubspot/ui-extensions';
import { Actions } from './gallery/actions.tsx';

hubspot.extend<'crm.record.tab'>(() => <Actions />);
