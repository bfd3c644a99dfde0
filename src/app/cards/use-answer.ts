import { useEffect, useState } from 'react';
import type { Answer, Failure } from './data.ts';

export interface Asked<T> {
  /** Stays while the next answer is awaited, so that paging does not blink. */
  readonly answer: T | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly again: () => void;
}

interface Done<Question, T> {
  readonly question: Question;
  readonly turn: number;
  readonly reply: Answer<T>;
}

/**
 * Asks when `question` changes or `again` is called. Answers may overtake each other (page 2, then 3, then the answer
 * for 2), so an answer counts only while its own question is still the one on show. `ask` is that of the first
 * rendering: the host may render again with new props at any time, and that alone must not cost a request.
 * A caller that refreshes several answers at once counts `round` up.
 */
export function useAnswer<Question extends string | number, T>(
  question: Question,
  ask: (question: Question) => Promise<Answer<T>>,
  round = 0,
): Asked<T> {
  const [firstAsk] = useState(() => ask);
  const [repeats, setRepeats] = useState(0);
  // Both only grow, so their sum names the request.
  const turn = repeats + round;
  const [done, setDone] = useState<Done<Question, T> | null>(null);

  useEffect(() => {
    let wanted = true;
    const fetchAnswer = async () => {
      const reply = await firstAsk(question);
      if (wanted) setDone({ question, turn, reply });
    };
    void fetchAnswer();
    return () => {
      wanted = false;
    };
  }, [firstAsk, question, turn]);

  const busy = done === null || done.question !== question || done.turn !== turn;
  return {
    answer: done?.reply.ok === true ? done.reply.answer : null,
    failure: done === null || busy || done.reply.ok ? null : done.reply,
    busy,
    again: () => setRepeats(repeats + 1),
  };
}
