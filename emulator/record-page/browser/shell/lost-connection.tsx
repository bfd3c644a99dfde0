import { useLostConnection } from '../connection.ts';

/** The page goes on asking, so that it needs no reload once the emulator is back. */
export const LostConnection = () => (
  <div role="status">
    {useLostConnection() ? (
      <p className="shell-lost">The emulator does not answer. What you see may be old; the page goes on by itself.</p>
    ) : null}
  </div>
);
