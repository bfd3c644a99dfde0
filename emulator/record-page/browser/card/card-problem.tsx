import { ErrorState } from '../components/states.tsx';

/** In the place of a card that failed: what happened, for its author. */
export const CardProblem = ({ title, problem }: { readonly title: string; readonly problem: string }) => (
  <ErrorState title={title}>
    <pre className="card-problem">{problem}</pre>
  </ErrorState>
);
