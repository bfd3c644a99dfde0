/** Ends the command with one sentence for the operator: what is wrong and the way out; blank when it was said already. */
export class CliError extends Error {
  readonly exitCode: number;
  constructor(sentence: string, exitCode = 1, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}
