import { useState } from 'react';
import type { Boot } from '../../pages/boot.ts';
import type { RequestView } from '../../pages/requests-view.ts';
import { SidePanel } from '../dialogs/dialogs.tsx';
import { useFresh } from '../use-fresh.ts';
import { jsonText } from './json-text.ts';
import { timeOf } from './time-of.ts';

const SHOWN = 200;

/** What programs asked of the API, newest first. */
export function RequestsPage({ first, portal }: { first: readonly RequestView[]; portal: Boot['portal'] }) {
  const { portalId, timezone } = portal;
  const { view } = useFresh(first, '/requests', { portalId }, 1500);
  const [query, setQuery] = useState('');
  const [failed, setFailed] = useState(false);
  const [opened, setOpened] = useState<RequestView | null>(null);
  const wanted = query.toLowerCase();
  const found = view.filter(
    ({ method, path, appName, status }) =>
      (!failed || status >= 400) && `${method} ${path} ${appName} ${status}`.toLowerCase().includes(wanted),
  );
  return (
    <main className="index" id="content">
      <div className="index-head">
        <h1>API requests</h1>
        <p>{view.length.toLocaleString('en')} kept, the last 1000 at most</p>
      </div>
      <div className="index-card">
        <div className="index-tools">
          <input
            type="search"
            className="index-search"
            aria-label="Search requests"
            placeholder="Search path, method, app or status"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <label>
            <input type="checkbox" checked={failed} onChange={() => setFailed(!failed)} /> Errors only
          </label>
        </div>
        <div className="index-scroll" role="region" aria-label="Table of requests" tabIndex={0}>
          <table className="index-table">
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Request</th>
                <th scope="col">Status</th>
                <th scope="col">App</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, SHOWN).map((request) => (
                <tr key={request.key}>
                  <td>{timeOf(request.at, timezone)}</td>
                  <td className="request-path">
                    <button type="button" className="link-button" onClick={() => setOpened(request)}>
                      <b>{request.method}</b> {request.path}
                    </button>
                  </td>
                  <td>
                    <span className={`state state-${request.status < 400 ? 'delivered' : 'failed'}`}>
                      {request.status}
                    </span>
                  </td>
                  <td>{request.appName || 'No app'}</td>
                  <td>{request.durationMs === undefined ? '--' : `${request.durationMs} ms`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {found.length === 0 ? (
          <div className="index-empty">
            <h2>No requests</h2>
            <p>Programs that call the API of this emulator show up here.</p>
          </div>
        ) : null}
      </div>
      {opened ? <RequestPanel request={opened} timezone={timezone} close={() => setOpened(null)} /> : null}
    </main>
  );
}

interface RequestPanelProps {
  readonly request: RequestView;
  readonly timezone: string;
  readonly close: () => void;
}

function RequestPanel({ request, timezone, close }: RequestPanelProps) {
  const bodies = [
    { title: 'Request body', body: request.requestBody },
    { title: 'Response body', body: request.responseBody },
  ];
  return (
    <SidePanel title={`${request.method} ${request.path}`} close={close} width="lg">
      <div className="hs-panel-body">
        <dl className="facts">
          <div>
            <dt>Time</dt>
            <dd>{timeOf(request.at, timezone)}</dd>
          </div>
          <div>
            <dt>Status</dt>
            <dd>{request.status}</dd>
          </div>
          <div>
            <dt>App</dt>
            <dd>{request.appName || 'No app: the account’s own token, or none'}</dd>
          </div>
        </dl>
        {bodies.map(({ title, body }) => (
          <section key={title} className="panel-section">
            <h3>{title}</h3>
            {body ? <pre tabIndex={0}>{jsonText(body)}</pre> : <p className="block-note">None was kept.</p>}
          </section>
        ))}
      </div>
    </SidePanel>
  );
}
