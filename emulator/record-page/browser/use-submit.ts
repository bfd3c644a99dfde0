import { useRef, useState } from 'react';
import { sentenceOf } from './ask.ts';

/**
 * Work that a button begins: busy until it ends, and why it was refused. A second press meanwhile does nothing; the
 * button is not disabled for it, because a disabled one loses the focus and with it the keyboard's way on.
 */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const running = useRef(false);
  const submit = async (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, refusal, submit };
}
