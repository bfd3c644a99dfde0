import type { AssociationType } from './association-type.ts';

type Labels = readonly [there: string | null, back: string | null];

const UNLABELLED: Labels = [null, null];
const PRIMARY: Labels = ['Primary', 'Primary'];

/** Both directions of a way in which HubSpot lets two records be associated. */
function pair(from: string, to: string, typeId: number, inverseId: number, labels = UNLABELLED): AssociationType[] {
  const there = { fromTypeId: from, toTypeId: to, category: 'HUBSPOT_DEFINED', typeId, inverseId } as const;
  const back = { ...there, fromTypeId: to, toTypeId: from, typeId: inverseId, inverseId: typeId };
  return [
    { ...there, label: labels[0] },
    { ...back, label: labels[1] },
  ];
}

/** Between records of one type, the unlabelled association looks the same from both sides. */
const same = (type: string, typeId: number): AssociationType[] => pair(type, type, typeId, typeId).slice(0, 1);

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

/** Both ids of each are in the table of the associations guide, and most in the client's `AssociationTypes` as well. */
const CONFIRMED = [
  same(CONTACT, 449),
  same(COMPANY, 450),
  same(DEAL, 451),
  same(TICKET, 452),
  pair(COMPANY, COMPANY, 13, 14, ['Child Company', 'Parent Company']),
  pair(CONTACT, COMPANY, 279, 280),
  pair(CONTACT, COMPANY, 1, 2, PRIMARY),
  pair(CONTACT, DEAL, 4, 3),
  pair(CONTACT, TICKET, 15, 16),
  pair(DEAL, COMPANY, 341, 342),
  pair(DEAL, COMPANY, 5, 6, PRIMARY),
  pair(DEAL, TICKET, 27, 28),
  pair(DEAL, LINE_ITEM, 19, 20),
  pair(TICKET, COMPANY, 339, 340),
  pair(TICKET, COMPANY, 26, 25, PRIMARY),
  pair(QUOTE, DEAL, 64, 63),
  pair(QUOTE, LINE_ITEM, 67, 68),
  pair(QUOTE, CONTACT, 69, 70),
  pair(QUOTE, COMPANY, 71, 72),
  pair(QUOTE, INVOICE, 408, 407),
  pair(QUOTE, CART, 733, 732),
  pair(QUOTE, ORDER, 731, 730),
  pair(QUOTE, TASK, 217, 218),
  pair(INVOICE, CONTACT, 177, 178),
  pair(INVOICE, COMPANY, 179, 180),
  pair(INVOICE, DEAL, 175, 176),
  pair(INVOICE, LINE_ITEM, 409, 410),
  pair(INVOICE, PAYMENT, 541, 542),
  pair(INVOICE, ORDER, 517, 518),
  pair(INVOICE, SUBSCRIPTION, 622, 623),
  pair(ORDER, CONTACT, 507, 508),
  pair(ORDER, COMPANY, 509, 510, PRIMARY),
  pair(ORDER, DEAL, 512, 511),
  pair(ORDER, TICKET, 525, 526),
  pair(ORDER, LINE_ITEM, 513, 514),
  pair(ORDER, PAYMENT, 523, 524),
  pair(ORDER, CART, 593, 592),
  pair(CART, CONTACT, 586, 587),
  pair(CART, LINE_ITEM, 590, 591),
  pair(PAYMENT, CONTACT, 387, 388),
  pair(PAYMENT, COMPANY, 389, 390),
  pair(PAYMENT, DEAL, 391, 392),
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

/**
 * Of these the guide and the client name one direction only, the first. The other one is the neighbouring number, as in
 * every pair that is known, and remains to be seen in a live portal.
 */
const REVERSE_ASSUMED = [
  pair(QUOTE, DISCOUNT, 362, 363),
  pair(QUOTE, FEE, 364, 365),
  pair(QUOTE, TAX, 366, 367),
  pair(QUOTE, SUBSCRIPTION, 304, 303),
  pair(QUOTE, PAYMENT, 398, 397),
  pair(LINE_ITEM, DISCOUNT, 368, 369),
  pair(INVOICE, DISCOUNT, 411, 412),
  pair(INVOICE, FEE, 413, 414),
  pair(INVOICE, TAX, 415, 416),
  pair(INVOICE, TICKET, 986, 987),
  pair(ORDER, COMPANY, 934, 935),
  pair(ORDER, SUBSCRIPTION, 516, 515),
  pair(ORDER, DISCOUNT, 519, 520),
  pair(ORDER, TASK, 726, 727),
  pair(CART, DISCOUNT, 588, 589),
  pair(CART, TASK, 728, 729),
  pair(CART, TICKET, 594, 595),
  pair(PAYMENT, SUBSCRIPTION, 393, 394),
].flat();

export const HUBSPOT_TYPES: readonly AssociationType[] = [...CONFIRMED, ...REVERSE_ASSUMED];
