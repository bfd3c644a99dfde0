import { useState } from 'react';
import type { PropertyView } from '../../record-view.ts';
import { askPage, type At } from '../card/ask-page.ts';
import { classes } from '../components/base.ts';
import { Icon } from '../components/icon.tsx';
import { PropertyEditor } from './property-editor.tsx';

interface PropertyProps {
  readonly at: At;
  readonly property: PropertyView;
  /** Key of the last change seen; a new key lights the property up. */
  readonly fresh: string | undefined;
  readonly refresh: () => Promise<void>;
}

/** One property of the left sidebar: click the value, type, save. */
export function Property({ at, property, fresh, refresh }: PropertyProps) {
  const [editing, setEditing] = useState(false);
  const save = async (value: string) => {
    await askPage('/edit', at, { name: property.name, value });
    setEditing(false);
    await refresh();
  };
  const shown = property.display || '--';
  return (
    <div
      key={fresh}
      className={classes('property', fresh && 'property-fresh', property.readOnly && 'property-fixed')}
      data-property={property.name}
    >
      <dt>{property.label}</dt>
      <dd>
        {editing ? <PropertyEditor property={property} save={save} cancel={() => setEditing(false)} /> : null}
        {!editing && property.readOnly ? (
          <span className={property.display ? '' : 'property-none'}>{shown}</span>
        ) : null}
        {!editing && !property.readOnly ? (
          <button
            type="button"
            className={classes('property-open', !property.display && 'property-none')}
            aria-label={`Edit ${property.label}`}
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
