import type { Boot } from '../../pages/boot.ts';
import type { DeliveryView } from '../../pages/deliveries-view.ts';
import { useFresh } from '../use-fresh.ts';
import { StateTag } from './state-tag.tsx';
import { timeOf } from './time-of.ts';

interface DeliveriesPageProps {
  readonly first: readonly DeliveryView[];
  readonly portal: Boot['portal'];
}

/** What was sent to the installed apps, newest first. */
export function DeliveriesPage({ first, portal }: DeliveriesPageProps) {
  const { portalId, timezone } = portal;
  const { view } = useFresh(first, '/deliveries', { portalId }, 1500);
  return (
    <main className="index" id="content">
      <div className="index-head">
        <h1>Webhook deliveries</h1>
        <p>Batches of events, each with its attempts. The emulator keeps the last 1000 attempts.</p>
      </div>
      <div className="index-card">
        <div className="index-scroll" role="region" aria-label="Table of deliveries" tabIndex={0}>
          <table className="index-table">
            <thead>
              <tr>
                <th scope="col">Sent</th>
                <th scope="col">App</th>
                <th scope="col">Events</th>
                <th scope="col">State</th>
                <th scope="col">Attempts</th>
                <th scope="col">Last answer</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              {view.map((delivery) => (
                <Row key={delivery.id} delivery={delivery} timezone={timezone} />
              ))}
            </tbody>
          </table>
        </div>
        {view.length === 0 ? (
          <div className="index-empty">
            <h2>Nothing was sent yet</h2>
            <p>Change a record that an installed app listens to, and the delivery shows here.</p>
          </div>
        ) : null}
      </div>
    </main>
  );
}

function Row({ delivery, timezone }: { delivery: DeliveryView; timezone: string }) {
  const last = delivery.attempts.at(-1);
  return (
    <tr>
      <td>
        <a href={delivery.href}>{timeOf(delivery.attempts[0]?.at, timezone)}</a>
      </td>
      <td>{delivery.appName}</td>
      <td>
        <b>{delivery.events === 1 ? '1 event' : `${delivery.events} events`}</b>
        <small className="cell-note">{delivery.summary}</small>
      </td>
      <td>
        <StateTag state={delivery.state} />
      </td>
      <td>{delivery.attempts.length}</td>
      <td>{last?.status ?? last?.error ?? '--'}</td>
      <td>{last ? `${last.durationMs} ms` : '--'}</td>
    </tr>
  );
}
