import type { CSSProperties, ReactNode } from 'react';
import { pixels, type Base, type Size } from './base.ts';
import { hrefOf } from './href.ts';
import { Flex, place } from './layout.tsx';

interface Stack2Props extends Base {
  readonly align?: string;
  readonly gap?: Size;
  readonly fullWidth?: boolean;
  readonly fullHeight?: boolean;
}
const full = ({ fullWidth, fullHeight }: Stack2Props): CSSProperties => ({
  width: fullWidth ? '100%' : undefined,
  height: fullHeight ? '100%' : undefined,
});

export const Stack2 = ({ testId, children, align, gap, ...rest }: Stack2Props) => (
  <div
    className="hs-flex"
    style={{ flexDirection: 'column', alignItems: place(align), gap: pixels(gap, 'small'), ...full(rest) }}
    data-testid={testId}
  >
    {children}
  </div>
);

interface CenterProps extends Stack2Props {
  readonly maxContentSize?: number | string;
  readonly gutter?: Size;
}

export const Center = ({ testId, children, maxContentSize, gutter, ...rest }: CenterProps) => (
  <div
    className="hs-center"
    style={{ maxWidth: maxContentSize, paddingInline: pixels(gutter), ...full(rest) }}
    data-testid={testId}
  >
    {children}
  </div>
);

interface GridProps extends Base {
  readonly justify?: string;
  readonly align?: string;
  readonly gap?: Size;
  readonly size?: number;
}

/** Columns of equal width, twelve unless told. */
export const Grid = ({ testId, children, justify, align, gap, size = 12 }: GridProps) => (
  <div
    className="hs-grid"
    style={{
      gridTemplateColumns: `repeat(${size}, minmax(0, 1fr))`,
      gap: pixels(gap),
      justifyContent: place(justify),
      alignItems: place(align),
    }}
    data-testid={testId}
  >
    {children}
  </div>
);

/** As many columns wide as its size, after as many empty ones as its offset. */
export const GridItem = ({ testId, children, size = 1, offset = 0 }: Base & { size?: number; offset?: number }) => (
  <>
    {offset > 0 ? <div style={{ gridColumn: `span ${offset}` }} /> : null}
    <div className="hs-box" style={{ gridColumn: `span ${size}` }} data-testid={testId}>
      {children}
    </div>
  </>
);

interface MediaObjectProps extends Base {
  readonly align?: string;
  readonly spacing?: Size | 'none';
  readonly itemLeft?: ReactNode;
  readonly itemRight?: ReactNode;
}

export const MediaObject = ({ testId, children, align, spacing, itemLeft, itemRight }: MediaObjectProps) => (
  <Flex
    align={align ?? 'center'}
    gap={spacing === 'none' ? 'flush' : (spacing ?? 'small')}
    {...(testId ? { testId } : {})}
  >
    {itemLeft ? <div>{itemLeft}</div> : null}
    <div className="hs-box" style={{ flex: 1 }}>
      {children}
    </div>
    {itemRight ? <div>{itemRight}</div> : null}
  </Flex>
);

const HEIGHTS: Readonly<Record<string, number>> = { small: 200, sm: 200, medium: 400, md: 400, large: 640, lg: 640 };

export const Iframe = ({ testId, src, height = 'medium' }: Base & { src: string; height?: string }) => (
  <iframe
    className="hs-iframe"
    title={`Content of ${src}`}
    sandbox="allow-scripts allow-forms allow-popups"
    src={hrefOf(src) ?? 'about:blank'}
    height={HEIGHTS[height] ?? 400}
    data-testid={testId}
  />
);
