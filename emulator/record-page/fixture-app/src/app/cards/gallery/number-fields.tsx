import { CurrencyInput, DateInput, Flex, NumberInput, StepperInput, TimeInput } from '@hubspot/ui-extensions';
import { Section } from './section.tsx';
import type { Tell } from './tell.ts';

export const NumberFields = ({ tell }: { tell: Tell }) => (
  <Section title="Numbers, dates and times">
    <Flex gap="md">
      <NumberInput
        testId="NumberInput"
        name="days"
        label="Days"
        defaultValue={14}
        min={0}
        max={90}
        onChange={tell('NumberInput')}
      />
      <NumberInput name="discount" label="Discount" value={12.5} formatStyle="percentage" textAlign="right" />
      <CurrencyInput
        testId="CurrencyInput"
        name="limit"
        label="Credit limit"
        currency="EUR"
        defaultValue={12500}
        onChange={tell('CurrencyInput')}
      />
      <StepperInput
        testId="StepperInput"
        name="boxes"
        label="Boxes"
        defaultValue={1}
        min={0}
        max={3}
        maxValueReachedTooltip="No more than three"
        onChange={tell('StepperInput')}
      />
    </Flex>
    <Flex gap="md">
      <DateInput
        testId="DateInput"
        name="due"
        label="Due date"
        format="medium"
        defaultValue={{ year: 2026, month: 10, date: 24 }}
        min={{ year: 2026, month: 10, date: 10 }}
        minValidationMessage="That is over"
        onChange={tell('DateInput')}
      />
      <DateInput name="empty" label="No date yet" error validationMessage="A date is needed" />
      <TimeInput
        testId="TimeInput"
        name="call"
        label="Call at"
        interval={30}
        min={{ hours: 9, minutes: 0 }}
        max={{ hours: 12, minutes: 0 }}
        onChange={tell('TimeInput')}
      />
    </Flex>
    <Flex gap="md">
      <StepperInput
        testId="StepperInput-percentage"
        name="share"
        label="Share"
        formatStyle="percentage"
        defaultValue={40}
        stepSize={5}
        onChange={tell('StepperInput')}
      />
      <DateInput
        testId="DateInput-portal"
        name="here"
        label="Day of the account"
        timezone="portalTz"
        format="standard"
        onChange={tell('DateInput')}
      />
      <DateInput
        testId="DateInput-user"
        name="there"
        label="Day of the reader"
        format="standard"
        todayButtonLabel="Now"
        onChange={tell('DateInput')}
      />
    </Flex>
  </Section>
);
