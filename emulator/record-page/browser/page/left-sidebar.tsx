import type { RecordView } from '../../record-view.ts';
import { Icon } from '../components/icon.tsx';
import { Menu } from '../dialogs/menu.tsx';
import type { Opened } from './record-dialogs.tsx';
import { Property } from './property.tsx';
import { Section } from './section.tsx';
import type { SeenChange } from './use-record.ts';

interface LeftSidebarProps {
  readonly view: RecordView;
  readonly changes: readonly SeenChange[];
  readonly refresh: () => Promise<void>;
  readonly open: (dialog: Opened) => void;
}

const initials = (title: string): string =>
  title
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

export function LeftSidebar({ view, changes, refresh, open }: LeftSidebarProps) {
  const plural = view.plural.charAt(0).toUpperCase() + view.plural.slice(1);
  return (
    <aside className="record-left" aria-label="Properties">
      <div className="record-bar">
        <a href={view.indexHref}>‹ {plural}</a>
        <Menu
          label="Actions"
          items={[
            { label: 'View all properties', href: view.propertiesHref },
            { label: 'View property history', href: `${view.propertiesHref}#history` },
            { label: 'Merge', press: () => open({ kind: 'merge' }) },
            { label: 'Delete', danger: true, press: () => open({ kind: 'delete' }) },
          ]}
        />
      </div>
      <div className="record-head">
        <span className="record-tile" aria-hidden="true">
          {initials(view.title)}
        </span>
        <div>
          <h1>{view.title}</h1>
          <p>{view.subtitle}</p>
          <p className="record-id">Record ID {view.objectId}</p>
        </div>
      </div>
      <QuickActions view={view} open={open} />
      {view.sections.map((section) => (
        <Section key={section.title} title={section.title} open={section.title !== 'Other properties'}>
          <dl>
            {section.properties.map((property) => (
              <Property
                key={property.name}
                at={view}
                timezone={view.timezone}
                property={property}
                fresh={changes.find((change) => change.name === property.name)?.key}
                refresh={refresh}
              />
            ))}
          </dl>
        </Section>
      ))}
      <p className="record-more">
        <a href={view.propertiesHref}>View all properties</a>
      </p>
    </aside>
  );
}

/** The round buttons below the name: activities, and the actions that apps offer to workflows. */
function QuickActions({ view, open }: Pick<LeftSidebarProps, 'view' | 'open'>) {
  const actions = [
    ...(view.takesNotes
      ? ([
          { icon: 'edit', label: 'Note', dialog: { kind: 'activity', type: 'notes' } },
          { icon: 'success', label: 'Task', dialog: { kind: 'activity', type: 'tasks' } },
        ] as const)
      : []),
    ...(view.workflowActions.length > 0
      ? ([{ icon: 'workflows', label: 'App actions', dialog: { kind: 'workflow-actions' } }] as const)
      : []),
  ];
  if (actions.length === 0) return null;
  return (
    <ul className="record-actions" aria-label="Actions">
      {actions.map(({ icon, label, dialog }) => (
        <li key={label}>
          <button type="button" onClick={() => open(dialog)}>
            <i>
              <Icon name={icon} />
            </i>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
