import { classes, shortSize, type Base } from './base.ts';
import { LUCIDE } from './icons/lucide.ts';
import { INVERTED, MARKS, SOLID } from './icons/marks.ts';

interface IconProps extends Base {
  readonly name: string;
  readonly size?: string;
  readonly color?: string;
  readonly screenReaderText?: string;
}

export const ICON_PATHS: Readonly<Record<string, string>> = { ...LUCIDE, ...MARKS };

/** What a name shows that HubSpot added after this page was written. */
const DOT = 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z';

const fillOf = (name: string): string | false =>
  (SOLID.has(name) && 'hs-icon-solid') || (INVERTED.has(name) && 'hs-icon-inverted');

export const Icon = ({ testId, name, size, color = 'inherit', screenReaderText }: IconProps) => (
  <svg
    className={classes('hs-icon', `hs-icon-${shortSize(size, 'sm')}`, `hs-icon-${color}`, fillOf(name))}
    viewBox="0 0 24 24"
    role={screenReaderText ? 'img' : undefined}
    aria-label={screenReaderText}
    aria-hidden={screenReaderText ? undefined : true}
    data-name={name}
    data-testid={testId}
  >
    <path d={ICON_PATHS[name] ?? DOT} />
  </svg>
);
