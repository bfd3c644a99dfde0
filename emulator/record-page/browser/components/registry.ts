import type { ComponentMapping } from '@remote-ui/react/host';
import { Accordion } from './accordion.tsx';
import { Alert } from './alert.tsx';
import { BarChart } from './bar-chart.tsx';
import { Button, ButtonRow, LoadingButton } from './button.tsx';
import { Checkbox, RadioButton } from './checkbox.tsx';
import { CrmActionButton, CrmActionLink } from './crm-link.tsx';
import { DescriptionList, DescriptionListItem } from './description-list.tsx';
import { Dropdown, DropdownButtonItem } from './dropdown.tsx';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';
import { Image } from './image.tsx';
import { Input, SearchInput, TextArea } from './input.tsx';
import { AutoGrid, Box, Divider, Flex, Inline, Spacer, Stack } from './layout.tsx';
import { LineChart } from './line-chart.tsx';
import { Link } from './link.tsx';
import { List } from './list.tsx';
import { LoadingSpinner } from './loading-spinner.tsx';
import { Modal, ModalBody, ModalFooter } from './modal.tsx';
import { NumberInput } from './number-input.tsx';
import { Panel, PanelBody, PanelFooter, PanelSection } from './panel.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Select } from './select.tsx';
import { EmptyState, ErrorState } from './states.tsx';
import { Statistics, StatisticsItem, StatisticsTrend } from './statistics.tsx';
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from './table.tsx';
import { Tab, Tabs } from './tabs.tsx';
import { StatusTag, Tag } from './tags.tsx';
import { Heading, Text } from './text.tsx';
import { Card, Tile } from './tile.tsx';
import { ToggleGroup } from './toggle-group.tsx';
import { Toggle } from './toggle.tsx';
import { Tooltip } from './tooltip.tsx';

/** Names as they travel: the exported name of the SDK's component; `Dropdown.ButtonItem` is `DropdownButtonItem`. */
export const COMPONENTS: ComponentMapping = {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CrmActionButton,
  CrmActionLink,
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
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  ProgressBar,
  RadioButton,
  SearchInput,
  Select,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
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
  Toggle,
  ToggleGroup,
  Tooltip,
};
