import type { ObjectType } from '../objects/types.ts';

/** How two records may be linked, seen from one side. */
export interface AssociationType {
  readonly fromTypeId: string;
  readonly toTypeId: string;
  readonly category: 'HUBSPOT_DEFINED';
  readonly typeId: number;
  /** The same link seen from the other side. */
  readonly inverseId: number;
  readonly label: string | null;
}

const pair = (from: string, to: string, typeId: number, inverseId: number, label: string | null = null) => {
  const one = { category: 'HUBSPOT_DEFINED', label } as const;
  return [
    { ...one, fromTypeId: from, toTypeId: to, typeId, inverseId },
    { ...one, fromTypeId: to, toTypeId: from, typeId: inverseId, inverseId: typeId },
  ];
};

const CONTACT = '0-1';
const COMPANY = '0-2';
const DEAL = '0-3';
const TICKET = '0-5';
const LINE_ITEM = '0-8';
const QUOTE = '0-14';
const TASK = '0-27';
const NOTE = '0-46';
const INVOICE = '0-53';
const SUBSCRIPTION = '0-69';
const DISCOUNT = '0-84';
const FEE = '0-85';
const TAX = '0-86';
const PAYMENT = '0-101';
const ORDER = '0-123';
const CART = '0-142';

/**
 * HubSpot's own association types, from the associations guide. The guide does not list every reverse direction of the
 * commerce objects; those follow its numbering (neighbouring ids) and are not confirmed.
 */
export const ASSOCIATION_TYPES: readonly AssociationType[] = [
  pair(CONTACT, COMPANY, 279, 280),
  pair(CONTACT, COMPANY, 1, 2, 'Primary'),
  pair(CONTACT, DEAL, 4, 3),
  pair(CONTACT, TICKET, 15, 16),
  pair(DEAL, COMPANY, 341, 342),
  pair(DEAL, COMPANY, 5, 6, 'Primary'),
  pair(DEAL, TICKET, 27, 28),
  pair(DEAL, LINE_ITEM, 19, 20),
  pair(TICKET, COMPANY, 339, 340),
  pair(TICKET, COMPANY, 26, 25, 'Primary'),
  pair(QUOTE, DEAL, 64, 63),
  pair(QUOTE, LINE_ITEM, 67, 68),
  pair(QUOTE, CONTACT, 69, 70),
  pair(QUOTE, COMPANY, 71, 72),
  pair(QUOTE, INVOICE, 408, 407),
  pair(INVOICE, CONTACT, 177, 178),
  pair(INVOICE, COMPANY, 179, 180),
  pair(INVOICE, DEAL, 175, 176),
  pair(INVOICE, LINE_ITEM, 409, 410),
  pair(INVOICE, DISCOUNT, 411, 412),
  pair(INVOICE, FEE, 413, 414),
  pair(INVOICE, TAX, 415, 416),
  pair(INVOICE, PAYMENT, 541, 542),
  pair(INVOICE, ORDER, 517, 518),
  pair(INVOICE, SUBSCRIPTION, 622, 623),
  pair(ORDER, CONTACT, 507, 508),
  pair(ORDER, COMPANY, 934, 935),
  pair(ORDER, COMPANY, 509, 510, 'Primary'),
  pair(ORDER, DEAL, 512, 511),
  pair(ORDER, LINE_ITEM, 513, 514),
  pair(ORDER, SUBSCRIPTION, 516, 515),
  pair(ORDER, DISCOUNT, 519, 520),
  pair(ORDER, PAYMENT, 523, 524),
  pair(ORDER, CART, 593, 592),
  pair(CART, CONTACT, 586, 587),
  pair(CART, LINE_ITEM, 590, 591),
  pair(PAYMENT, CONTACT, 387, 388),
  pair(PAYMENT, COMPANY, 389, 390),
  pair(PAYMENT, DEAL, 391, 392),
  pair(PAYMENT, SUBSCRIPTION, 393, 394),
  pair(PAYMENT, LINE_ITEM, 395, 396),
  pair(SUBSCRIPTION, CONTACT, 295, 296),
  pair(SUBSCRIPTION, COMPANY, 297, 298),
  pair(SUBSCRIPTION, DEAL, 299, 300),
  pair(SUBSCRIPTION, LINE_ITEM, 301, 302),
  pair(NOTE, CONTACT, 202, 201),
  pair(NOTE, COMPANY, 190, 189),
  pair(NOTE, DEAL, 214, 213),
  pair(NOTE, TICKET, 228, 227),
  pair(TASK, CONTACT, 204, 203),
  pair(TASK, COMPANY, 192, 191),
  pair(TASK, DEAL, 216, 215),
  pair(TASK, TICKET, 230, 229),
].flat();

const between = (from: ObjectType, to: ObjectType): AssociationType[] =>
  ASSOCIATION_TYPES.filter((type) => type.fromTypeId === from.id && type.toTypeId === to.id);

export const associationTypes = between;

/** The unlabelled type of a pair; undefined when HubSpot does not let the two be associated (products, for example). */
export const defaultType = (from: ObjectType, to: ObjectType): AssociationType | undefined =>
  between(from, to).find((type) => type.label === null);

export const typeById = (from: ObjectType, to: ObjectType, typeId: number): AssociationType | undefined =>
  between(from, to).find((type) => type.typeId === typeId);
