import { classes, shortSize, type Base } from './base.ts';
import { ICON_PATHS } from './icon-paths.ts';

interface IconProps extends Base {
  readonly name: string;
  readonly size?: string;
  readonly color?: string;
  readonly screenReaderText?: string;
}

const DOT = 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z';

export const Icon = ({ testId, name, size, color = 'inherit', screenReaderText }: IconProps) => (
  <svg
    className={classes('hs-icon', `hs-icon-${shortSize(size, 'sm')}`, `hs-icon-${color}`)}
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
