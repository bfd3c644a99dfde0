import type { AssociatedData } from '../../calls/crm-data/associated.ts';
import type { RecordData } from '../../calls/crm-data/record-data.ts';
import { useCrmData } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { CrmFrame } from './crm-frame.tsx';
import { CrmProperty } from './crm-property.tsx';

export interface RecordProps extends Base {
  readonly properties?: readonly string[];
  readonly objectTypeId?: string;
  readonly objectId?: number;
  readonly direction?: string;
}

/** The record that the props name, else the one of the page. */
export const askedRecord = ({ properties = [], objectTypeId, objectId }: RecordProps, most: number) => ({
  properties: properties.slice(0, most),
  ...(objectTypeId !== undefined && objectId !== undefined ? { record: { objectTypeId, objectId } } : {}),
});

interface PairsProps {
  readonly record: RecordData;
  readonly direction?: string | undefined;
  readonly saved: () => void;
}

export const PropertyPairs = ({ record, direction = 'column', saved }: PairsProps) => (
  <dl className={`hs-crm-pairs hs-crm-pairs-${direction}`}>
    {record.properties.map((property) => (
      <div key={property.name}>
        <dt>{property.label}</dt>
        <dd>
          <CrmProperty of={record} property={property} saved={saved} />
        </dd>
      </div>
    ))}
  </dl>
);

/** Up to 24 properties, each editable in place. */
export function CrmPropertyList(props: RecordProps) {
  const asked = useCrmData<RecordData>('/crm/record', askedRecord(props, 24));
  return (
    <CrmFrame name="CrmPropertyList" testId={props.testId} asked={asked}>
      {(record) => <PropertyPairs record={record} direction={props.direction} saved={asked.reload} />}
    </CrmFrame>
  );
}

/** Up to four properties side by side, to be read only. */
export function CrmDataHighlight(props: RecordProps) {
  const asked = useCrmData<RecordData>('/crm/record', askedRecord(props, 4));
  return (
    <CrmFrame name="CrmDataHighlight" testId={props.testId} asked={asked}>
      {(record) => (
        <dl className="hs-crm-highlight">
          {record.properties.map((property) => (
            <div key={property.name}>
              <dt>{property.label}</dt>
              <dd>{property.display || '--'}</dd>
            </div>
          ))}
        </dl>
      )}
    </CrmFrame>
  );
}

export interface AssociatedProps extends Base {
  readonly objectTypeId: string;
  readonly properties?: readonly string[];
  readonly associationLabels?: readonly string[];
  readonly filters?: readonly object[];
  readonly sort?: readonly object[];
}

export const askedAssociated = ({
  objectTypeId,
  properties = [],
  associationLabels,
  filters = [],
  sort = [],
}: AssociatedProps) => ({
  toObjectTypeId: objectTypeId,
  properties,
  filters,
  sort,
  ...(associationLabels && associationLabels.length > 0 ? { associationLabels } : {}),
});

/** The first associated record that fits, with its name and its properties. */
export function CrmAssociationPropertyList(props: AssociatedProps) {
  const asked = useCrmData<AssociatedData>('/crm/associated', { ...askedAssociated(props), limit: 1 });
  return (
    <CrmFrame name="CrmAssociationPropertyList" testId={props.testId} asked={asked}>
      {({ records: [record], singular }) =>
        record ? (
          <>
            <a className="hs-link" href={record.href}>
              {record.title}
            </a>
            <PropertyPairs record={record} saved={asked.reload} />
          </>
        ) : (
          <NoRecords name={singular} />
        )
      }
    </CrmFrame>
  );
}

export const NoRecords = ({ name }: { name: string }) => (
  <p className="hs-crm-none">There is no associated {name} to show.</p>
);
