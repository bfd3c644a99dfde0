import { Accordion } from '../accordion.tsx';
import { Alert } from '../alert.tsx';
import { BarChart } from '../bar-chart.tsx';
import { Button, LoadingButton } from '../button.tsx';
import { ButtonRow } from '../button-row.tsx';
import { Checkbox, RadioButton } from '../checkbox.tsx';
import { CurrencyInput } from '../currency-input.tsx';
import { DateInput } from '../date-input.tsx';
import { DescriptionList, DescriptionListItem } from '../description-list.tsx';
import { Dropdown, DropdownButtonItem } from '../dropdown.tsx';
import { Form } from '../form.tsx';
import { Icon } from '../icon.tsx';
import { Illustration } from '../illustration.tsx';
import { Image } from '../image.tsx';
import { Input, SearchInput, TextArea } from '../input.tsx';
import { AutoGrid, Box, Divider, Flex, Inline, Spacer, Stack } from '../layout.tsx';
import { LineChart } from '../line-chart.tsx';
import { Link } from '../link.tsx';
import { List } from '../list.tsx';
import { LoadingSpinner } from '../loading-spinner.tsx';
import { Modal, ModalBody, ModalFooter } from '../modal.tsx';
import { MultiSelect } from '../multi-select.tsx';
import { NumberInput } from '../number-input.tsx';
import { Panel, PanelBody, PanelFooter, PanelSection } from '../panel.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { ScoreCircle } from '../score-circle.tsx';
import { Select } from '../select.tsx';
import { EmptyState, ErrorState } from '../states.tsx';
import { Statistics, StatisticsItem, StatisticsTrend } from '../statistics.tsx';
import { StepIndicator } from '../step-indicator.tsx';
import { StepperInput } from '../stepper-input.tsx';
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '../table.tsx';
import { Tab, Tabs } from '../tabs.tsx';
import { StatusTag, Tag } from '../tags.tsx';
import { Heading, Text } from '../text.tsx';
import { Card, Tile } from '../tile.tsx';
import { TimeInput } from '../time-input.tsx';
import { ToggleGroup } from '../toggle-group.tsx';
import { Toggle } from '../toggle.tsx';
import { Tooltip } from '../tooltip.tsx';

/** The main entry of `@hubspot/ui-extensions`. */
export const STANDARD_COMPONENTS = {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CurrencyInput,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  DropdownButtonItem,
  EmptyState,
  ErrorState,
  Flex,
  Form,
  Heading,
  Icon,
  Illustration,
  Image,
  Inline,
  Input,
  LineChart,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  ProgressBar,
  RadioButton,
  ScoreCircle,
  SearchInput,
  Select,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  StepperInput,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  Textarea: TextArea,
  Tile,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
};
