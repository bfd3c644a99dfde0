import type { AssociatedData } from '../../calls/crm-data/associated.ts';
import type { RecordData } from '../../calls/crm-data/record-data.ts';
import { useCrmData } from '../card/crm-context.ts';
import { CrmFrame } from './crm-frame.tsx';
import {
  askedAssociated,
  askedRecord,
  NoRecords,
  PropertyPairs,
  type AssociatedProps,
  type RecordProps,
} from './crm-properties.tsx';

/** The stages of a record's pipeline or lifecycle, filled up to the present one. */
export function StageBar({ record }: { record: RecordData }) {
  const { stages } = record;
  if (!stages) return <p className="hs-crm-none">Records of this type have no pipeline here.</p>;
  const at = stages.stages.findIndex((stage) => stage.value === stages.current);
  const label = stages.stages[at]?.label ?? 'no stage';
  return (
    <div className="hs-stages">
      <ol aria-label={`Stages of ${record.title}`}>
        {stages.stages.map((stage, nth) => (
          <li
            key={stage.value}
            className={nth <= at ? 'hs-stage-done' : undefined}
            aria-current={nth === at ? 'step' : undefined}
            title={stage.label}
          >
            <span className="hs-hidden">{stage.label}</span>
          </li>
        ))}
      </ol>
      <p>
        Stage: <strong>{label}</strong>
      </p>
    </div>
  );
}

export function CrmStageTracker(props: RecordProps & { showProperties?: boolean }) {
  const asked = useCrmData<RecordData>('/crm/record', askedRecord(props, 4));
  return (
    <CrmFrame name="CrmStageTracker" testId={props.testId} asked={asked}>
      {(record) => (
        <>
          <StageBar record={record} />
          {(props.showProperties ?? true) ? <PropertyPairs record={record} saved={asked.reload} /> : null}
        </>
      )}
    </CrmFrame>
  );
}

export function CrmAssociationStageTracker(props: AssociatedProps & { showProperties?: boolean }) {
  const asked = useCrmData<AssociatedData>('/crm/associated', askedAssociated(props));
  return (
    <CrmFrame name="CrmAssociationStageTracker" testId={props.testId} asked={asked}>
      {({ records, singular }) =>
        records.length === 0 ? (
          <NoRecords name={singular} />
        ) : (
          <ul className="hs-crm-list">
            {records.map((record) => (
              <li key={record.objectId}>
                <a className="hs-link" href={record.href}>
                  {record.title}
                </a>
                <StageBar record={record} />
                {(props.showProperties ?? true) ? <PropertyPairs record={record} saved={asked.reload} /> : null}
              </li>
            ))}
          </ul>
        )
      }
    </CrmFrame>
  );
}
