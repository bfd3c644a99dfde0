/**
 * Tests start emulators in many processes, and through code that knows nothing of conformance. The variable reaches them
 * all: the reporter of the test run sets it before the first of them starts.
 */
export const RUN_VARIABLE = 'EMULATOR_CONFORMANCE_DIR';

export const runDir = (): string | undefined => process.env[RUN_VARIABLE];

export const namedFolder = (): string | undefined => process.env['HUBSPOT_OPENAPI'];

export const announceRun = (dir: string): void => {
  process.env[RUN_VARIABLE] = dir;
};
