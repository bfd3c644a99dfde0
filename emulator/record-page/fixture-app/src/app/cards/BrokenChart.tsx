import { BarChart, hubspot } from '@hubspot/ui-extensions';

const UNTIL_IT_IS_LOADED = undefined as never;
const AXES = { x: { field: 'month', fieldType: 'category' }, y: { field: 'amount', fieldType: 'linear' } } as const;

hubspot.extend<'crm.record.sidebar'>(() => <BarChart data={UNTIL_IT_IS_LOADED} axes={AXES} />);
