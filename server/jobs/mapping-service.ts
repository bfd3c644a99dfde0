import type { Mapping } from '../engine/mapping.ts';
import type { Linted } from '../engine/lint.ts';
import { lintLive } from './lint-live.ts';
import type { OpenPortal } from './open-portal.ts';
import { showRecord } from './show-record.ts';
import type { ShownRecord } from './show-record.ts';

/** The mapping in use, and others, held against the systems. */
export interface MappingService {
  mapping(): Mapping;
  /** Checks the text of a mapping file against both systems as they are now. */
  lint(portalId: number, text: string): Promise<Omit<Linted, 'mapping'>>;
  /** A record of either side, field by field, with what the next look would do. Rejects with Refused. */
  showRecord(portalId: number, pair: string, id: string): Promise<ShownRecord>;
}

export const createMappingService = (deps: {
  readonly mapping: Mapping;
  readonly openPortal: OpenPortal;
}): MappingService => ({
  mapping: () => deps.mapping,
  lint: async (portalId, text) => lintLive(await deps.openPortal(portalId, 'card', { asWritten: true }), text),
  showRecord: async (portalId, pair, id) => showRecord(await deps.openPortal(portalId, 'card'), pair, id),
});
