import { useEffect, useState } from 'react';
import type { RecordsView } from '../../pages/records-view.ts';
import type { Boot } from '../../pages/boot.ts';
import { ask as send } from '../ask.ts';
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx';
import { SidePanel } from '../dialogs/dialogs.tsx';
import { RecordForm } from '../editors/record-form.tsx';
import { takeNotice } from '../page/notice.ts';
import { useToasts } from '../page/toasts.tsx';
import { ColumnsDialog, keptColumns, keepColumns } from './columns-dialog.tsx';
import { Pager } from './pager.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { RecordsTable } from './records-table.tsx';
import { useRecords } from './use-records.ts';

interface RecordsPageProps {
  readonly first: RecordsView;
  readonly timezone: string;
  readonly viewer: Boot['viewer'];
}

type Opened = { readonly kind: 'create' | 'columns' | 'delete' } | { readonly kind: 'preview'; readonly id: string };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const counted = (count: number, { one, many }: RecordsView): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** An object's home: search, sort, page, choose columns, create, look at one, delete several. */
export function RecordsPage({ first, timezone, viewer }: RecordsPageProps) {
  const { view, asked, ask, refresh } = useRecords(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened | null>(null);
  const toasts = useToasts();
  const close = () => setOpened(null);
  const { portalId, objectTypeId, many, one } = view;
  useEffect(() => {
    const notice = takeNotice();
    if (notice !== null) toasts.add({ type: 'success', message: notice });
    const columns = keptColumns(objectTypeId);
    if (columns.length > 0) ask({ columns });
    // Once: afterwards the page itself knows the columns, and the notice is of the page before.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const remove = async () => {
    await send('/records/delete', { portalId, objectTypeId, ids: [...chosen] });
    toasts.add({ type: 'success', message: `${counted(chosen.size, view)} deleted. The recycle bin keeps them.` });
    setChosen(new Set());
    close();
    await refresh();
  };
  return (
    <main className="index" id="content">
      <div className="index-head">
        <h1>{capital(many)}</h1>
        <p>
          {view.total.toLocaleString('en')} record{view.total === 1 ? '' : 's'}
        </p>
        <div className="index-actions">
          <button
            type="button"
            className="hs-button hs-button-secondary hs-button-sm"
            onClick={() => setOpened({ kind: 'columns' })}
          >
            Edit columns
          </button>
          <button
            type="button"
            className="hs-button hs-button-primary hs-button-sm"
            onClick={() => setOpened({ kind: 'create' })}
          >
            Create {one}
          </button>
        </div>
      </div>
      <div className="index-card">
        <div className="index-tools">
          <input
            type="search"
            className="index-search"
            aria-label={`Search ${many}`}
            placeholder={`Search ${many}`}
            value={asked.query}
            onChange={(event) => ask({ query: event.currentTarget.value })}
          />
          {chosen.size > 0 ? (
            <div className="index-selection" role="region" aria-label="Selection">
              <b>{chosen.size} selected</b>
              <button type="button" className="link-button" onClick={() => setOpened({ kind: 'delete' })}>
                Delete
              </button>
              <button type="button" className="link-button" onClick={() => setChosen(new Set())}>
                Clear selection
              </button>
            </div>
          ) : null}
        </div>
        <RecordsTable
          view={view}
          asked={asked}
          sortBy={(sort, descending) => ask({ sort, descending })}
          chosen={chosen}
          choose={setChosen}
          preview={view.previews ? (id) => setOpened({ kind: 'preview', id }) : null}
          create={() => setOpened({ kind: 'create' })}
        />
        <Pager total={view.total} page={asked.page} pageSize={asked.pageSize} go={ask} />
      </div>
      {opened?.kind === 'create' ? (
        <SidePanel title={`Create ${capital(one)}`} close={close}>
          <RecordForm
            portalId={portalId}
            timezone={timezone}
            objectTypeId={objectTypeId}
            created={({ href }) => location.assign(href)}
            cancel={close}
          />
        </SidePanel>
      ) : null}
      {opened?.kind === 'columns' ? (
        <ColumnsDialog
          view={view}
          close={close}
          save={(columns) => {
            keepColumns(objectTypeId, columns);
            ask({ columns });
            close();
          }}
        />
      ) : null}
      {opened?.kind === 'delete' ? (
        <ConfirmDialog
          title={`Delete ${counted(chosen.size, view)}?`}
          text="Their timelines and associations go with them. Deleted records can be restored from the recycle bin."
          action="Delete"
          run={remove}
          close={close}
        />
      ) : null}
      {opened?.kind === 'preview' ? (
        <PreviewPanel at={{ portalId, objectTypeId, objectId: opened.id }} viewer={viewer} close={close} />
      ) : null}
      {toasts.drawn}
    </main>
  );
}
