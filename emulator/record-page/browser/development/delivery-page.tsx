import type { DeliveryAttempt } from '../../../deliveries.ts';
import type { Boot } from '../../pages/boot.ts';
import type { DeliveryView } from '../../pages/deliveries-view.ts';
import { ask } from '../ask.ts';
import { Refusal } from '../dialogs/dialogs.tsx';
import { useToasts } from '../page/toasts.tsx';
import { useFresh } from '../use-fresh.ts';
import { useSubmit } from '../use-submit.ts';
import { jsonText } from './json-text.ts';
import { StateTag } from './state-tag.tsx';
import { timeOf } from './time-of.ts';

interface DeliveryPageProps {
  readonly first: DeliveryView;
  readonly portal: Boot['portal'];
  readonly listHref: string;
}

/** One batch of events: the body, and for each attempt the headers with the signature and what came back. */
export function DeliveryPage({ first, portal, listHref }: DeliveryPageProps) {
  const { portalId, timezone } = portal;
  const { view, refresh } = useFresh<readonly DeliveryView[]>([first], '/deliveries', { portalId }, 1500);
  const { busy, refusal, submit } = useSubmit();
  const toasts = useToasts();
  const delivery = view.find(({ id }) => id === first.id) ?? first;
  const last = delivery.attempts.at(-1);
  const replay = async () => {
    const attempt = await ask<DeliveryAttempt>('/deliveries/replay', { portalId, id: last?.id });
    const answer = attempt.status === null ? (attempt.error ?? 'no answer') : String(attempt.status);
    toasts.add({
      type: attempt.error === null ? 'success' : 'warning',
      message: `Replayed. The app answered: ${answer}`,
    });
    await refresh();
  };
  return (
    <main className="index" id="content">
      <p className="back">
        <a href={listHref}>‹ Webhook deliveries</a>
      </p>
      <div className="index-head">
        <h1>Delivery {delivery.id}</h1>
        <StateTag state={delivery.state} />
        <div className="index-actions">
          <button
            type="button"
            className="hs-button hs-button-primary hs-button-sm"
            aria-busy={busy}
            onClick={() => void submit(replay)}
          >
            Replay
          </button>
        </div>
      </div>
      <Refusal text={refusal} />
      <div className="index-card padded">
        <dl className="facts">
          <div>
            <dt>App</dt>
            <dd>{delivery.appName}</dd>
          </div>
          <div>
            <dt>Sent to</dt>
            <dd>POST {delivery.url}</dd>
          </div>
          <div>
            <dt>Events</dt>
            <dd>
              {delivery.events}: {delivery.summary}
            </dd>
          </div>
        </dl>
      </div>
      <h2 className="index-sub">Attempts</h2>
      <ol className="attempts">
        {delivery.attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} timezone={timezone} open={attempt.id === last?.id} />
        ))}
      </ol>
      {toasts.drawn}
    </main>
  );
}

/** HubSpot counts `attemptNumber` from 0, which is what the body says. */
const nameOf = ({ attemptNumber }: DeliveryAttempt): string =>
  attemptNumber === 0 ? 'First attempt' : `Retry ${attemptNumber}`;

interface AttemptProps {
  readonly attempt: DeliveryAttempt;
  readonly timezone: string;
  readonly open: boolean;
}

function Attempt({ attempt, timezone, open }: AttemptProps) {
  const isGood = attempt.status !== null && attempt.status < 300;
  return (
    <li className="index-card padded">
      <h3>
        {attempt.replayed ? 'Replay' : nameOf(attempt)}
        <span className={`state state-${isGood ? 'delivered' : 'failed'}`}>{attempt.status ?? 'No answer'}</span>
      </h3>
      <p>
        {timeOf(attempt.at, timezone)} · {attempt.durationMs} ms
        {attempt.error === null ? null : ` · ${attempt.error}`}
        {attempt.retryAt === null ? null : ` · next attempt ${timeOf(attempt.retryAt, timezone)}`}
      </p>
      <details open={open}>
        <summary>Headers and signature</summary>
        <dl className="headers">
          {Object.entries(attempt.headers).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details open={open}>
        <summary>Body</summary>
        <pre tabIndex={0}>{jsonText(attempt.body)}</pre>
      </details>
    </li>
  );
}
