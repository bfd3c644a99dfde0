import type { PortalRow } from '../hub.ts';
import type { Consent } from './authorize.ts';
import { meaningOf } from './scope-meaning.ts';
import { USER_EMAIL } from './tokens.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
  body { margin: 0; background: #f5f8fa; color: #33475b; font: 16px/1.5 'Lexend Deca', Helvetica, Arial, sans-serif; }
  header { height: 56px; background: #2d3e50; }
  main { max-width: 560px; margin: 40px auto; padding: 32px 40px; background: #fff; border: 1px solid #cbd6e2; border-radius: 4px; }
  h1 { margin: 0 0 8px; font-size: 24px; font-weight: 600; }
  ul { padding: 12px 16px 12px 36px; background: #f5f8fa; border-radius: 4px; max-height: 320px; overflow: auto; font-size: 14px; }
  select { width: 100%; padding: 9px; border: 1px solid #cbd6e2; border-radius: 3px; background: #f5f8fa; font: inherit; }
  button { padding: 11px 24px; border: 1px solid #ff7a59; border-radius: 3px; font: inherit; font-size: 14px; cursor: pointer; }
  button[value=connect] { background: #ff7a59; color: #2d1a12; font-weight: 600; }
  button[value=cancel] { background: #fff; color: #b33c1c; margin-left: 12px; }
  button:focus-visible, select:focus-visible { outline: 3px solid #00a4bd; outline-offset: 2px; }
  label { display: block; margin: 20px 0 6px; font-size: 14px; font-weight: 600; }
  form { margin: 24px 0 0; }
  .quiet { color: #516f90; font-size: 14px; }
`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escape(title)}</title><style>${STYLE}</style></head><body><header></header><main>${body}</main></body></html>`;

/** The page on which a person connects an app; the form posts to the address it was shown at. */
export function consentPage(consent: Consent, portals: readonly PortalRow[]): string {
  const { app, scopes, optional } = consent;
  const options = portals.map(
    (one) => `<option value="${one.portalId}">${escape(one.name)} (${one.portalId})</option>`,
  );
  const list = scopes.map(
    (scope) =>
      `<li>${escape(meaningOf(scope))} <span class="quiet">${escape(scope)}${optional.includes(scope) ? ', optional' : ''}</span></li>`,
  );
  return page(
    `Connect ${app.name}`,
    `<h1>Connect ${escape(app.name)} to HubSpot</h1>` +
      `<p class="quiet">This is the HubSpot emulator. You are ${USER_EMAIL}, super admin of every account.</p>` +
      `<p>The app asks for permission to:</p><ul>${list.join('')}</ul>` +
      `<form method="post"><label for="portal">Account</label><select id="portal" name="portalId">${options.join('')}</select>` +
      `<p class="quiet">You will be taken to ${escape(new URL(consent.redirectUri).host)}.</p>` +
      `<button name="decision" value="connect">Connect app</button><button name="decision" value="cancel">Cancel</button></form>`,
  );
}

export const problemPage = (problem: string): string =>
  page("Couldn't complete the connection", `<h1>Couldn't complete the connection</h1><p>${escape(problem)}</p>`);
