import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const DemoSecrets = z.strictObject({
  clientSecret: z.string(),
  /** `whsec_` and base64, as the Standard Webhooks scheme writes its keys. */
  functionSecret: z.string(),
});
export type DemoSecrets = z.infer<typeof DemoSecrets>;

/** Made at the first start and kept: tokens and links of later starts depend on them. */
export function demoSecrets(file: string): DemoSecrets {
  if (existsSync(file)) return DemoSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = {
    clientSecret: randomBytes(24).toString('hex'),
    functionSecret: `whsec_${randomBytes(24).toString('base64')}`,
  };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
