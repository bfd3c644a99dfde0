import {
  Button,
  ButtonRow,
  Dropdown,
  Flex,
  LoadingButton,
  StatusTag,
  Tag,
  Text,
  Tooltip,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { Folding } from './folding.tsx';
import { Overlays } from './overlays.tsx';
import { Section } from './section.tsx';

const VARIANTS = ['primary', 'secondary', 'destructive', 'transparent'] as const;
const STATES = ['default', 'info', 'success', 'warning', 'danger'] as const;
const TAGS = ['default', 'info', 'success', 'warning', 'error'] as const;

export function Actions() {
  const [told, setTold] = useState('');
  const [loading, setLoading] = useState(false);
  const load = () => {
    setLoading(true);
    setTimeout(() => setLoading(false), 300);
  };
  return (
    <Flex direction="column" gap="lg">
      <Section title="Button">
        <Flex gap="sm" align="center" wrap>
          {VARIANTS.map((variant) => (
            <Button
              key={variant}
              testId={`Button-${variant}`}
              variant={variant}
              onClick={({ type }) => setTold(`${variant} ${type}`)}
            >
              {variant}
            </Button>
          ))}
          <Button disabled>disabled</Button>
          <Button size="sm">small</Button>
          <Button size="xs">extra small</Button>
          <Button href="https://example.com" variant="secondary">
            elsewhere
          </Button>
          <LoadingButton testId="LoadingButton" loading={loading} onClick={load}>
            Load
          </LoadingButton>
          <LoadingButton loading variant="primary">
            Loading
          </LoadingButton>
          <Button testId="with-tooltip" overlay={<Tooltip testId="Tooltip">A word about it</Tooltip>}>
            With a tooltip
          </Button>
        </Flex>
        <Text testId="told">{told}</Text>
      </Section>
      <Section title="ButtonRow and Dropdown">
        <ButtonRow testId="ButtonRow">
          {[
            'Send',
            'Print',
            'Export',
            'Remind',
            'Write off',
            'Split the amount',
            'Merge',
            'Move to another customer',
            'Archive',
          ].map((name) => (
            <Button key={name} onClick={() => setTold(name)}>
              {name}
            </Button>
          ))}
        </ButtonRow>
        <Flex gap="sm">
          <Dropdown testId="Dropdown" buttonText="Actions" variant="primary" buttonSize="sm">
            <Dropdown.ButtonItem testId="DropdownButtonItem" onClick={() => setTold('refreshed')}>
              Refresh
            </Dropdown.ButtonItem>
            <Dropdown.ButtonItem onClick={() => setTold('printed')}>Print</Dropdown.ButtonItem>
          </Dropdown>
          <Dropdown
            buttonText="Older form"
            variant="transparent"
            options={[{ label: 'Copy', onClick: () => setTold('copied') }]}
          />
          <Dropdown buttonText="Disabled" disabled>
            <Dropdown.ButtonItem>Never</Dropdown.ButtonItem>
          </Dropdown>
        </Flex>
      </Section>
      <Overlays />
      <Section title="Tag and StatusTag">
        <Flex gap="sm" wrap>
          {TAGS.map((variant) => (
            <Tag key={variant} testId={`Tag-${variant}`} variant={variant}>
              {variant}
            </Tag>
          ))}
          <Tag testId="Tag-clickable" onClick={() => setTold('the tag')}>
            clickable
          </Tag>
        </Flex>
        <Flex gap="md" wrap>
          {STATES.map((variant) => (
            <StatusTag key={variant} testId={`StatusTag-${variant}`} variant={variant}>
              {variant}
            </StatusTag>
          ))}
          <StatusTag hollow variant="success">
            hollow
          </StatusTag>
          <StatusTag testId="StatusTag-removable" showRemoveIcon onRemoveClick={() => setTold('removed')}>
            removable
          </StatusTag>
        </Flex>
      </Section>
      <Folding />
    </Flex>
  );
}
