import { Flex, Text, useExtensionContext } from '@hubspot/ui-extensions';
import { CrmActionButton, CrmActionLink, CrmCardActions } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';
import { Section } from './section.tsx';

export function CrmActions() {
  const { crm } = useExtensionContext<'crm.record.tab'>();
  const [told, setTold] = useState('');
  const tell = (errors: string[]) => setTold(errors.join(' '));
  const here = { objectTypeId: crm.objectTypeId, objectId: crm.objectId };
  return (
    <Section title="CrmActionButton, CrmActionLink and CrmCardActions">
      <Flex gap="md" align="center" wrap>
        <CrmActionButton testId="CrmActionButton" actionType="PREVIEW_OBJECT" actionContext={here} size="sm">
          Preview
        </CrmActionButton>
        <CrmActionButton testId="add-note" actionType="ADD_NOTE" actionContext={here} size="sm">
          Add note
        </CrmActionButton>
        <CrmActionButton testId="send-email" actionType="SEND_EMAIL" actionContext={here} size="sm">
          Send e-mail
        </CrmActionButton>
        <CrmActionButton
          testId="no-record"
          actionType="ADD_NOTE"
          actionContext={{} as typeof here}
          onError={tell}
          size="sm"
        >
          Note on nothing
        </CrmActionButton>
        <CrmActionLink testId="no-path" actionType="PAGE_APP_LINK" actionContext={{ path: '' }} onError={tell}>
          Nowhere
        </CrmActionLink>
        <CrmActionLink testId="CrmActionLink" actionType="RECORD_APP_LINK" actionContext={here}>
          This record
        </CrmActionLink>
        <CrmActionLink actionType="EXTERNAL_URL" actionContext={{ href: 'https://example.com' }}>
          Elsewhere
        </CrmActionLink>
      </Flex>
      <CrmCardActions
        testId="CrmCardActions"
        onError={tell}
        actionConfigs={[
          { type: 'action-library-button', label: 'Open', actionType: 'RECORD_APP_LINK', actionContext: here },
          {
            type: 'dropdown',
            label: 'More actions',
            options: [
              { type: 'action-library-button', label: 'Preview it', actionType: 'PREVIEW_OBJECT', actionContext: here },
              { type: 'action-library-button', label: 'New task', actionType: 'ADD_TASK', actionContext: here },
              {
                type: 'action-library-button',
                label: 'Nowhere',
                actionType: 'EXTERNAL_URL',
                actionContext: { href: '' },
                tooltipText: 'It has no address',
              },
            ],
          },
        ]}
      />
      <Text testId="told">{told}</Text>
    </Section>
  );
}
