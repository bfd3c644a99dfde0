import { StopError } from './stop-error.ts';

/** A step of the flow answered otherwise than the next step needs. */
function unexpected(step: string, response: Response): StopError {
  return new StopError(
    `The install stopped at ${step}: ${response.url} answered ${response.status}. See the logs in the data folder.`,
  );
}

function target(response: Response, step: string): URL {
  const location = response.headers.get('location');
  if (location === null) throw unexpected(step, response);
  return new URL(location, response.url);
}

/** Installs the app as a person does in the browser: install link, consent page, Connect app, callback. */
export async function installApp(serverUrl: string, portalId: number): Promise<void> {
  const begun = await fetch(`${serverUrl}/oauth/install`, { redirect: 'manual' });
  const consentPage = target(begun, 'the install link');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const shown = await fetch(consentPage);
  if (!shown.ok) throw unexpected('the consent page', shown);
  const decided = await fetch(consentPage, {
    method: 'POST',
    body: new URLSearchParams({ portalId: String(portalId), decision: 'connect' }),
    redirect: 'manual',
  });
  const finished = await fetch(target(decided, 'Connect app'), { headers: { cookie }, redirect: 'manual' });
  // A failed install is told at the callback's own address.
  if (finished.headers.get('location') !== '/oauth/installed') throw unexpected('the callback', finished);
}
