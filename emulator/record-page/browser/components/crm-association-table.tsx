import { useState } from 'react';
import type { AssociatedData } from '../../calls/crm-data/associated.ts';
import { useCrmData } from '../card/crm-context.ts';
import type { Base } from './base.ts';
import { CrmFrame } from './crm-frame.tsx';
import { NoRecords } from './crm-properties.tsx';
import { QuickFilters } from './crm-quick-filters.tsx';
import { SearchInput } from './input.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from './table.tsx';

interface CrmAssociationTableProps extends Base {
  readonly objectTypeId: string;
  readonly propertyColumns?: readonly string[];
  readonly quickFilterProperties?: readonly string[];
  readonly searchable?: boolean;
  readonly pagination?: boolean;
  readonly associationLabelFilter?: boolean;
  readonly pageSize?: number;
  readonly preFilters?: readonly object[];
  readonly sort?: readonly { readonly columnName: string; readonly direction?: 1 | -1 }[];
}

/** Associated records with search, filters, sorting by column and pages; the first column leads to the record. */
export function CrmAssociationTable(props: CrmAssociationTableProps) {
  const { objectTypeId, propertyColumns = [], pageSize = 10, searchable = true, pagination = true } = props;
  const [query, setQuery] = useState('');
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState(props.sort ?? []);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [label, setLabel] = useState('');
  const first =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setPage(1);
      set(value);
    };
  const quick = Object.entries(chosen).filter(([, value]) => value !== '');
  const asked = useCrmData<AssociatedData>('/crm/associated', {
    toObjectTypeId: objectTypeId,
    properties: propertyColumns,
    filters: [...(props.preFilters ?? []), ...quick.map(([property, value]) => ({ property, operator: 'EQ', value }))],
    ...(label === '' ? {} : { associationLabels: [label] }),
    sort,
    query,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  const directionOf = (name: string) => {
    const [current] = sort;
    if (current?.columnName !== name) return 'none' as const;
    return current.direction === -1 ? ('descending' as const) : ('ascending' as const);
  };
  return (
    <CrmFrame name="CrmAssociationTable" testId={props.testId} asked={asked}>
      {(data) => (
        <>
          <div className="hs-crm-tools">
            {searchable ? (
              <SearchInput placeholder={`Search ${data.plural}`} value={query} onChange={first(setQuery)} />
            ) : null}
            <QuickFilters
              objectTypeId={objectTypeId}
              names={props.quickFilterProperties ?? []}
              chosen={chosen}
              choose={first(setChosen)}
              labels={(props.associationLabelFilter ?? true) ? data.labels : []}
              label={label}
              chooseLabel={first(setLabel)}
            />
          </div>
          <Table
            flush
            density="condensed"
            paginated={pagination && data.total > pageSize}
            page={page}
            pageCount={Math.ceil(data.total / pageSize)}
            onPageChange={setPage}
          >
            <TableHead>
              <TableRow>
                <TableHeader>Name</TableHeader>
                {data.columns.map(({ name, label: text }) => (
                  <TableHeader
                    key={name}
                    sortDirection={directionOf(name)}
                    onSortChange={(next) =>
                      first(setSort)([{ columnName: name, direction: next === 'ascending' ? 1 : -1 }])
                    }
                  >
                    {text}
                  </TableHeader>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {data.records.map((record) => (
                <TableRow key={record.objectId}>
                  <TableCell>
                    <a className="hs-link" href={record.href}>
                      {record.title}
                    </a>
                  </TableCell>
                  {record.properties.map((property) => (
                    <TableCell key={property.name}>{property.display || '--'}</TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {data.records.length === 0 ? <NoRecords name={data.singular} /> : null}
          <p className="hs-hidden" role="status">
            {data.total} {data.plural}
          </p>
        </>
      )}
    </CrmFrame>
  );
}
