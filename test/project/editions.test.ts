import { describe, expect, test } from '@jest/globals';
import { getProjectMetadata, parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stageEdition } from '../../scripts/stage.ts';
import { problemsOf } from './check.ts';
import { EDITIONS, ROOT, withEdition } from './editions.ts';
import { readProject } from './project.ts';

const PROFILE = 'hsprofile.local.json';

async function parseWithHubSpot(dir: string) {
  const { platformVersion, srcDir } = parseProjectConfig(dir);
  const projectSourceDir = path.join(dir, srcDir);
  const { intermediateRepresentation } = await translate(
    { projectSourceDir, platformVersion, accountId: 12345678 },
    { skipValidation: true, profile: 'local' },
  );
  const { components } = await getProjectMetadata(projectSourceDir);
  const counts = Object.entries(components).filter(([, { count }]) => count > 0);
  return {
    nodes: intermediateRepresentation.intermediateNodesIndexedByUid,
    counts: Object.fromEntries(counts.map(([type, { count }]) => [type, count])),
  };
}

const shared = { app: 1, card: 2, settings: 1, page: 1, pages: 1, webhooks: 1, 'workflow-action': 2 };
const expected = { private: { ...shared, 'app-function': 1 }, marketplace: shared };

describe.each(EDITIONS)('the %s edition', (edition) => {
  test("passes HubSpot's parser and our schemas", async () => {
    await withEdition(edition, async (dir) => {
      const { nodes, counts } = await parseWithHubSpot(dir);
      expect(counts).toEqual(expected[edition]);
      expect(JSON.stringify(nodes)).not.toContain('${');
      expect(problemsOf(await readProject(dir), PROFILE)).toEqual([]);
    });
  });

  test('has the same cards, byte by byte', async () => {
    await withEdition(edition, async (dir) => {
      const { files } = await readProject(dir);
      const cards = Object.keys(files).filter((file) => file.startsWith('app/cards/'));
      expect(cards.length).toBeGreaterThan(10);
      for (const file of cards) {
        expect(await readFile(path.join(dir, 'src', file), 'utf8')).toBe(
          await readFile(path.join(ROOT, 'src', file), 'utf8'),
        );
      }
    });
  });
});

test('the sources as they stand are the private edition', async () => {
  expect(problemsOf(await readProject(ROOT), PROFILE)).toEqual([]);
  const { counts } = await parseWithHubSpot(ROOT);
  expect(counts).toEqual(expected.private);
});

test('the marketplace edition fetches, signs in by OAuth and holds no functions', async () => {
  await withEdition('marketplace', async (dir) => {
    const { project, profiles, metas, files } = await readProject(dir);
    expect(project).toMatchObject({ name: 'ledgerline-marketplace' });
    expect(profiles[PROFILE]).toMatchObject({ variables: { LEDGERLINE_DATA_PATH: 'fetch' } });
    expect(metas['app/app-hsmeta.json']).toMatchObject({
      config: {
        distribution: 'marketplace',
        auth: {
          type: 'oauth',
          redirectUrls: ['http://localhost:3000/oauth/callback', '${LEDGERLINE_URL}/oauth/callback'],
        },
      },
    });
    expect(Object.keys(files).filter((file) => file.includes('functions'))).toEqual([]);
  });
});

test('the address of the server may be given', async () => {
  const url = 'https://erp.example.org';
  const run = async (dir: string) => {
    expect((await readProject(dir)).profiles[PROFILE]).toMatchObject({ variables: { LEDGERLINE_URL: url } });
    expect(JSON.parse(await readFile(path.join(dir, 'src/app/local.json'), 'utf8'))).toEqual({
      proxy: { [url]: 'http://localhost:3000' },
    });
  };
  await withEdition('private', run, url);
  await expect(withEdition('private', run, 'http://erp.example.org/x')).rejects.toThrow('must be an https origin');
});

test('staging empties no folder that it did not make', async () => {
  const outDir = await mkdtemp(path.join(tmpdir(), 'ledgerline-other-'));
  const precious = path.join(outDir, 'precious.txt');
  await writeFile(precious, 'mine');
  await expect(stageEdition({ edition: 'private', outDir })).rejects.toThrow('files that staging did not write');
  expect(await readFile(precious, 'utf8')).toBe('mine');
  await rm(outDir, { recursive: true });
});
