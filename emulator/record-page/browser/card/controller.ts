import { createController, type Controller } from '@remote-ui/react/host';
import type { ComponentType } from 'react';
import { fallbackFor } from '../components/fallback.tsx';
import { COMPONENTS } from '../components/registry.ts';

/** remote-ui throws for a component it does not know, which would take the whole card down. */
export function createCardController(): Controller {
  const controller = createController(COMPONENTS);
  const fallbacks = new Map<string, ComponentType>();
  return {
    ...controller,
    get(type) {
      const name = String(type);
      if (name in COMPONENTS) return controller.get(type);
      const made = fallbacks.get(name) ?? fallbackFor(name);
      fallbacks.set(name, made);
      return made as ReturnType<Controller['get']>;
    },
  };
}
