import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { classes } from './base.ts';
import { isBefore, isoOf, monthName, plusDays, plusMonths, sameDay, spokenDay, weeksOf, type Day } from './dates.ts';

interface CalendarProps {
  readonly chosen: Day | undefined;
  /** Today. */
  readonly now: Day;
  readonly min?: Day | undefined;
  readonly max?: Day | undefined;
  readonly minMessage?: string | undefined;
  readonly maxMessage?: string | undefined;
  readonly pick: (day: Day) => void;
}

const MOVES: Readonly<Record<string, (day: Day) => Day>> = {
  ArrowLeft: (day) => plusDays(day, -1),
  ArrowRight: (day) => plusDays(day, 1),
  ArrowUp: (day) => plusDays(day, -7),
  ArrowDown: (day) => plusDays(day, 7),
  PageUp: (day) => plusMonths(day, -1),
  PageDown: (day) => plusMonths(day, 1),
};
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** One month; arrows move by days and weeks, Page Up and Page Down by months. */
export function Calendar({ chosen, now, min, max, minMessage, maxMessage, pick }: CalendarProps) {
  const [at, setAt] = useState(chosen ?? now);
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(true);
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    moved.current = false;
    // Each move of the day draws another button to focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    moved.current = true;
    setAt(move(at));
  };
  const reason = (day: Day): string | undefined => {
    if (min && isBefore(day, min)) return minMessage ?? 'Too early';
    if (max && isBefore(max, day)) return maxMessage ?? 'Too late';
    return undefined;
  };
  return (
    <div className="hs-calendar">
      <div className="hs-calendar-head">
        <button type="button" aria-label="Previous month" onClick={() => setAt(plusMonths(at, -1))}>
          ‹
        </button>
        <strong aria-live="polite">{monthName(at)}</strong>
        <button type="button" aria-label="Next month" onClick={() => setAt(plusMonths(at, 1))}>
          ›
        </button>
      </div>
      <table ref={grid} role="grid" aria-label={monthName(at)} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col" abbr={name}>
                {name.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at).map((week) => (
            <tr key={isoOf(week[0] ?? at)}>
              {week.map((day) => (
                <td key={isoOf(day)} aria-selected={sameDay(day, chosen)}>
                  <button
                    type="button"
                    tabIndex={sameDay(day, at) ? 0 : -1}
                    className={classes(day.month !== at.month && 'hs-day-other', sameDay(day, now) && 'hs-day-today')}
                    aria-label={spokenDay(day)}
                    aria-disabled={reason(day) !== undefined}
                    title={reason(day)}
                    onClick={() => (reason(day) === undefined ? pick(day) : undefined)}
                  >
                    {day.date}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
