import { Button, Flex, Form, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { ChoiceFields } from './choice-fields.tsx';
import { NumberFields } from './number-fields.tsx';
import { TextFields } from './text-fields.tsx';

/** Every event of a field is written down, as the card got it. */
export function Inputs() {
  const [told, setTold] = useState('');
  const tell =
    (name: string) =>
    (...values: unknown[]) =>
      setTold(`${name} ${JSON.stringify(values)}`);
  return (
    <Flex direction="column" gap="md">
      <Form testId="Form" onSubmit={({ targetValue }) => setTold(`submit ${JSON.stringify(targetValue)}`)}>
        <TextFields tell={tell} />
        <NumberFields tell={tell} />
        <ChoiceFields tell={tell} />
        <Button testId="submit" type="submit" variant="primary">
          Submit
        </Button>
      </Form>
      <Text testId="told">{told}</Text>
    </Flex>
  );
}
