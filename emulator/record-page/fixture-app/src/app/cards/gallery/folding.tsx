import { Accordion, Flex, StepIndicator, Tab, Tabs, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { Section } from './section.tsx';

const STEPS = ['Draft', 'Sent', 'Due', 'Paid'];

export function Folding() {
  const [step, setStep] = useState(1);
  return (
    <Section title="Accordion, Tabs and StepIndicator">
      <Accordion testId="Accordion" title="Payments">
        <Text>One of 120.00 in May</Text>
      </Accordion>
      <Accordion title="Open from the start" defaultOpen size="md">
        <Text>Already to be seen</Text>
      </Accordion>
      <Accordion title="Disabled" disabled size="xs">
        <Text>Never</Text>
      </Accordion>
      <Tabs testId="Tabs" defaultSelected="open">
        <Tab testId="Tab" tabId="open" title="Open">
          <Text>Three open invoices</Text>
        </Tab>
        <Tab tabId="paid" title="Paid" tooltip="Both in May" tooltipPlacement="right">
          <Text>Two paid invoices</Text>
        </Tab>
        <Tab tabId="none" title="Disputed" disabled tooltip="There are none" tooltipPlacement="bottom">
          <Text>None</Text>
        </Tab>
      </Tabs>
      <Tabs variant="enclosed" fill>
        <Tab title="First">
          <Text>Enclosed and filling</Text>
        </Tab>
        <Tab title="Second">
          <Text>The other</Text>
        </Tab>
      </Tabs>
      <StepIndicator testId="StepIndicator" stepNames={STEPS} currentStep={step} onClick={setStep} />
      <Flex gap="lg">
        <StepIndicator stepNames={STEPS} currentStep={2} direction="vertical" circleSize="xs" />
        <StepIndicator stepNames={STEPS} currentStep={0} variant="compact" circleSize="md" />
      </Flex>
    </Section>
  );
}
