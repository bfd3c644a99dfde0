import { Flex, Text } from '@hubspot/ui-extensions';
import { createRemoteComponentInternal } from '@hubspot/ui-extensions/hs-internal';
import { PageBreadcrumbs, PageHeader, PageLink, PageTitle } from '@hubspot/ui-extensions/pages';
import {
  HeaderActions,
  PrimaryHeaderActionButton,
  SecondaryHeaderActionButton,
} from '@hubspot/ui-extensions/pages/home';
import { useState } from 'react';
import { Experiments } from './experiments.tsx';
import { Section } from './section.tsx';
import { Spaced } from './spaced.tsx';

/** A component that HubSpot has not published: pages that do not know it must say so. */
const Hologram = createRemoteComponentInternal('HologramViewer');

export function Pages() {
  const [told, setTold] = useState('');
  return (
    <Flex direction="column" gap="lg">
      <Section title="App pages">
        <PageBreadcrumbs testId="PageBreadcrumbs">
          <PageBreadcrumbs.PageLink testId="PageBreadcrumbsPageLink" to="/">
            Home
          </PageBreadcrumbs.PageLink>
          <PageBreadcrumbs.Current testId="PageBreadcrumbsCurrent">Invoices</PageBreadcrumbs.Current>
        </PageBreadcrumbs>
        <PageTitle testId="PageTitle">All invoices</PageTitle>
        <PageHeader testId="PageHeader">
          <PageHeader.PrimaryAction testId="PageHeaderPrimaryAction">
            <PageHeader.Link testId="PageHeaderLink" onClick={() => setTold('created')}>
              Create invoice
            </PageHeader.Link>
          </PageHeader.PrimaryAction>
        </PageHeader>
        <PageHeader>
          <PageHeader.SecondaryActions testId="PageHeaderSecondaryActions">
            <PageHeader.PageLink testId="PageHeaderPageLink" to="/settings">
              Settings
            </PageHeader.PageLink>
            <PageHeader.Link href="https://example.com/help">Help</PageHeader.Link>
          </PageHeader.SecondaryActions>
        </PageHeader>
        <HeaderActions testId="HeaderActions">
          <PrimaryHeaderActionButton testId="PrimaryHeaderActionButton" onClick={() => setTold('primary')}>
            Primary
          </PrimaryHeaderActionButton>
          <SecondaryHeaderActionButton testId="SecondaryHeaderActionButton" onClick={() => setTold('secondary')}>
            Secondary
          </SecondaryHeaderActionButton>
        </HeaderActions>
        <PageLink testId="PageLink" to="/invoices/:id" params={{ id: 'a/7', tab: 'lines' }}>
          One invoice
        </PageLink>
        <Text testId="told">{told}</Text>
      </Section>
      <Section title="What the emulator does not know">
        <Hologram testId="unknown">
          <Text>Its children stay visible</Text>
        </Hologram>
      </Section>
      <Experiments tell={setTold} />
      <Spaced />
    </Flex>
  );
}
