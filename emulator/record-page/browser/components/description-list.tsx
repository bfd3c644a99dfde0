import type { Base } from './base.ts';

export const DescriptionList = ({
  testId,
  children,
  direction = 'column',
}: Base & { direction?: 'row' | 'column' }) => (
  <dl className={`hs-descriptions hs-descriptions-${direction}`} data-testid={testId}>
    {children}
  </dl>
);

export const DescriptionListItem = ({ testId, children, label }: Base & { label: string }) => (
  <div data-testid={testId}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
