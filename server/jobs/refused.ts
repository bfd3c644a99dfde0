/** What a person asked for cannot be done as things are; the message says why and what to do. */
export class Refused extends Error {}
