import { AutoGrid, Box, Card, Divider, Flex, Inline, Spacer, Stack, Tag, Text, Tile } from '@hubspot/ui-extensions';
import { Section } from './section.tsx';

export const Layout = () => (
  <Section title="Layout">
    <Flex testId="Flex" gap="md" justify="between">
      <Box testId="Box" flex={2}>
        <Tile testId="Tile">
          <Text>A tile, two parts wide</Text>
        </Tile>
      </Box>
      <Box flex={1}>
        <Tile compact>
          <Text>Compact</Text>
        </Tile>
      </Box>
      <Box flex={1}>
        <Card testId="Card">
          <Text>A card</Text>
        </Card>
      </Box>
    </Flex>
    <Divider testId="Divider" size="medium" />
    <Stack testId="Stack" distance="small">
      <Text>Stacked</Text>
      <Spacer testId="Spacer" size="lg" />
      <Text>after a space</Text>
    </Stack>
    <Inline testId="Inline" gap="sm">
      <Tag>One</Tag>
      <Tag>Two</Tag>
      <Tag>Three</Tag>
    </Inline>
    <AutoGrid testId="AutoGrid" columnWidth={140} gap="sm" flexible>
      {['A', 'B', 'C', 'D', 'E'].map((name) => (
        <Tile key={name} compact>
          <Text>{name}</Text>
        </Tile>
      ))}
    </AutoGrid>
  </Section>
);
