import { Flex, useExtensionContext } from '@hubspot/ui-extensions';
import { CrmActionButton, CrmActionLink, CrmCardActions } from '@hubspot/ui-extensions/crm';
import { Section } from './section.tsx';

export function CrmActions() {
  const { crm } = useExtensionContext<'crm.record.tab'>();
  const here = { objectTypeId: crm.objectTypeId, objectId: crm.objectId };
  return (
    <Section title="CrmActionButton, CrmActionLink and CrmCardActions">
      <Flex gap="md" align="center">
        <CrmActionButton testId="CrmActionButton" actionType="PREVIEW_OBJECT" actionContext={here} size="sm">
          Preview
        </CrmActionButton>
        <CrmActionButton testId="add-note" actionType="ADD_NOTE" actionContext={here} size="sm">
          Add note
        </CrmActionButton>
        <CrmActionButton testId="send-email" actionType="SEND_EMAIL" actionContext={here} size="sm">
          Send e-mail
        </CrmActionButton>
        <CrmActionLink testId="CrmActionLink" actionType="RECORD_APP_LINK" actionContext={here}>
          This record
        </CrmActionLink>
        <CrmActionLink actionType="EXTERNAL_URL" actionContext={{ href: 'https://example.com' }}>
          Elsewhere
        </CrmActionLink>
      </Flex>
      <CrmCardActions
        testId="CrmCardActions"
        actionConfigs={[
          { type: 'action-library-button', label: 'Open', actionType: 'RECORD_APP_LINK', actionContext: here },
          {
            type: 'dropdown',
            label: 'More actions',
            options: [
              { type: 'action-library-button', label: 'Preview it', actionType: 'PREVIEW_OBJECT', actionContext: here },
              { type: 'action-library-button', label: 'New task', actionType: 'ADD_TASK', actionContext: here },
            ],
          },
        ]}
      />
    </Section>
  );
}
