import { hubspot } from '@hubspot/ui-extensions';
import { AccountView } from './account-view.tsx';
import { createCardData } from './data.ts';
import { placeOf } from './place.ts';
import { createReader } from './reader.ts';

hubspot.extend<'crm.record.sidebar'>(({ context }) => {
  const place = placeOf(context);
  return (
    <AccountView
      key={`${place.objectTypeId}/${place.objectId}`}
      data={createCardData(hubspot, place)}
      reader={createReader(context, Date.now)}
    />
  );
});
