import { hubspot } from '@hubspot/ui-extensions';
import { Figures } from './gallery/figures.tsx';

hubspot.extend<'crm.record.tab'>(() => <Figures />);
