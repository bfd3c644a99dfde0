import type { RecordView } from '../../record-view.ts';
import { Icon } from '../components/icon.tsx';
import { Property } from './property.tsx';
import { Section } from './section.tsx';
import type { SeenChange } from './use-record.ts';

interface LeftSidebarProps {
  readonly view: RecordView;
  readonly indexHref: string;
  readonly changes: readonly SeenChange[];
  readonly refresh: () => Promise<void>;
}

const ACTIONS = [
  ['edit', 'Note'],
  ['email', 'Email'],
  ['calling', 'Call'],
  ['success', 'Task'],
  ['date', 'Meeting'],
] as const;

const initials = (title: string): string =>
  title
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

export function LeftSidebar({ view, indexHref, changes, refresh }: LeftSidebarProps) {
  const plural = view.plural.charAt(0).toUpperCase() + view.plural.slice(1);
  return (
    <aside className="record-left" aria-label="Properties">
      <div className="record-bar">
        <a href={indexHref}>‹ {plural}</a>
        <span title={`Record ID ${view.objectId}`}>ID {view.objectId}</span>
      </div>
      <div className="record-head">
        <span className="record-tile">{initials(view.title)}</span>
        <div>
          <h1>{view.title}</h1>
          <p>{view.subtitle}</p>
        </div>
      </div>
      <ul className="record-actions">
        {ACTIONS.map(([icon, label]) => (
          <li key={label} title={`${label}s are not part of the emulator`}>
            <i>
              <Icon name={icon} />
            </i>
            {label}
          </li>
        ))}
      </ul>
      {view.sections.map((section) => (
        <Section key={section.title} title={section.title} open={section.title !== 'Other properties'}>
          <dl>
            {section.properties.map((property) => (
              <Property
                key={property.name}
                at={view}
                property={property}
                fresh={changes.find((change) => change.name === property.name)?.key}
                refresh={refresh}
              />
            ))}
          </dl>
        </Section>
      ))}
    </aside>
  );
}
