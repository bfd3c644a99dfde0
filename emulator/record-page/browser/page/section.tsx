import { useState, type ReactNode } from 'react';

/** A part of a sidebar that folds. */
export function Section({ title, open = true, children }: { title: string; open?: boolean; children: ReactNode }) {
  const [shown, setShown] = useState(open);
  return (
    <section className="section">
      <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
        <i className="hs-chevron" aria-hidden="true" />
        {title}
      </button>
      {shown ? <div className="section-body">{children}</div> : null}
    </section>
  );
}
