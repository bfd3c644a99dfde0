import { useContext, useEffect } from 'react';
import { TriggerContext, useOverlays } from '../card/overlay-context.ts';

export interface OverlayProps {
  readonly id: string;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
}

/**
 * Whether a Modal or Panel shows, and how it closes. Inside a trigger's `overlay` it shows as long as the trigger keeps
 * it; anywhere else it waits for `openModal(id)` or `openPanel(id)`. `closeOverlay(id)` closes both kinds.
 */
export function useOverlayFrame({ id, onOpen, onClose }: OverlayProps): { shown: boolean; close: () => void } {
  const trigger = useContext(TriggerContext);
  const overlays = useOverlays();
  const open = overlays.isOpen(id);
  // A triggered overlay enters the list too: leaving it, by closeOverlay, then closes the trigger.
  useEffect(() => {
    if (!trigger) return undefined;
    overlays.open(id);
    return () => overlays.close(id);
    // The trigger's object is new with every drawing; the overlay belongs to it from opening to closing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, overlays]);
  useEffect(() => {
    if (!open) return undefined;
    onOpen?.();
    return () => {
      onClose?.();
      trigger?.close();
    };
    // Only opening and closing count, not new functions from the card.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  return { shown: open, close: () => overlays.close(id) };
}
