import { Component, type ReactNode } from 'react';
import { CardProblem } from './card-problem.tsx';

interface CardBoundaryProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A card whose props a component cannot draw loses its own place only: without this React takes the page away. */
export class CardBoundary extends Component<CardBoundaryProps, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { title, children } = this.props;
    const { problem } = this.state;
    return problem === null ? children : <CardProblem title={`${title} could not be drawn`} problem={problem} />;
  }
}
