import { Tag, Text, Tile, useExtensionContext } from '@hubspot/ui-extensions';
import {
  Center,
  ExpandableText,
  FileInput,
  FileUpload,
  FileViewer,
  Grid,
  GridItem,
  Iframe,
  MediaObject,
  SettingsView,
  Stack2,
} from '@hubspot/ui-extensions/experimental';
import { Section } from './section.tsx';

const LONG = 'An agreement of many words that nobody reads to the end. '.repeat(12);

export function Experiments({ tell }: { tell: (text: string) => void }) {
  const { crm } = useExtensionContext<'crm.record.tab'>();
  return (
    <Section title="Experiments">
      <MediaObject testId="MediaObject" itemLeft={<Tag>left</Tag>} itemRight={<Tag>right</Tag>} spacing="md">
        <Text>Between the two</Text>
      </MediaObject>
      <Stack2 testId="Stack2" gap="sm">
        <Text>Above</Text>
        <Text>Below</Text>
      </Stack2>
      <Center testId="Center" maxContentSize={320}>
        <Text>In the middle</Text>
      </Center>
      <Grid testId="Grid" gap="sm">
        <GridItem testId="GridItem" size={4}>
          <Tile>Four wide</Tile>
        </GridItem>
        <GridItem size={6} offset={2}>
          <Tile>Six wide, after two</Tile>
        </GridItem>
      </Grid>
      <ExpandableText testId="ExpandableText" maxHeight={44} expandButtonText="Read on">
        <Text>{LONG}</Text>
      </ExpandableText>
      <FileInput testId="FileInput" name="statement" onChange={(file: File) => tell(`file ${file.name}`)} />
      <FileUpload
        testId="FileUpload"
        fileLimit={2}
        attachToRecord={crm}
        allowedFileExtensions={['txt', 'pdf']}
        onChange={(files) => tell(`uploads ${files.map((file) => `${file.id} ${file.name}`).join(', ')}`)}
      />
      <FileViewer testId="FileViewer" displayMode="list" />
      <FileViewer testId="FileViewer-still" autoRefresh={false} />
      <Iframe testId="Iframe" src="about:blank" height="sm" />
      <SettingsView testId="SettingsView" saveBarVisible numberOfSettingsChanged={2} onSave={() => tell('saved')}>
        <Text>Settings of the app</Text>
      </SettingsView>
    </Section>
  );
}
