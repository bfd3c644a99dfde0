import { Box, Divider, Flex, Heading } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

/** One component of the gallery in its main states. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box>
    <Heading>{title}</Heading>
    <Divider size="xs" />
    <Flex direction="column" gap="sm">
      {children}
    </Flex>
  </Box>
);
