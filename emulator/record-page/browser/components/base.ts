import type { ReactNode } from 'react';

/** What every remote component may get. */
export interface Base {
  readonly testId?: string | undefined;
  readonly children?: ReactNode;
}

export type Size =
  | 'flush'
  | 'extra-small'
  | 'xs'
  | 'small'
  | 'sm'
  | 'medium'
  | 'md'
  | 'large'
  | 'lg'
  | 'extra-large'
  | 'xl';

const PIXELS: Readonly<Record<Size, number>> = {
  flush: 0,
  'extra-small': 4,
  xs: 4,
  small: 8,
  sm: 8,
  medium: 16,
  md: 16,
  large: 24,
  lg: 24,
  'extra-large': 32,
  xl: 32,
};

export const pixels = (size: Size | undefined, otherwise: Size = 'flush'): number => PIXELS[size ?? otherwise] ?? 0;

const SHORT: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
  default: 'md',
};

/** Each size has a long and a short name; class names use the short one. */
export const shortSize = (size: string | undefined, otherwise: string): string =>
  SHORT[size ?? ''] ?? size ?? otherwise;

/** Class names, those that apply. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ');
