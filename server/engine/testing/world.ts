import { match, keysOf } from '../match.ts';
import { planLook, orderOperations } from '../plan.ts';
import type { LookPlan, Operation } from '../plan.ts';
import type { FieldChange } from '../merge.ts';
import type { Mapping, Pair } from '../mapping.ts';
import type { Fields, Link, SyncRecord, Value } from '../record.ts';

/** Both systems and the links as plain maps: what the loop and the store do, without either. */
export class World {
  readonly left = new Map<string, SyncRecord>();
  readonly right = new Map<string, SyncRecord>();
  readonly links = new Map<string, Link>();
  readonly associations = new Set<string>();
  readonly pair: Pair;
  writes = 0;

  constructor(pair: Pair) {
    this.pair = pair;
  }

  look(rightId: string): LookPlan {
    const right = this.right.get(rightId) ?? null;
    const link = this.links.get(rightId) ?? null;
    const keys = right ? keysOf(this.pair, 'right', right) : [];
    const found = match(
      keys.map((key, keyNo) =>
        [...this.left.values()]
          .filter((left) => key !== null && keysOf(this.pair, 'left', left)[keyNo] === key)
          .map(({ id }) => id),
      ),
    );
    const leftId = link ? link.leftId : found.kind === 'one' ? found.leftId : null;
    const left = leftId === null ? null : (this.left.get(leftId) ?? null);
    return planLook({ pair: this.pair, link, left, right, match: found });
  }

  apply(rightId: string, plan: LookPlan): void {
    const mapping: Mapping = {
      version: 1,
      left: 'l',
      right: 'r',
      capPercent: 100,
      capRemovePercent: 5,
      pairs: [this.pair],
    };
    for (const operation of orderOperations(mapping, plan.operations).flat()) this.run(operation);
    const link = this.links.get(rightId);
    if (link && plan.base) this.links.set(rightId, { ...link, base: plan.base });
  }

  private run(operation: Operation): void {
    switch (operation.kind) {
      case 'link':
        this.link(operation.leftId, operation.rightId);
        return;
      case 'create':
        this.create(operation.object, operation.reference, operation.referenceField, valuesOf(operation.changes));
        return;
      case 'associate':
        this.writes += 1;
        this.associations.add(`${operation.from.rightId} -> ${operation.to.pair} ${operation.to.rightId}`);
        return;
      case 'update':
        this.update(operation);
    }
  }

  private create(object: string, reference: string, referenceField: string, values: Record<string, Value>): void {
    this.writes += 1;
    const same = [...this.left.values()].find((record) => record.fields[referenceField] === reference);
    const id = same?.id ?? `L${this.left.size + 1}`;
    const fields: Fields = { ...same?.fields, ...values, [referenceField]: reference };
    this.left.set(id, { object, id, fields, modifiedAt: null });
    this.link(id, reference);
  }

  private update(operation: Extract<Operation, { kind: 'update' }>): void {
    this.writes += 1;
    const { target } = operation;
    const id = 'id' in target ? target.id : this.links.get(target.rightId)?.leftId;
    const record = this[operation.side].get(id ?? '');
    if (!record) throw new Error(`update of ${operation.side} record ${id}, which does not exist`);
    this[operation.side].set(record.id, { ...record, fields: { ...record.fields, ...valuesOf(operation.changes) } });
  }

  private link(leftId: string, rightId: string): void {
    this.links.set(rightId, { pair: this.pair.name, leftId, rightId, state: 'linked', base: null });
  }
}

const valuesOf = (changes: readonly FieldChange[]): Record<string, Value> =>
  Object.fromEntries(changes.map((change) => [change.field, change.after]));
