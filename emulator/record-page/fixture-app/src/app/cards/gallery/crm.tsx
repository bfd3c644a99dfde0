import { Flex } from '@hubspot/ui-extensions';
import {
  CrmAssociationPivot,
  CrmAssociationPropertyList,
  CrmAssociationStageTracker,
  CrmAssociationTable,
  CrmDataHighlight,
  CrmPropertyList,
  CrmReport,
  CrmSimpleDeadline,
  CrmStageTracker,
  CrmStatistics,
} from '@hubspot/ui-extensions/crm';
import { CrmActions } from './crm-actions.tsx';
import { Section } from './section.tsx';

export const Crm = () => (
  <Flex direction="column" gap="lg">
    <Section title="CrmDataHighlight and CrmPropertyList">
      <CrmDataHighlight testId="CrmDataHighlight" properties={['name', 'city', 'lifecyclestage']} />
      <CrmPropertyList testId="CrmPropertyList" properties={['phone', 'domain', 'industry']} />
    </Section>
    <Section title="CrmStageTracker and CrmAssociationStageTracker">
      <CrmStageTracker testId="CrmStageTracker" properties={['lifecyclestage']} showProperties={false} />
      <CrmAssociationStageTracker
        testId="CrmAssociationStageTracker"
        objectTypeId="0-3"
        properties={['amount', 'closedate']}
        sort={[{ columnName: 'amount', direction: -1 }]}
      />
    </Section>
    <Section title="CrmAssociationTable">
      <CrmAssociationTable
        testId="CrmAssociationTable"
        objectTypeId="0-3"
        propertyColumns={['amount', 'dealstage', 'closedate']}
        quickFilterProperties={['dealstage']}
        pageSize={2}
        searchable
        pagination
        sort={[{ columnName: 'amount', direction: 1 }]}
      />
    </Section>
    <Section title="CrmStatistics">
      <CrmStatistics
        testId="CrmStatistics"
        objectTypeId="0-3"
        statistics={[
          { label: 'Sum', statisticType: 'SUM', propertyName: 'amount' },
          { label: 'Average', statisticType: 'AVG', propertyName: 'amount' },
          { label: 'Median', statisticType: 'PERCENTILES', propertyName: 'amount', percentile: 50 },
          {
            label: 'Won',
            statisticType: 'COUNT',
            propertyName: 'dealname',
            filterGroups: [{ filters: [{ operator: 'EQ', property: 'dealstage', value: 'closedwon' }] }],
          },
        ]}
      />
    </Section>
    <Section title="CrmAssociationPropertyList and CrmAssociationPivot">
      <CrmAssociationPropertyList
        testId="CrmAssociationPropertyList"
        objectTypeId="0-1"
        properties={['email', 'jobtitle']}
      />
      <CrmAssociationPivot testId="CrmAssociationPivot" objectTypeId="0-3" maxAssociations={2} />
    </Section>
    <Section title="CrmSimpleDeadline and CrmReport">
      <CrmSimpleDeadline
        testId="CrmSimpleDeadline"
        startDatePropertyName="createdate"
        endDatePropertyName="createdate"
        properties={[]}
      />
      <CrmReport testId="CrmReport" reportId="4711" use="associations" />
    </Section>
    <CrmActions />
  </Flex>
);
