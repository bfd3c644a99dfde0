import { describePortalStore } from '../../server/store/testing/portal-store-suite.ts';
import { createLock } from './lock.ts';
import { createMemoryStore } from './memory-store.ts';

describePortalStore(async () => {
  const store = createMemoryStore(() => Date.now());
  const lock = createLock();
  return { ...store, exclusive: (work) => lock.hold({ alive: true }, work) };
});
