import {
  Button,
  Flex,
  Form,
  Input,
  Modal,
  ModalBody,
  ModalFooter,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { Section } from './section.tsx';

/** A modal by trigger, a panel by trigger, and a dangerous one by the older reactions. */
export function Overlays() {
  const { closeOverlay } = useExtensionActions<'crm.record.tab'>();
  const [count, setCount] = useState(0);
  return (
    <Section title="Modal and Panel">
      <Flex gap="sm">
        <Button
          testId="open-modal"
          overlay={
            <Modal testId="Modal" id="gallery-modal" title="Write off" width="md">
              <ModalBody testId="ModalBody">
                <Form>
                  <Input name="reason" label="Reason" />
                </Form>
                <Text testId="count">Counted {count}</Text>
              </ModalBody>
              <ModalFooter testId="ModalFooter">
                <Button testId="count-up" variant="primary" onClick={() => setCount(count + 1)}>
                  Count
                </Button>
                <Button testId="close-modal" onClick={() => closeOverlay('gallery-modal')}>
                  Cancel
                </Button>
              </ModalFooter>
            </Modal>
          }
        >
          Open the modal
        </Button>
        <Button
          testId="open-panel"
          overlay={
            <Panel testId="Panel" id="gallery-panel" title="Invoice INV-7" variant="modal">
              <PanelBody testId="PanelBody">
                <PanelSection testId="PanelSection">
                  <Text>Lines of the invoice</Text>
                </PanelSection>
              </PanelBody>
              <PanelFooter testId="PanelFooter">
                <Button onClick={() => closeOverlay('gallery-panel')}>Done</Button>
              </PanelFooter>
            </Panel>
          }
        >
          Open the panel
        </Button>
        <Button
          testId="open-danger"
          variant="destructive"
          onClick={(_event, reactions) => reactions.openModal('gallery-danger')}
        >
          Open by reaction
        </Button>
        <Modal id="gallery-danger" title="Delete it all" variant="danger">
          <ModalBody>
            <Text>Nothing comes back.</Text>
          </ModalBody>
        </Modal>
      </Flex>
    </Section>
  );
}
