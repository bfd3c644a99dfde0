import type { CSSProperties } from 'react';
import { classes, type Base } from './base.ts';
import { Title } from './heading-level.tsx';

interface TextFormat {
  readonly fontWeight?: 'regular' | 'bold' | 'demibold';
  readonly italic?: boolean;
  readonly lineDecoration?: 'none' | 'underline' | 'strikethrough';
  readonly textTransform?: 'none' | 'uppercase' | 'lowercase' | 'capitalize' | 'sentenceCase';
}
interface TextProps extends Base {
  readonly variant?: 'bodytext' | 'microcopy';
  readonly inline?: boolean;
  readonly format?: TextFormat;
  readonly truncate?: boolean | { readonly maxWidth?: number; readonly tooltipText?: string };
}

const WEIGHTS = { regular: 400, demibold: 600, bold: 700 } as const;
const LINES = { none: 'none', underline: 'underline', strikethrough: 'line-through' } as const;

function styleOf(format: TextFormat | undefined): CSSProperties {
  const { fontWeight, italic, lineDecoration, textTransform } = format ?? {};
  return {
    fontWeight: fontWeight && WEIGHTS[fontWeight],
    fontStyle: italic ? 'italic' : undefined,
    textDecoration: lineDecoration && LINES[lineDecoration],
    textTransform: textTransform === 'sentenceCase' ? undefined : textTransform,
  };
}

export function Text({ testId, children, variant = 'bodytext', inline = false, format, truncate = false }: TextProps) {
  const Element = inline ? 'span' : 'div';
  const cut = typeof truncate === 'object' ? truncate : {};
  const name = classes(
    'hs-text',
    `hs-text-${variant}`,
    Boolean(truncate) && 'hs-truncate',
    format?.textTransform === 'sentenceCase' && 'hs-sentence',
  );
  return (
    <Element
      className={name}
      style={{ ...styleOf(format), maxWidth: cut.maxWidth }}
      title={cut.tooltipText}
      onMouseEnter={({ currentTarget: shown }) => {
        if (!truncate || cut.tooltipText) return;
        shown.title = shown.scrollWidth > shown.clientWidth ? shown.innerText : '';
      }}
      data-testid={testId}
    >
      {children}
    </Element>
  );
}

export const Heading = ({ testId, children, inline = false }: Base & { inline?: boolean }) => (
  <Title className={classes('hs-heading', inline && 'hs-inline')} testId={testId}>
    {children}
  </Title>
);
