import { createContext, useContext, useSyncExternalStore } from 'react';
import { createOverlays, type Overlays } from './overlays.ts';

/** The overlays of the card that is being drawn. */
export const OverlaysContext = createContext<Overlays>(createOverlays());

export function useOverlays(): Overlays {
  const overlays = useContext(OverlaysContext);
  useSyncExternalStore(overlays.subscribe, overlays.version);
  return overlays;
}

/** Set around the `overlay` of a trigger: the Modal or Panel inside is open as long as this exists. */
export const TriggerContext = createContext<{ readonly close: () => void } | null>(null);

/** HubSpot's older way to open an overlay: the second argument of `onClick`. */
export const reactionsOf = (overlays: Overlays) => ({
  openModal: overlays.open,
  openPanel: overlays.open,
  closeModal: overlays.close,
  closePanel: overlays.close,
});
