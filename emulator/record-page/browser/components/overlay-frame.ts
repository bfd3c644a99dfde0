import { useContext, useEffect } from 'react';
import { TriggerContext, useOverlays } from '../card/overlay-context.ts';

export interface OverlayProps {
  readonly id: string;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
}

/**
 * Whether a Modal or Panel shows, and how it closes. Inside a trigger's `overlay` each press opens it; anywhere else it
 * waits for `openModal(id)` or `openPanel(id)`. `closeOverlay(id)` closes both kinds.
 */
export function useOverlayFrame({ id, onOpen, onClose }: OverlayProps): { shown: boolean; close: () => void } {
  const pressed = useContext(TriggerContext)?.pressed ?? 0;
  const overlays = useOverlays();
  const open = overlays.isOpen(id);
  useEffect(() => {
    if (pressed > 0) overlays.open(id);
  }, [pressed, id, overlays]);
  useEffect(() => () => overlays.close(id), [id, overlays]);
  useEffect(() => {
    if (!open) return undefined;
    onOpen?.();
    return () => onClose?.();
    // Only opening and closing count, not new functions from the card.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  return { shown: open, close: () => overlays.close(id) };
}
