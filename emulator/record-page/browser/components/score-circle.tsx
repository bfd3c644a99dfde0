import type { Base } from './base.ts';

const AROUND = 2 * Math.PI * 20;

/** From 0 to 100, in the colour of its third. */
export function ScoreCircle({ testId, score }: Base & { score: number }) {
  const shown = Math.round(Math.max(0, Math.min(100, score)));
  const level = shown < 34 ? 'low' : shown < 67 ? 'middle' : 'high';
  return (
    <svg
      className={`hs-score hs-score-${level}`}
      viewBox="0 0 48 48"
      role="img"
      aria-label={`Score ${shown} of 100`}
      data-testid={testId}
    >
      <circle cx="24" cy="24" r="20" />
      <circle
        className="hs-score-part"
        cx="24"
        cy="24"
        r="20"
        strokeDasharray={`${(AROUND * shown) / 100} ${AROUND}`}
        transform="rotate(-90 24 24)"
      />
      <text x="24" y="24" dy="0.36em" textAnchor="middle">
        {shown}
      </text>
    </svg>
  );
}
