import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Flex,
  Heading,
  Link,
  Text,
} from '@hubspot/ui-extensions';
import { english } from './words.ts';

interface SettingsViewProps {
  portalId: number;
  /** The variables of the profile with which the app was uploaded. */
  variables: Readonly<Record<string, unknown>>;
}

/** What can be known here without asking the server: questions need a record, and this page has none. */
export function SettingsView({ portalId, variables }: SettingsViewProps) {
  const words = english;
  const url = textOf(variables['LEDGERLINE_URL']);
  const paths: Readonly<Record<string, string>> = words.dataPaths;
  const path = paths[textOf(variables['LEDGERLINE_DATA_PATH']) ?? ''];
  const support = textOf(variables['LEDGERLINE_SUPPORT_EMAIL']);
  return (
    <Flex direction="column" gap="md">
      <Heading>{words.title}</Heading>
      <Text>{words.intro}</Text>
      {url === null || path === undefined ? (
        <Alert testId="not-set" variant="danger" title={words.notSetTitle}>
          {words.notSetHelp}
        </Alert>
      ) : null}
      <DescriptionList direction="row">
        <DescriptionListItem label={words.server}>{url ?? words.notSet}</DescriptionListItem>
        <DescriptionListItem label={words.account}>{String(portalId)}</DescriptionListItem>
        <DescriptionListItem label={words.dataPath}>{path ?? words.notSet}</DescriptionListItem>
      </DescriptionList>
      <Divider />
      <Heading>{words.checkTitle}</Heading>
      <Text>{words.check}</Text>
      {url === null ? null : <Link href={{ url: `${url}/ready`, external: true }}>{words.readiness}</Link>}
      {support === null ? null : (
        <>
          <Heading>{words.helpTitle}</Heading>
          <Text>{words.help(support)}</Text>
        </>
      )}
    </Flex>
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
