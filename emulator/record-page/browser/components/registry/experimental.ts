import { ButtonRow } from '../button-row.tsx';
import { Button, LoadingButton } from '../button.tsx';
import { Checkbox, RadioButton } from '../checkbox.tsx';
import { CurrencyInput } from '../currency-input.tsx';
import { DateInput } from '../date-input.tsx';
import { ExpandableText } from '../expandable-text.tsx';
import { Center, Grid, GridItem, Iframe, MediaObject, Stack2 } from '../experimental-layout.tsx';
import { FileInput, FileUpload, FileViewer } from '../files.tsx';
import { Input, SearchInput, TextArea } from '../input.tsx';
import { AutoGrid, Box, Flex, Inline } from '../layout.tsx';
import { MultiSelect } from '../multi-select.tsx';
import { NumberInput } from '../number-input.tsx';
import { Select } from '../select.tsx';
import { SettingsView } from '../settings-view.tsx';
import { padded, spaced } from '../spacing.tsx';
import { StepperInput } from '../stepper-input.tsx';
import { TimeInput } from '../time-input.tsx';
import { Toggle } from '../toggle.tsx';

/** `@hubspot/ui-extensions/experimental`: components of its own, and twins with paddings or margins. */
export const EXPERIMENTAL_COMPONENTS = {
  Center,
  ExpandableText,
  ExperimentalAutoGrid: padded(AutoGrid),
  ExperimentalBox: padded(Box),
  ExperimentalButton: spaced(Button, true),
  ExperimentalButtonRow: padded(ButtonRow),
  ExperimentalCheckbox: spaced(Checkbox),
  ExperimentalCurrencyInput: spaced(CurrencyInput),
  ExperimentalDateInput: spaced(DateInput),
  ExperimentalFlex: padded(Flex),
  ExperimentalInline: padded(Inline),
  ExperimentalInput: spaced(Input),
  ExperimentalLoadingButton: spaced(LoadingButton, true),
  ExperimentalMultiSelect: spaced(MultiSelect),
  ExperimentalNumberInput: spaced(NumberInput),
  ExperimentalRadioButton: spaced(RadioButton),
  ExperimentalSearchInput: spaced(SearchInput),
  ExperimentalSelect: spaced(Select),
  ExperimentalStepperInput: spaced(StepperInput),
  ExperimentalTextArea: spaced(TextArea),
  ExperimentalTimeInput: spaced(TimeInput),
  ExperimentalToggle: spaced(Toggle, true),
  FileInput,
  FileUpload,
  FileViewer,
  Grid,
  GridItem,
  Iframe,
  MediaObject,
  SettingsView,
  Stack2,
};
