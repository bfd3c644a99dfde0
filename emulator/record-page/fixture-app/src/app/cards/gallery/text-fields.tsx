import { Flex, Input, SearchInput, TextArea, Textarea } from '@hubspot/ui-extensions';
import { Section } from './section.tsx';
import type { Tell } from './tell.ts';

export const TextFields = ({ tell }: { tell: Tell }) => (
  <Section title="Text">
    <Flex gap="md">
      <Input
        testId="Input"
        name="customer"
        label="Customer"
        required
        description="As in the ledger"
        tooltip="The legal name"
        placeholder="Acorn Bakery"
        onChange={tell('Input')}
        onInput={tell('typed')}
      />
      <Input name="code" label="Code" value="X" error validationMessage="There is no such code" />
      <Input name="email" label="E-mail" value="a@b.example" validationMessage="Looks right" />
    </Flex>
    <Flex gap="md">
      <Input name="secret" label="Secret" type="password" value="hidden" />
      <Input name="fixed" label="Fixed" value="Nobody changes me" readOnly />
      <SearchInput testId="SearchInput" name="search" label="Find" onChange={tell('SearchInput')} />
    </Flex>
    <Flex gap="md">
      <TextArea testId="TextArea" name="note" label="Note" rows={3} maxLength={200} onChange={tell('TextArea')} />
      <Textarea testId="Textarea" name="older" label="Older spelling" rows={3} resize="none" />
    </Flex>
  </Section>
);
