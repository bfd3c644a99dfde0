import { classes, type Base } from './base.ts';

interface TileProps extends Base {
  readonly compact?: boolean;
  readonly flush?: boolean;
}

export const Tile = ({ testId, children, compact = false, flush = false }: TileProps) => (
  <div className={classes('hs-tile', compact && 'hs-tile-compact', flush && 'hs-tile-flush')} data-testid={testId}>
    {children}
  </div>
);

export const Card = ({ testId, children }: Base) => (
  <div className="hs-tile hs-card" data-testid={testId}>
    {children}
  </div>
);
