import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PropertyView } from '../../record-view.ts';
import { askPage, type At } from '../card/ask-page.ts';
import { classes } from '../components/base.ts';
import { Icon } from '../components/icon.tsx';
import { PropertyEditor } from './property-editor.tsx';

interface PropertyProps {
  readonly at: At;
  readonly timezone: string;
  readonly property: PropertyView;
  /** Key of the last change seen; a new key lights the property up, without touching what has the focus. */
  readonly fresh: string | undefined;
  readonly refresh: () => Promise<void>;
}

/** One property of the left sidebar: click the value, type, save. */
export function Property({ at, timezone, property, fresh, refresh }: PropertyProps) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  /** The focus goes back to where the editing began. */
  const stop = () => {
    flushSync(() => setEditing(false));
    opener.current?.focus();
  };
  const save = async (value: string) => {
    await askPage('/edit', at, { name: property.name, value });
    stop();
    await refresh();
  };
  const shown = property.display || '--';
  return (
    <div
      className={classes('property', fresh && 'property-fresh', property.readOnly && 'property-fixed')}
      data-property={property.name}
    >
      {fresh ? <span key={fresh} className="property-flash" /> : null}
      <dt>{property.label}</dt>
      <dd>
        {editing ? <PropertyEditor property={property} timezone={timezone} save={save} cancel={stop} /> : null}
        {!editing && property.readOnly ? (
          <span className={property.display ? '' : 'property-none'}>{shown}</span>
        ) : null}
        {!editing && !property.readOnly ? (
          <button
            type="button"
            ref={opener}
            className={classes('property-open', !property.display && 'property-none')}
            aria-label={`Edit ${property.label}${property.display ? `: ${property.display}` : ''}`}
            onClick={() => setEditing(true)}
          >
            {shown}
            <span className="property-pencil">
              <Icon name="edit" />
            </span>
          </button>
        ) : null}
      </dd>
    </div>
  );
}
