import { describeHeaders } from './asvs/headers.ts';
import { describeLog } from './asvs/log.ts';
import { describeOAuthRules } from './asvs/oauth.ts';
import type { Parts } from './asvs/parts.ts';
import { describeRequestRules } from './asvs/requests.ts';
import { describeRights } from './asvs/rights.ts';
import { describeStrangers } from './asvs/strangers.ts';

/** What OWASP ASVS 5.0 asks of a server, seen by whoever can reach it. docs/security.md has the whole list. */
export function describeAsvs(parts: () => Parts): void {
  describeHeaders(parts);
  describeRequestRules(parts);
  describeStrangers(parts);
  describeOAuthRules(parts);
  describeRights(parts);
  describeLog(parts);
}
