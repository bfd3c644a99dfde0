import {
  BarChart,
  Flex,
  LineChart,
  LoadingSpinner,
  ProgressBar,
  ScoreCircle,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
} from '@hubspot/ui-extensions';
import { InvoiceTable } from './invoice-table.tsx';
import { Section } from './section.tsx';

const MONTHS = ['January', 'February', 'March', 'April', 'May'].flatMap((month, at) => [
  { month, state: 'paid', amount: 1200 + at * 310 },
  { month, state: 'open', amount: 900 - at * 120 },
]);
const BALANCE = [5, 12, 19, 26].map((day, at) => ({
  at: Date.UTC(2026, 4, day),
  amount: [820, -140, 1360, 2100][at] ?? 0,
}));

export const Figures = () => (
  <Flex direction="column" gap="lg">
    <InvoiceTable />
    <Section title="Statistics">
      <Statistics testId="Statistics">
        <StatisticsItem testId="StatisticsItem" label="Open" number="12,480.00">
          <StatisticsTrend testId="StatisticsTrend" value="12 %" direction="decrease" />
        </StatisticsItem>
        <StatisticsItem label="Overdue" number={3}>
          <StatisticsTrend value="1" direction="increase" color="red" />
        </StatisticsItem>
        <StatisticsItem label="Paid this year" number="98,300.00" />
      </Statistics>
    </Section>
    <Section title="ProgressBar, ScoreCircle and LoadingSpinner">
      <ProgressBar
        testId="ProgressBar"
        title="Paid"
        value={150}
        maxValue={250}
        showPercentage
        valueDescription="150 of 250"
      />
      <ProgressBar aria-label="Overdue" value={80} variant="danger" />
      <ProgressBar title="Due soon" value={35} variant="warning" />
      <Flex gap="md" align="center">
        <ScoreCircle testId="ScoreCircle" score={87} />
        <ScoreCircle score={52.4} />
        <ScoreCircle score={-3} />
        <LoadingSpinner testId="LoadingSpinner" label="Loading invoices" showLabel />
        <LoadingSpinner label="Loading" size="xs" />
        <LoadingSpinner label="Loading" size="md" />
      </Flex>
    </Section>
    <Section title="BarChart and LineChart">
      <BarChart
        testId="BarChart"
        data={MONTHS}
        axes={{
          x: { field: 'month', fieldType: 'category', label: 'Month' },
          y: { field: 'amount', fieldType: 'linear', label: 'Amount' },
          options: { groupFieldByColor: 'state', colors: { paid: 'green', open: 'orange' } },
        }}
        options={{ title: 'Invoiced by month', showLegend: true, showDataLabels: true, showTooltips: true }}
      />
      <BarChart
        data={{ data: MONTHS, options: { propertyLabels: { state: { paid: 'Paid', open: 'Still open' } } } }}
        axes={{
          x: { field: 'month', fieldType: 'category' },
          y: { field: 'amount', fieldType: 'linear' },
          options: { groupFieldByColor: 'state', stacking: true },
        }}
        options={{ showLegend: true }}
      />
      <LineChart
        testId="LineChart"
        data={BALANCE}
        axes={{
          x: { field: 'at', fieldType: 'datetime', label: 'Day' },
          y: { field: 'amount', fieldType: 'linear', label: 'Balance' },
        }}
        options={{ title: 'Balance', showTooltips: true, showDataLabels: true, colorList: ['darkBlue'] }}
      />
      <LineChart
        data={MONTHS}
        axes={{
          x: { field: 'month', fieldType: 'category', label: 'Month' },
          y: { field: 'amount', fieldType: 'linear', label: 'Amount' },
          options: { groupFieldByColor: 'state', stacking: true },
        }}
        options={{ title: 'Stacked', showLegend: true }}
      />
    </Section>
  </Flex>
);
