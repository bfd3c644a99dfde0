import { hubspot } from '@hubspot/ui-extensions';
import { Sidebar } from './sidebar.tsx';

hubspot.extend<'crm.record.sidebar'>(() => <Sidebar />);
