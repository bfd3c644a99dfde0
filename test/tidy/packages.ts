import type { Rule, Source } from './source.ts';

const REGISTRY_HOST = /\bregistry\.[a-z0-9-]+\.[a-z]{2,}\b|https?:\/\/[^\s"']+\/-\/[^\s"']+\.tgz/gi;

export const lockfile: Rule = {
  name: 'the lockfile says what is installed, not from where',
  fix: 'Keep `omit-lockfile-registry-resolved=true` in .npmrc, delete the `resolved` lines and run `npm install` again.',
  check: (files) => files.filter(({ path }) => /(^|\/)package-lock\.json$/.test(path)).flatMap(lockProblems),
  catches: [
    { 'package-lock.json': '{ "packages": { "node_modules/a": { "resolved": "https://mirror.example/a-1.tgz" } } }' },
    { 'package-lock.json': '{ "packages": { "node_modules/a": { "x": "https://registry.example.org/a" } } }' },
  ],
  allows: [
    { 'package-lock.json': '{ "packages": { "node_modules/a": { "funding": { "url": "https://a.example/f" } } } }' },
  ],
};

function lockProblems(source: Source): string[] {
  const { packages } = JSON.parse(source.text) as { packages: Record<string, { resolved?: string }> };
  const resolved = Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined);
  return [
    ...resolved.map((name) => `${source.path}: ${name} has \`resolved\``),
    ...[...source.text.matchAll(REGISTRY_HOST)].map(([host]) => `${source.path}: ${host}`),
  ];
}

export const registryHosts: Rule = {
  name: 'no file names a package registry',
  fix: "Delete the address; npm takes the registry from the machine's own settings.",
  check: (files) =>
    files
      .filter(({ path }) => !path.startsWith('test/tidy/') && !path.endsWith('package-lock.json'))
      .flatMap(({ path, text }) => [...text.matchAll(REGISTRY_HOST)].map(([host]) => `${path}: ${host}`)),
  catches: [
    { '.npmrc': 'registry=https://registry.example.org/' },
    { 'scripts/install.mjs': "'https://x.example/a/-/a-1.0.0.tgz'" },
  ],
};
