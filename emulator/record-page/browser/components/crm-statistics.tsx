import type { StatisticData } from '../../calls/crm-data/statistics.ts';
import { useCrmData } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { CrmFrame } from './crm-frame.tsx';
import { Statistics, StatisticsItem } from './statistics.tsx';

/** Figures over the associated records of one type. */
export function CrmStatistics(props: Base & { objectTypeId: string; statistics?: readonly object[] }) {
  const { testId, objectTypeId, statistics = [] } = props;
  const asked = useCrmData<readonly StatisticData[]>('/crm/statistics', { toObjectTypeId: objectTypeId, statistics });
  return (
    <CrmFrame name="CrmStatistics" testId={testId} asked={asked}>
      {(figures) => (
        <Statistics>
          {figures.map(({ label, display }) => (
            <StatisticsItem key={label} label={label} number={display} />
          ))}
        </Statistics>
      )}
    </CrmFrame>
  );
}

/** Reports are kept in a HubSpot account, which the emulator has none of: the box says what would stand here. */
export const CrmReport = ({ testId, reportId, use = 'associations' }: Base & { reportId?: string; use?: string }) => (
  <div className="hs-crm hs-fallback" data-crm="CrmReport" data-testid={testId}>
    <small>
      Report {reportId} ({use})
    </small>
    HubSpot draws a report of the account here. The emulator keeps no reports.
  </div>
);
