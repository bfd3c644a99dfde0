/** A formula that cannot be understood; the message says which part of it. */
export class FormulaFault extends Error {}
