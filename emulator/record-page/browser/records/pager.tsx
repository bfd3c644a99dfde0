import type { AskedRecords } from '../../pages/records-view.ts';

interface PagerProps {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly go: (change: Partial<AskedRecords>) => void;
}

const SIZES = [25, 50, 100];
const AROUND = 3;

/** Previous, a few numbers around the page, next; and how many a page shows. */
export function Pager({ total, page, pageSize, go }: PagerProps) {
  if (total === 0) return null;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = Math.max(1, Math.min(page - AROUND, pages - 2 * AROUND));
  const last = Math.min(pages, first + 2 * AROUND);
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return (
    <nav className="index-pager" aria-label="Pages">
      <button type="button" disabled={page <= 1} onClick={() => go({ page: page - 1 })}>
        ‹ Prev
      </button>
      {numbers.map((number) => (
        <button
          key={number}
          type="button"
          aria-label={`Page ${number}`}
          aria-current={number === page ? 'page' : undefined}
          onClick={() => go({ page: number })}
        >
          {number}
        </button>
      ))}
      <button type="button" disabled={page >= pages} onClick={() => go({ page: page + 1 })}>
        Next ›
      </button>
      <select
        aria-label="Records per page"
        value={pageSize}
        onChange={(event) => go({ pageSize: Number(event.currentTarget.value) })}
      >
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {size} per page
          </option>
        ))}
      </select>
    </nav>
  );
}
