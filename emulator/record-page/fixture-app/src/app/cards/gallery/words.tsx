import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  Flex,
  Heading,
  Icon,
  iconNames,
  Illustration,
  Image,
  Inline,
  Link,
  List,
  Text,
  type IconNames,
  type IllustrationNames,
} from '@hubspot/ui-extensions';
import { Layout } from './layout.tsx';
import { Section } from './section.tsx';

const PICTURE =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="120" height="60"%3E%3Crect width="120" height="60" rx="6" fill="%23ff4800"/%3E%3C/svg%3E';
const ILLUSTRATIONS: readonly IllustrationNames[] = [
  'lock',
  'unlock',
  'electronicSignature',
  'electronicSignatureEmptyState',
  'callingSetUp',
  'companies',
  'contacts',
  'multipleObjects',
  'object',
  'task',
  'deals',
  'registration',
  'developerSecurityUpdate',
  'social',
  'leads',
  'target',
  'emailConfirmation',
  'successfullyConnectedEmail',
  'contentStrategy',
  'addOnReporting',
  'productsShoppingCart',
  'store',
  'storeDisabled',
  'customerSupport',
  'customerExperience',
  'api',
  'integrations',
  'sandboxAddOn',
  'customObjects',
  'paymentsButton',
  'automatedTesting',
  'emptyStateCharts',
  'meetings',
  'tickets',
  'errorGeneral',
  'errorHourglass',
  'middlePaneCards',
  'propertiesSidebar',
  'sidebar',
];
const ALERTS = ['info', 'warning', 'success', 'error', 'danger', 'tip'] as const;
const LISTS = ['unordered', 'unordered-styled', 'ordered', 'ordered-styled', 'inline', 'inline-divided'] as const;

export const Words = () => (
  <Flex direction="column" gap="lg">
    <Section title="Text and Heading">
      <Heading testId="Heading">A heading</Heading>
      <Text testId="Text">Body text</Text>
      <Text variant="microcopy">Microcopy</Text>
      <Inline gap="sm">
        <Text format={{ fontWeight: 'bold' }}>Bold</Text>
        <Text format={{ fontWeight: 'demibold' }}>Demibold</Text>
        <Text format={{ italic: true }}>Italic</Text>
        <Text format={{ lineDecoration: 'strikethrough' }}>Struck</Text>
        <Text format={{ textTransform: 'uppercase' }}>upper</Text>
      </Inline>
      <Text truncate={{ maxWidth: 160, tooltipText: 'All of it' }}>A sentence that is longer than its place</Text>
    </Section>
    <Section title="Alert">
      {ALERTS.map((variant) => (
        <Alert key={variant} testId={`Alert-${variant}`} title={`Alert: ${variant}`} variant={variant}>
          What happened, and what to do.
        </Alert>
      ))}
    </Section>
    <Section title="Link and Image">
      <Inline gap="md">
        <Link testId="Link" href="https://example.com/docs">
          Elsewhere
        </Link>
        <Link href={{ url: '/records/companies', external: false }}>On this page</Link>
        <Link href="https://example.com" variant="destructive">
          Destructive
        </Link>
        <Link href="https://example.com" variant="dark">
          Dark
        </Link>
        <Image testId="Image" src={PICTURE} alt="An orange field" width={120} />
      </Inline>
    </Section>
    <Section title="List">
      <Flex gap="lg" wrap>
        {LISTS.map((variant) => (
          <List key={variant} testId={`List-${variant}`} variant={variant}>
            <Text>{variant}</Text>
            <Text>Second</Text>
            <Text>Third</Text>
          </List>
        ))}
      </Flex>
    </Section>
    <Section title="DescriptionList">
      <DescriptionList testId="DescriptionList" direction="row">
        <DescriptionListItem testId="DescriptionListItem" label="Customer">
          <Text>Acorn Bakery</Text>
        </DescriptionListItem>
        <DescriptionListItem label="City">
          <Text>Bergen</Text>
        </DescriptionListItem>
      </DescriptionList>
    </Section>
    <Layout />
    <Section title="EmptyState and ErrorState">
      <EmptyState testId="EmptyState" title="No invoices yet" layout="vertical" imageName="deals" imageWidth={160}>
        <Text>They show here as soon as there is one.</Text>
      </EmptyState>
      <Flex justify="around">
        {(['error', 'support', 'lock'] as const).map((type) => (
          <ErrorState key={type} testId={`ErrorState-${type}`} title={`Trouble: ${type}`} type={type}>
            <Text>Try again in a moment.</Text>
          </ErrorState>
        ))}
      </Flex>
    </Section>
    <Section title="Icon">
      <Inline testId="icons" gap="sm">
        {(Object.keys(iconNames) as IconNames[]).map((name) => (
          <Icon key={name} name={name} size="md" screenReaderText={name} />
        ))}
      </Inline>
      <Inline gap="sm">
        <Icon testId="Icon" name="success" color="success" size="lg" screenReaderText="done" />
        <Icon name="warning" color="warning" size="lg" />
        <Icon name="block" color="alert" size="lg" />
      </Inline>
    </Section>
    <Section title="Illustration">
      <Inline testId="illustrations" gap="sm">
        {ILLUSTRATIONS.map((name) => (
          <Illustration key={name} testId="Illustration" name={name} alt={name} width={110} />
        ))}
      </Inline>
    </Section>
  </Flex>
);
