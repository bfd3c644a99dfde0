import { useState } from 'react';
import type { AppView } from '../../pages/apps-view.ts';
import { ask } from '../ask.ts';
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx';
import { Refusal } from '../dialogs/dialogs.tsx';
import { useFresh } from '../use-fresh.ts';
import { useSubmit } from '../use-submit.ts';

/** The apps of the emulator in this account: installed or not, what they may, what they bring. */
export function AppsPage({ first, portalId }: { first: readonly AppView[]; portalId: number }) {
  const { view, refresh } = useFresh(first, '/apps', { portalId });
  return (
    <main className="index" id="content">
      <div className="index-head">
        <h1>Installed apps</h1>
        <p>Read from their HubSpot projects when the emulator started.</p>
      </div>
      {view.map((app) => (
        <App key={app.appId} app={app} portalId={portalId} refresh={refresh} />
      ))}
      {view.length === 0 ? (
        <div className="index-card index-empty">
          <h2>No apps yet</h2>
          <p>
            Name a file of app registrations in <code>EMULATOR_APPS</code> and start the emulator again.
          </p>
        </div>
      ) : null}
    </main>
  );
}

function App({ app, portalId, refresh }: { app: AppView; portalId: number; refresh: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  const { busy, refusal, submit } = useSubmit();
  const install = async () => {
    await ask('/apps/install', { portalId, appId: app.appId });
    await refresh();
  };
  const uninstall = async () => {
    await ask('/apps/uninstall', { portalId, appId: app.appId });
    setAsking(false);
    await refresh();
  };
  return (
    <section className="index-card app" aria-label={app.name}>
      <header>
        <span className="record-tile" aria-hidden="true">
          {app.name.charAt(0)}
        </span>
        <div>
          <h2>{app.name}</h2>
          <p>
            {app.auth === 'static' ? 'Static token' : 'OAuth'} · App ID {app.appId} ·{' '}
            {app.installed ? `installed ${app.installedAt}` : 'not installed'}
          </p>
        </div>
        <div className="index-actions">
          {app.homeHref ? <a href={app.homeHref}>Open app</a> : null}
          {app.settingsHref ? <a href={app.settingsHref}>Settings</a> : null}
          {app.installed ? (
            <button
              type="button"
              className="hs-button hs-button-secondary hs-button-sm"
              aria-label={`Uninstall ${app.name}`}
              onClick={() => setAsking(true)}
            >
              Uninstall
            </button>
          ) : (
            <Install app={app} busy={busy} install={() => void submit(install)} />
          )}
        </div>
      </header>
      <Refusal text={refusal} />
      <Facts app={app} />
      {asking ? (
        <ConfirmDialog
          title={`Uninstall ${app.name}?`}
          text="Its tokens stop working, its cards leave the pages, and webhooks on their way are dropped. Its data stays."
          action="Uninstall"
          run={uninstall}
          close={() => setAsking(false)}
        />
      ) : null}
    </section>
  );
}

/** An OAuth app asks for consent; a static one is simply there. */
function Install({ app, busy, install }: { app: AppView; busy: boolean; install: () => void }) {
  if (app.installUrl !== null) {
    return (
      <a className="hs-button hs-button-primary hs-button-sm" href={app.installUrl} aria-label={`Install ${app.name}`}>
        Install
      </a>
    );
  }
  return (
    <button
      type="button"
      className="hs-button hs-button-primary hs-button-sm"
      aria-label={`Install ${app.name}`}
      aria-busy={busy}
      onClick={install}
    >
      Install
    </button>
  );
}

function Facts({ app }: { app: AppView }) {
  return (
    <dl className="facts app-facts">
      {app.accessToken === null ? null : (
        <div>
          <dt>Access token</dt>
          <dd>
            <Token token={app.accessToken} />
          </dd>
        </div>
      )}
      <div>
        <dt>Scopes</dt>
        <dd>
          <ul className="words">
            {app.scopes.map((scope) => (
              <li key={scope}>{scope}</li>
            ))}
          </ul>
        </dd>
      </div>
      {app.webhooks ? (
        <div>
          <dt>Webhooks</dt>
          <dd>
            {app.webhooks.targetUrl}
            <details>
              <summary>{app.webhooks.subscriptions.length} subscriptions</summary>
              <ul className="words">
                {app.webhooks.subscriptions.map((subscription) => (
                  <li key={subscription}>{subscription}</li>
                ))}
              </ul>
            </details>
          </dd>
        </div>
      ) : null}
      {app.cards.length > 0 ? (
        <div>
          <dt>Cards</dt>
          <dd>{app.cards.map((card) => `${card.title} (${card.location}: ${card.objectTypes})`).join('; ')}</dd>
        </div>
      ) : null}
      {app.workflowActions.length > 0 ? (
        <div>
          <dt>Workflow actions</dt>
          <dd>{app.workflowActions.join(', ')}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Token({ token }: { token: string }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <code>{shown ? token : '••••••••-••••-••••'}</code>{' '}
      <button type="button" className="link-button" onClick={() => setShown(!shown)}>
        {shown ? 'Hide token' : 'Show token'}
      </button>
    </>
  );
}
