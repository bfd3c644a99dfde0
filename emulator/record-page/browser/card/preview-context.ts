import { createContext, type ReactNode } from 'react';
import type { Boot } from '../../pages/boot.ts';
import type { At } from './ask-page.ts';

export interface PreviewProps {
  readonly at: At;
  readonly viewer: Boot['viewer'];
  readonly close: () => void;
}

/**
 * What draws the preview of a record that a card asks for. A preview draws cards itself, so the page hands it down:
 * neither has to know the other.
 */
export const PreviewContext = createContext<(preview: PreviewProps) => ReactNode>(() => null);
