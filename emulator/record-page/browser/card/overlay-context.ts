import { createContext, useContext, useSyncExternalStore } from 'react';
import { createOverlays, type Overlays } from './overlays.ts';

/** The overlays of the card that is being drawn. */
export const OverlaysContext = createContext<Overlays>(createOverlays());

export function useOverlays(): Overlays {
  const overlays = useContext(OverlaysContext);
  useSyncExternalStore(overlays.subscribe, overlays.version);
  return overlays;
}

/** Set around the `overlay` of a trigger: a Modal or Panel in it opens at a press, a Tooltip while it is near. */
export interface Trigger {
  /** How often the trigger asked for its overlay. */
  readonly pressed: number;
  /** The pointer or the focus is on the trigger. */
  readonly near: boolean;
  readonly setNear: (near: boolean) => void;
  /** What the trigger names as its description. */
  readonly tooltipId: string;
  readonly anchor: { readonly current: HTMLElement | null };
}
export const TriggerContext = createContext<Trigger | null>(null);

/** HubSpot's older way to open an overlay: the second argument of `onClick`. */
export const reactionsOf = (overlays: Overlays) => ({
  openModal: overlays.open,
  openPanel: overlays.open,
  closeModal: overlays.close,
  closePanel: overlays.close,
});
