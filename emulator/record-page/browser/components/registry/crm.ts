import { CrmActionButton, CrmActionLink, CrmCardActions } from '../crm-actions.tsx';
import { CrmAssociationPivot } from '../crm-association-pivot.tsx';
import { CrmAssociationTable } from '../crm-association-table.tsx';
import { CrmAssociationPropertyList, CrmDataHighlight, CrmPropertyList } from '../crm-properties.tsx';
import { CrmSimpleDeadline } from '../crm-simple-deadline.tsx';
import { CrmAssociationStageTracker, CrmStageTracker } from '../crm-stages.tsx';
import { CrmReport, CrmStatistics } from '../crm-statistics.tsx';

/** `@hubspot/ui-extensions/crm`. */
export const CRM_COMPONENTS = {
  CrmActionButton,
  CrmActionLink,
  CrmAssociationPivot,
  CrmAssociationPropertyList,
  CrmAssociationStageTracker,
  CrmAssociationTable,
  CrmCardActions,
  CrmDataHighlight,
  CrmPropertyList,
  CrmReport,
  CrmSimpleDeadline,
  CrmStageTracker,
  CrmStatistics,
};
