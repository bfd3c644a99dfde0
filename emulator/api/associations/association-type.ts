/** How two records may be linked, seen from one side. */
export interface AssociationType {
  readonly fromTypeId: string;
  readonly toTypeId: string;
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED';
  readonly typeId: number;
  /** The same link seen from the other side. */
  readonly inverseId: number;
  readonly label: string | null;
  /** The portal's own name of the pair, the same in both directions; HubSpot's types have names that nobody needs. */
  readonly name?: string;
  /** When the portal defined it. */
  readonly definedAt?: number;
}

/** The one label that HubSpot gives a meaning: a contact, deal, ticket or order has one primary company. */
export const isPrimary = (type: AssociationType): boolean =>
  type.category === 'HUBSPOT_DEFINED' && type.label === 'Primary';
