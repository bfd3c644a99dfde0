/** One operation of HubSpot's published files. */
export interface Operation {
  /** `contacts.json` */
  readonly file: string;
  /** `GET` */
  readonly method: string;
  /** `/crm/objects/2026-03/contacts/{contactId}` */
  readonly template: string;
}

export const nameOf = ({ method, template }: Pick<Operation, 'method' | 'template'>): string => `${method} ${template}`;

/** Names one operation of one file: some files repeat the operations of others. */
export const keyOf = (operation: Operation): string => `${operation.file} ${nameOf(operation)}`;
