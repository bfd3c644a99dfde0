import { reactionsOf, useOverlays } from '../card/overlay-context.ts';
import type { Base } from './base.ts';
import { cardEvent, type CardEvent, type Reactions } from './trigger.tsx';

type Press = (event: CardEvent, reactions: Reactions) => unknown;
interface SettingsViewProps extends Base {
  readonly saveBarVisible?: boolean;
  readonly numberOfSettingsChanged?: number;
  readonly onSave?: Press;
  readonly onCancel?: Press;
}

/** A settings page with the bar at its end that saves what was changed. */
export function SettingsView(props: SettingsViewProps) {
  const { testId, children, saveBarVisible = false, numberOfSettingsChanged, onSave, onCancel } = props;
  const overlays = useOverlays();
  const press = (handler: Press | undefined) => () => void handler?.(cardEvent('click', testId), reactionsOf(overlays));
  const changed = numberOfSettingsChanged ?? 0;
  return (
    <div className="hs-settings" data-testid={testId}>
      {children}
      {saveBarVisible ? (
        <div className="hs-save-bar" role="region" aria-label="Unsaved changes">
          <button type="button" className="hs-button hs-button-primary hs-button-sm" onClick={press(onSave)}>
            Save
          </button>
          <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={press(onCancel)}>
            Cancel
          </button>
          <span role="status">
            {changed > 0 ? `You've changed ${changed} ${changed === 1 ? 'setting' : 'settings'}.` : ''}
          </span>
        </div>
      ) : null}
    </div>
  );
}
