import type { ComponentType, CSSProperties } from 'react';
import { pixels, type Size } from './base.ts';

interface Padding {
  readonly padding?: Size;
  readonly paddingInline?: Size;
  readonly paddingBlock?: Size;
}
interface Margin {
  readonly marginTop?: Size;
  readonly marginBottom?: Size;
  readonly marginLeft?: Size;
  readonly marginRight?: Size;
}

/** The `Experimental...` twin of a layout: the same component inside a padding. `padding` wins over the two others. */
export function padded<P extends object>(Component: ComponentType<P>): ComponentType<P & Padding> {
  return function Padded({ padding, paddingInline, paddingBlock, ...props }: P & Padding) {
    const style: CSSProperties = {
      paddingInline: pixels(padding ?? paddingInline),
      paddingBlock: pixels(padding ?? paddingBlock),
    };
    return (
      <div className="hs-box" style={style}>
        <Component {...(props as unknown as P)} />
      </div>
    );
  };
}

/** The `Experimental...` twin of a button or an input: the same component with margins around it. */
export function spaced<P extends object>(Component: ComponentType<P>, inline = false): ComponentType<P & Margin> {
  return function Spaced({ marginTop, marginBottom, marginLeft, marginRight, ...props }: P & Margin) {
    const style: CSSProperties = {
      display: inline ? 'inline-block' : 'block',
      marginTop: pixels(marginTop),
      marginBottom: pixels(marginBottom),
      marginLeft: pixels(marginLeft),
      marginRight: pixels(marginRight),
    };
    return (
      <div className="hs-box" style={style}>
        <Component {...(props as unknown as P)} />
      </div>
    );
  };
}
