import type { DeliveryView } from '../../pages/deliveries-view.ts';

const WORDS: Readonly<Record<DeliveryView['state'], string>> = {
  delivered: 'Delivered',
  retrying: 'Retrying',
  failed: 'Failed',
};

export const StateTag = ({ state }: { state: DeliveryView['state'] }) => (
  <span className={`state state-${state}`}>{WORDS[state]}</span>
);
