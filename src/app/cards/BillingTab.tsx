import { hubspot } from '@hubspot/ui-extensions';
import { BillingView } from './billing-view.tsx';
import { createCardData } from './data.ts';
import { placeOf } from './place.ts';
import { createReader } from './reader.ts';

hubspot.extend<'crm.record.tab'>(({ context }) => {
  const place = placeOf(context);
  return (
    <BillingView
      key={`${place.objectTypeId}/${place.objectId}`}
      data={createCardData(hubspot, place)}
      reader={createReader(context, Date.now)}
    />
  );
});
