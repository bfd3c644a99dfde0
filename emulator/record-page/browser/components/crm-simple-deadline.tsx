import type { RecordData } from '../../calls/crm-data/record-data.ts';
import { useCrmData } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { CrmFrame } from './crm-frame.tsx';
import { PropertyPairs } from './crm-properties.tsx';

interface DeadlineProps extends Base {
  readonly startDatePropertyName: string;
  readonly endDatePropertyName: string;
  readonly properties?: readonly string[];
  readonly showProperties?: boolean;
  readonly progressTheme?: {
    readonly backgroundColor?: string;
    readonly completedColor?: string;
    readonly upcomingColor?: string;
    readonly borderRadius?: string | number;
    readonly height?: string | number;
  };
}

const DAY_MS = 86_400_000;

/** How much of the time between two dates of the record is over. */
export function CrmSimpleDeadline(props: DeadlineProps) {
  const { testId, startDatePropertyName, endDatePropertyName, properties = [], progressTheme = {} } = props;
  const asked = useCrmData<RecordData & { now: number }>('/crm/record', {
    properties: [startDatePropertyName, endDatePropertyName, ...properties],
  });
  return (
    <CrmFrame name="CrmSimpleDeadline" testId={testId} asked={asked}>
      {(record) => {
        const [start, end, ...rest] = record.properties;
        const from = timeOf(start?.value);
        const to = timeOf(end?.value);
        const share = to > from ? Math.min(1, Math.max(0, (record.now - from) / (to - from))) : 1;
        const words = Number.isNaN(to) ? `${end?.label ?? endDatePropertyName} has no date` : leftOf(to - record.now);
        return (
          <>
            <div
              className="hs-progress-track"
              role="progressbar"
              aria-label={`Time until ${end?.label ?? endDatePropertyName}`}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(share * 100)}
              aria-valuetext={words}
              style={{
                background: progressTheme.upcomingColor ?? progressTheme.backgroundColor,
                borderRadius: progressTheme.borderRadius,
                height: progressTheme.height,
              }}
            >
              <i
                className="hs-progress-success"
                style={{ width: `${share * 100}%`, background: progressTheme.completedColor }}
              />
            </div>
            <p className="hs-deadline">
              <span>{start?.display || '--'}</span> <strong>{words}</strong> <span>{end?.display || '--'}</span>
            </p>
            {(props.showProperties ?? true) ? (
              <PropertyPairs record={{ ...record, properties: rest }} saved={asked.reload} />
            ) : null}
          </>
        );
      }}
    </CrmFrame>
  );
}

const timeOf = (value = ''): number =>
  value === '' ? Number.NaN : new Date(/^\d+$/.test(value) ? Number(value) : value).getTime();

function leftOf(milliseconds: number): string {
  const days = Math.round(Math.abs(milliseconds) / DAY_MS);
  if (days === 0) return 'Due today';
  const text = `${days} ${days === 1 ? 'day' : 'days'}`;
  return milliseconds > 0 ? `${text} left` : `${text} overdue`;
}
