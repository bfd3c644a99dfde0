import type { Connector, RecordPage } from '../../../engine/connector.ts';
import type { TestSystem } from '../test-system.ts';

/** Breaks a test system in one way. */
export type Flaw = (system: TestSystem) => TestSystem;

/** Some methods of the connector are replaced. */
export const flawed =
  (replaced: (real: Connector, system: TestSystem) => Partial<Connector>): Flaw =>
  (system) => ({ ...system, connector: { ...system.connector, ...replaced(system.connector, system) } });

/** Every page that is read is changed. */
export const inPages = (change: (page: RecordPage) => RecordPage): Flaw =>
  flawed((real) => ({
    async *read(request) {
      for await (const page of real.read(request)) yield change(page);
    },
  }));
