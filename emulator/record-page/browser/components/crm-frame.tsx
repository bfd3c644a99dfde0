import type { ReactNode } from 'react';
import type { Base } from './base.ts';
import { LoadingSpinner } from './loading-spinner.tsx';

interface CrmFrameProps<T> extends Pick<Base, 'testId'> {
  readonly name: string;
  readonly asked: { readonly data: T | null; readonly problem: string | null };
  readonly children: (data: T) => ReactNode;
}

/** Waits for the data of a CRM component; what goes wrong is told in its place. */
export function CrmFrame<T>({ testId, name, asked: { data, problem }, children }: CrmFrameProps<T>) {
  return (
    <div className="hs-crm" data-crm={name} data-testid={testId}>
      {problem === null ? null : (
        <p role="alert" className="hs-field-wrong">
          {problem}
        </p>
      )}
      {data === null && problem === null ? <LoadingSpinner label="Loading" showLabel layout="centered" /> : null}
      {data === null ? null : children(data)}
    </div>
  );
}
