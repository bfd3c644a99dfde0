import { useTold } from './told.ts';

interface PagerProps {
  readonly pageCount?: number;
  readonly page?: number;
  readonly onPageChange?: (page: number) => void;
  readonly showButtonLabels?: boolean;
  readonly showFirstLastButtons?: boolean;
  readonly maxVisiblePageButtons?: number;
}

/** The numbers around the current page, as many as fit. */
export function visiblePages(page: number, count: number, most: number): number[] {
  const length = Math.min(count, most);
  const first = Math.max(1, Math.min(page - Math.floor(length / 2), count - length + 1));
  return Array.from({ length }, (_, at) => first + at);
}

/** Keeps its own page when the card does not tell one, as HubSpot's does. */
export function Pager(props: PagerProps) {
  const {
    pageCount = 0,
    page,
    onPageChange,
    showButtonLabels = true,
    showFirstLastButtons = false,
    maxVisiblePageButtons = 10,
  } = props;
  const [own, setOwn] = useTold(page, 1);
  const go = (to: number) => {
    setOwn(to);
    onPageChange?.(to);
  };
  const button = (to: number, label: string, text: string, off: boolean) => (
    <button type="button" aria-label={label} disabled={off} onClick={() => go(to)}>
      {text}
    </button>
  );
  const atStart = own <= 1;
  const atEnd = own >= pageCount;
  return (
    <nav className="hs-pager" aria-label="Pagination">
      {showFirstLastButtons ? button(1, 'First page', '«', atStart) : null}
      {button(own - 1, showButtonLabels ? 'Prev page' : 'Previous page', showButtonLabels ? '‹ Prev' : '‹', atStart)}
      {visiblePages(own, pageCount, maxVisiblePageButtons).map((number) => (
        <button
          key={number}
          type="button"
          aria-current={number === own ? 'page' : undefined}
          onClick={() => go(number)}
        >
          {number}
        </button>
      ))}
      {button(own + 1, 'Next page', showButtonLabels ? 'Next ›' : '›', atEnd)}
      {showFirstLastButtons ? button(pageCount, 'Last page', '»', atEnd) : null}
    </nav>
  );
}
