import type { CSSProperties } from 'react';
import { pixels, type Base, type Size } from './base.ts';

const PLACES: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  around: 'space-around',
  between: 'space-between',
};
export const place = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : (PLACES[name] ?? name);

interface FlexProps extends Base {
  readonly gap?: Size;
  readonly direction?: 'row' | 'column';
  readonly justify?: string;
  readonly align?: string;
  readonly alignSelf?: string;
  readonly wrap?: boolean | 'wrap' | 'nowrap';
}

interface StackProps extends Omit<FlexProps, 'gap'> {
  readonly distance?: Size;
  readonly width?: 'auto' | '100%' | undefined;
}

type FlexWithWidth = FlexProps & Pick<StackProps, 'width'>;

export function Flex(props: FlexWithWidth) {
  const { testId, children, gap, direction = 'row', justify, align, alignSelf, wrap, width } = props;
  const style: CSSProperties = {
    gap: pixels(gap),
    width,
    flexDirection: direction,
    justifyContent: place(justify),
    alignItems: place(align) ?? 'stretch',
    alignSelf: place(alignSelf),
    flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
  };
  return (
    <div className="hs-flex" style={style} data-testid={testId}>
      {children}
    </div>
  );
}

/** Stack is Flex's deprecated elder: a column whose gap is called distance. */
export const Stack = ({ distance, direction = 'column', width, ...rest }: StackProps) => (
  <Flex {...rest} direction={direction} gap={distance ?? 'small'} width={width} />
);

export const Inline = (props: FlexProps) => <Flex {...props} direction="row" wrap />;

interface BoxProps extends Base {
  readonly flex?: 'initial' | 'auto' | 'none' | number;
  readonly alignSelf?: string;
}

export const Box = ({ testId, children, flex, alignSelf }: BoxProps) => (
  <div className="hs-box" style={{ flex, alignSelf: place(alignSelf) }} data-testid={testId}>
    {children}
  </div>
);

interface AutoGridProps extends Base {
  readonly columnWidth: number;
  readonly gap?: Size;
  readonly flexible?: boolean;
}

export function AutoGrid({ testId, children, columnWidth, gap, flexible = false }: AutoGridProps) {
  const column = flexible ? `minmax(min(${columnWidth}px, 100%), 1fr)` : `${columnWidth}px`;
  return (
    <div
      className="hs-autogrid"
      style={{ gap: pixels(gap), gridTemplateColumns: `repeat(auto-fill, ${column})` }}
      data-testid={testId}
    >
      {children}
    </div>
  );
}

export const Divider = ({ testId, size, distance }: Base & { size?: Size; distance?: Size }) => (
  <hr className="hs-divider" style={{ marginBlock: pixels(size ?? distance, 'small') }} data-testid={testId} />
);

export const Spacer = ({ testId, size }: Base & { size?: Size }) => (
  <div style={{ height: pixels(size, 'small') }} data-testid={testId} />
);
