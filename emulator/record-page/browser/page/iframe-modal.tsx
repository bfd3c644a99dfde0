import { useState } from 'react';
import type { HostActions } from '../card/contract.ts';
import { hrefOf } from '../components/href.ts';

interface Frame {
  readonly uri: string;
  readonly title?: string;
  readonly width: number;
  readonly height: number;
  readonly onClose: (() => void) | undefined;
}

/** `openIframeModal` of the cards. */
export function useIframeModal() {
  const [frame, setFrame] = useState<Frame | null>(null);
  const open: HostActions['openIframeModal'] = (asked, onClose) => setFrame({ ...asked, onClose });
  const close = () => {
    frame?.onClose?.();
    setFrame(null);
  };
  const drawn = frame ? (
    <div className="hs-backdrop">
      <div className="hs-modal" style={{ width: frame.width }} role="dialog" aria-modal="true" aria-label={frame.title}>
        <header>
          <h3>{frame.title}</h3>
          <button type="button" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        <iframe
          sandbox="allow-scripts allow-forms allow-popups"
          className="frame"
          title={frame.title}
          src={hrefOf(frame.uri) ?? 'about:blank'}
          height={frame.height}
        />
      </div>
    </div>
  ) : null;
  return { open, drawn };
}
