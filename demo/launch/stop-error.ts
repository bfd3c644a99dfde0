/** Ends `npm start` with one sentence for the reader: what is wrong and the way out. */
export class StopError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StopError';
  }
}
