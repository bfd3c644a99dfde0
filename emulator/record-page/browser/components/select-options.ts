import { useState } from 'react';
import type { FieldProps } from './field.tsx';

export type SelectValue = string | number | boolean;
export interface SelectOption {
  readonly label: string;
  readonly value: SelectValue;
}

export interface BaseSelectProps extends FieldProps {
  readonly options?: readonly SelectOption[];
  readonly variant?: 'transparent' | 'input';
  readonly onInput?: (value: string) => void;
}

/** HubSpot adds a search as soon as there are more options than this. */
const WITHOUT_SEARCH = 7;

/** The options that the search leaves, and the search itself when there is one. */
export function useOptionSearch({ options = [], onInput }: BaseSelectProps) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const search =
    options.length > WITHOUT_SEARCH
      ? {
          text,
          type: (next: string) => {
            setText(next);
            onInput?.(next);
          },
        }
      : undefined;
  const shown = search && wanted ? options.filter((option) => option.label.toLowerCase().includes(wanted)) : options;
  return { shown, search, clear: () => setText('') };
}
