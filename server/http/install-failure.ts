import { ConfigError } from '../engine/error.ts';
import { AGAIN } from './install-page.ts';
import { GrantRevoked, type GrantFault } from './oauth-client.ts';
import type { Page } from './page.ts';

export interface FailedInstall extends Page {
  readonly status: number;
}

/** This server is not for that account, or the account is not the one that the install was meant for. */
export class WrongAccount extends Error {
  readonly page: FailedInstall;
  constructor(page: Page) {
    super(page.title);
    this.name = 'WrongAccount';
    this.page = { status: 403, ...page };
  }
}

export const NOT_STARTED_HERE: FailedInstall = {
  status: 400,
  title: 'This install was not started here',
  paragraphs: ['It began in another browser, or more than ten minutes ago. Nothing was installed.'],
  links: AGAIN,
};

export const CANCELLED: FailedInstall = {
  status: 200,
  title: 'The install was cancelled',
  paragraphs: [
    'HubSpot reports that the permissions were not granted. Nothing was installed.',
    'Only a super admin, or somebody with App Marketplace access, can grant them. If that is somebody else, send them this address.',
  ],
  links: AGAIN,
};

/** HubSpot sends the person back with an error of its own, not with a refusal. */
export const refusedByHubSpot = (error: string, description: string): FailedInstall => ({
  status: 502,
  title: 'HubSpot did not finish the install',
  paragraphs: [`It says: ${description || error}`, 'Nothing was installed.'],
  links: AGAIN,
});

const GRANT: Readonly<Record<GrantFault, FailedInstall>> = {
  'code-used': {
    status: 400,
    title: 'HubSpot did not accept the install',
    paragraphs: ['The permission it gave was used already or has expired. Nothing was installed.'],
    links: AGAIN,
  },
  withdrawn: {
    status: 400,
    title: 'The permission was withdrawn',
    paragraphs: ['The app was removed from the account while it was being installed. Nothing was installed.'],
    links: AGAIN,
  },
  'account-gone': {
    status: 410,
    title: 'HubSpot does not know this account any more',
    paragraphs: [
      'The account was closed, or was moved into another one. Nothing was installed.',
      'Install Ledgerline in the account that you use now.',
    ],
    links: AGAIN,
  },
};

/** What the customer reads when an install failed. Where the operator has to act, it says so and what the operator needs. */
export function failedInstall(error: unknown): FailedInstall {
  if (error instanceof WrongAccount) return error.page;
  if (error instanceof GrantRevoked) return GRANT[error.reason];
  if (error instanceof ConfigError) {
    return {
      status: 500,
      title: 'This server is not set up for the app',
      paragraphs: [
        'Nothing was installed. The person who runs this Ledgerline server has to change a setting:',
        `${error.message} ${error.fix}`,
      ],
    };
  }
  return {
    status: 502,
    title: 'HubSpot did not answer as expected',
    paragraphs: ['Nothing was installed. Wait a minute and try again.'],
    links: AGAIN,
  };
}
