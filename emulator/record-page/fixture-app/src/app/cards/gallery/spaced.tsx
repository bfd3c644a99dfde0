import { Text } from '@hubspot/ui-extensions';
import {
  AutoGrid,
  Box,
  Button,
  ButtonRow,
  Checkbox,
  CurrencyInput,
  DateInput,
  Flex,
  Inline,
  Input,
  LoadingButton,
  MultiSelect,
  NumberInput,
  RadioButton,
  SearchInput,
  Select,
  StepperInput,
  TextArea,
  TimeInput,
  Toggle,
} from '@hubspot/ui-extensions/experimental';
import { Section } from './section.tsx';

const OPTIONS = [{ label: 'One', value: 1 }];

/** The twins with paddings and margins. */
export const Spaced = () => (
  <Section title="Paddings and margins">
    <Flex testId="ExperimentalFlex" padding="md" gap="sm">
      <Box testId="ExperimentalBox" paddingInline="lg">
        <Text>A padded box</Text>
      </Box>
      <Inline testId="ExperimentalInline" paddingBlock="sm">
        <Text>A padded line</Text>
      </Inline>
    </Flex>
    <AutoGrid testId="ExperimentalAutoGrid" columnWidth={220} gap="sm" flexible padding="sm">
      <Input testId="ExperimentalInput" name="x1" label="Input" marginTop="md" />
      <TextArea testId="ExperimentalTextArea" name="x2" label="TextArea" marginBottom="sm" />
      <NumberInput testId="ExperimentalNumberInput" name="x3" label="NumberInput" />
      <DateInput testId="ExperimentalDateInput" name="x4" label="DateInput" />
      <TimeInput testId="ExperimentalTimeInput" name="x5" label="TimeInput" />
      <CurrencyInput testId="ExperimentalCurrencyInput" name="x6" label="CurrencyInput" />
      <StepperInput testId="ExperimentalStepperInput" name="x7" label="StepperInput" />
      <SearchInput testId="ExperimentalSearchInput" name="x8" label="SearchInput" />
      <Select testId="ExperimentalSelect" label="Select" options={OPTIONS} />
      <MultiSelect testId="ExperimentalMultiSelect" label="MultiSelect" options={OPTIONS} />
      <Checkbox testId="ExperimentalCheckbox" marginLeft="sm">
        Checkbox
      </Checkbox>
      <RadioButton testId="ExperimentalRadioButton">RadioButton</RadioButton>
      <Toggle testId="ExperimentalToggle" label="Toggle" />
    </AutoGrid>
    <ButtonRow testId="ExperimentalButtonRow" paddingBlock="sm">
      <Button testId="ExperimentalButton" marginRight="xl">
        Button
      </Button>
      <LoadingButton testId="ExperimentalLoadingButton">LoadingButton</LoadingButton>
    </ButtonRow>
  </Section>
);
