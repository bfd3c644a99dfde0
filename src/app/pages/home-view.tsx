import {
  Flex,
  Heading,
  Link,
  List,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { english } from './words.ts';

/** The app's home. It has no record, so it explains where the figures are; the server's state is a link away. */
export function HomeView({ serverUrl }: { serverUrl: string | null }) {
  const words = english;
  return (
    <Flex direction="column" gap="md">
      <PageTitle>{words.title}</PageTitle>
      <Text>{words.intro}</Text>
      <Heading>{words.whereTitle}</Heading>
      <Places />
      <Heading>{words.startTitle}</Heading>
      <List variant="ordered-styled">
        {words.steps.map((step) => (
          <Text key={step}>{step}</Text>
        ))}
      </List>
      <Heading>{words.syncTitle}</Heading>
      <Text>{words.sync}</Text>
      {serverUrl === null ? null : (
        <Flex direction="row" gap="sm">
          <Text testId="server">{`${words.server}: ${serverUrl}`}</Text>
          <Link href={{ url: `${serverUrl}/ready`, external: true }}>{words.readiness}</Link>
        </Flex>
      )}
    </Flex>
  );
}

function Places() {
  const words = english;
  return (
    <Table testId="places" density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{words.place}</TableHeader>
          <TableHeader>{words.shows}</TableHeader>
          <TableHeader>{words.on}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {words.places.map(({ name, shows }) => (
          <TableRow key={name}>
            <TableCell>{name}</TableCell>
            <TableCell>{shows}</TableCell>
            <TableCell>{words.records}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
