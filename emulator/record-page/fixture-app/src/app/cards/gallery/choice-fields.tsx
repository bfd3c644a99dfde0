import { Checkbox, Flex, MultiSelect, RadioButton, Select, Toggle, ToggleGroup } from '@hubspot/ui-extensions';
import { Section } from './section.tsx';
import type { Tell } from './tell.ts';

const TERMS = [
  { label: 'At once', value: 0 },
  { label: '14 days', value: 14 },
  { label: '30 days', value: 30 },
];
const CITIES = ['Bergen', 'Bremen', 'Cork', 'Graz', 'Lyon', 'Porto', 'Riga', 'Turku', 'Zadar'].map((name) => ({
  label: name,
  value: name.toLowerCase(),
}));
const WAYS = [
  { label: 'Mail', value: 'mail', description: 'To the billing contact' },
  { label: 'Post', value: 'post' },
  { label: 'Fax', value: 'fax', readOnly: true },
];

export const ChoiceFields = ({ tell }: { tell: Tell }) => (
  <Section title="Choices">
    <Flex gap="md">
      <Select testId="Select" name="terms" label="Terms" options={TERMS} onChange={tell('Select')} />
      <Select testId="Select-long" name="city" label="City" options={CITIES} onChange={tell('Select')} />
      <Select name="plain" label="Transparent" variant="transparent" options={TERMS} value={14} />
      <MultiSelect
        testId="MultiSelect"
        name="cities"
        label="Cities"
        options={CITIES}
        value={['cork']}
        onChange={tell('MultiSelect')}
      />
    </Flex>
    <Flex gap="lg">
      <ToggleGroup
        testId="ToggleGroup"
        toggleType="checkboxList"
        name="ways"
        label="Send by"
        tooltip="More than one is fine"
        options={WAYS}
        value={['mail']}
        onChange={tell('ToggleGroup')}
      />
      <ToggleGroup
        testId="ToggleGroup-radio"
        toggleType="radioButtonList"
        name="way"
        label="Answer by"
        required
        error
        validationMessage="Choose one"
        options={WAYS}
        onChange={tell('ToggleGroup')}
      />
      <Flex direction="column" gap="sm">
        <Checkbox
          testId="Checkbox"
          name="vat"
          value="included"
          description="As on the invoice"
          onChange={tell('Checkbox')}
        >
          With VAT
        </Checkbox>
        <Checkbox readOnly checked size="small">
          Fixed and small
        </Checkbox>
        <RadioButton testId="RadioButton" name="radio" value="only" onChange={tell('RadioButton')}>
          The only one
        </RadioButton>
      </Flex>
      <Flex direction="column" gap="sm">
        <Toggle testId="Toggle" name="dunning" label="Dunning" onChange={tell('Toggle')} />
        <Toggle label="On, small" size="sm" checked />
        <Toggle label="Above" labelDisplay="top" checked textChecked="YES" textUnchecked="NO" />
        <Toggle label="Fixed" readOnly />
      </Flex>
    </Flex>
  </Section>
);
