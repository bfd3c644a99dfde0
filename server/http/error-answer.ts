import type { Response } from 'express';

/** What a card or an operator's program reads when something is refused: `message` says what to do. */
export function answerError(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } });
}
