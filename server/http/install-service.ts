import { rotateKeys, type Rotation, type RotationDeps } from './rotate-keys.ts';

/** What an operator does with installs and their keys. */
export interface InstallService {
  rotateKeys(): Promise<Rotation>;
}

export const installService = (deps: RotationDeps): InstallService => ({
  rotateKeys: () => rotateKeys(deps),
});
