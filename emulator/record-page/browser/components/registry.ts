import type { ComponentMapping } from '@remote-ui/react/host';
import { CRM_COMPONENTS } from './registry/crm.ts';
import { EXPERIMENTAL_COMPONENTS } from './registry/experimental.ts';
import { PAGE_COMPONENTS } from './registry/pages.ts';
import { STANDARD_COMPONENTS } from './registry/standard.ts';

/** Names as they travel: the exported name of the SDK's component; `Dropdown.ButtonItem` is `DropdownButtonItem`. */
export const COMPONENTS: ComponentMapping = {
  ...STANDARD_COMPONENTS,
  ...CRM_COMPONENTS,
  ...PAGE_COMPONENTS,
  ...EXPERIMENTAL_COMPONENTS,
};
