import { useState } from 'react';
import type { AssociatedData } from '../../calls/crm-data/associated.ts';
import type { RecordData } from '../../calls/crm-data/record-data.ts';
import { useCrmData } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { CrmFrame } from './crm-frame.tsx';
import { NoRecords } from './crm-properties.tsx';

interface CrmAssociationPivotProps extends Base {
  readonly objectTypeId: string;
  readonly associationLabels?: readonly string[];
  readonly maxAssociations?: number;
  readonly preFilters?: readonly object[];
  readonly sort?: readonly object[];
}

const UNLABELLED = 'No label';

/** Associated records, gathered by the label of their association. */
export function CrmAssociationPivot(props: CrmAssociationPivotProps) {
  const { testId, objectTypeId, associationLabels = [], maxAssociations = 5, preFilters = [], sort = [] } = props;
  const asked = useCrmData<AssociatedData>('/crm/associated', {
    toObjectTypeId: objectTypeId,
    filters: preFilters,
    sort,
    ...(associationLabels.length > 0 ? { associationLabels } : {}),
  });
  return (
    <CrmFrame name="CrmAssociationPivot" testId={testId} asked={asked}>
      {(data) => {
        const shown = associationLabels.length > 0 ? associationLabels : [...data.labels, UNLABELLED];
        const groups = shown
          .map((label) => ({ label, records: data.records.filter((record) => hasLabel(record, label)) }))
          .filter(({ records }) => records.length > 0);
        if (groups.length === 0) return <NoRecords name={data.singular} />;
        return groups.map((group) => <Group key={group.label} {...group} most={maxAssociations} />);
      }}
    </CrmFrame>
  );
}

const hasLabel = ({ labels }: RecordData, label: string): boolean =>
  label === UNLABELLED ? labels.length === 0 : labels.includes(label);

function Group({ label, records, most }: { label: string; records: readonly RecordData[]; most: number }) {
  const [all, setAll] = useState(false);
  const rest = records.length - most;
  return (
    <section className="hs-crm-group">
      <h3 className="hs-heading">
        {label} ({records.length})
      </h3>
      <ul className="hs-crm-names">
        {(all ? records : records.slice(0, most)).map((record) => (
          <li key={record.objectId}>
            <a className="hs-link" href={record.href}>
              {record.title}
            </a>
          </li>
        ))}
      </ul>
      {rest > 0 && !all ? (
        <button type="button" className="hs-link" onClick={() => setAll(true)}>
          Show {rest} more
        </button>
      ) : null}
    </section>
  );
}
