import { useCallback, useRef, useState } from 'react';
import { Alert } from '../components/alert.tsx';

export interface Toast {
  readonly type?: string;
  readonly title?: string;
  readonly message: string;
}
interface ShownToast extends Toast {
  readonly id: number;
}

const SHOWN_MS = 8000;

/** `addAlert` of the cards: a message at the top that goes by itself. */
export function useToasts() {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const count = useRef(0);
  const remove = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  const add = useCallback(
    (toast: Toast) => {
      const id = (count.current += 1);
      setToasts((before) => [...before, { ...toast, id }]);
      setTimeout(() => remove(id), SHOWN_MS);
    },
    [remove],
  );
  const drawn = (
    <div className="toasts" aria-live="polite">
      {toasts.map(({ id, type = 'info', title, message }) => (
        <Alert key={id} variant={type} {...(title ? { title } : {})}>
          {message}
          <button type="button" aria-label="Dismiss" onClick={() => remove(id)}>
            ×
          </button>
        </Alert>
      ))}
    </div>
  );
  return { add, drawn };
}
