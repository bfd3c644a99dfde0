import { createContext, useContext, type CSSProperties } from 'react';
import { classes, type Base } from './base.ts';
import { useOverflow } from './overflow.ts';
import { Pager } from './table-pager.tsx';

interface TableProps extends Base {
  readonly bordered?: boolean;
  readonly flush?: boolean;
  readonly density?: 'default' | 'condensed' | 'compact';
  readonly paginated?: boolean;
  readonly pageCount?: number;
  readonly page?: number;
  readonly onPageChange?: (page: number) => void;
  readonly showButtonLabels?: boolean;
  readonly showFirstLastButtons?: boolean;
  readonly maxVisiblePageButtons?: number;
}

export function Table({
  testId,
  children,
  bordered = true,
  flush = false,
  density = 'default',
  paginated = false,
  ...paging
}: TableProps) {
  const { ref, overflows } = useOverflow<HTMLDivElement>();
  const scrolls = overflows ? { tabIndex: 0, role: 'region', 'aria-label': 'Table, scrolls sideways' } : {};
  return (
    <div className={classes('hs-table-wrap', flush && 'hs-table-flush')} data-testid={testId}>
      <div ref={ref} className="hs-table-scroll" {...scrolls}>
        <table className={classes('hs-table', `hs-table-${density}`, bordered && 'hs-table-bordered')}>
          {children}
        </table>
      </div>
      {paginated ? <Pager {...paging} /> : null}
    </div>
  );
}

/** A header cell below `TableHead` heads its column, any other one its row. */
const ScopeContext = createContext<'col' | 'row'>('row');

export const TableHead = ({ testId, children }: Base) => (
  <ScopeContext.Provider value="col">
    <thead data-testid={testId}>{children}</thead>
  </ScopeContext.Provider>
);
export const TableBody = ({ testId, children }: Base) => <tbody data-testid={testId}>{children}</tbody>;
export const TableFooter = ({ testId, children }: Base) => <tfoot data-testid={testId}>{children}</tfoot>;
export const TableRow = ({ testId, children }: Base) => <tr data-testid={testId}>{children}</tr>;

interface CellProps extends Base {
  readonly align?: 'left' | 'center' | 'right';
  readonly width?: 'min' | 'max' | 'auto' | number;
  readonly colSpan?: number;
}
const WIDTHS = { min: '1%', max: '100%', auto: 'auto' } as const;
const styleOf = ({ align, width }: CellProps): CSSProperties => ({
  textAlign: align,
  width: typeof width === 'string' ? WIDTHS[width] : width,
  // "Only as wide as required" means that a date or an amount is not broken over lines.
  whiteSpace: width === 'min' ? 'nowrap' : undefined,
});

export const TableCell = ({ testId, children, colSpan, ...rest }: CellProps) => (
  <td style={styleOf(rest)} colSpan={colSpan} data-testid={testId}>
    {children}
  </td>
);

type Direction = 'ascending' | 'descending' | 'none' | 'never';
interface HeaderProps extends CellProps {
  readonly sortDirection?: Direction;
  readonly onSortChange?: (direction: 'ascending' | 'descending') => void;
  readonly disabled?: boolean;
}

export function TableHeader({
  testId,
  children,
  sortDirection = 'never',
  onSortChange,
  disabled = false,
  ...rest
}: HeaderProps) {
  const scope = useContext(ScopeContext);
  if (sortDirection === 'never') {
    return (
      <th scope={scope} style={styleOf(rest)} data-testid={testId}>
        {children}
      </th>
    );
  }
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope={scope} style={styleOf(rest)} aria-sort={sortDirection} data-testid={testId}>
      <button type="button" className="hs-sort" disabled={disabled} onClick={() => onSortChange?.(next)}>
        {children}
        <i className={`hs-sort-${sortDirection}`} aria-hidden="true" />
      </button>
    </th>
  );
}
