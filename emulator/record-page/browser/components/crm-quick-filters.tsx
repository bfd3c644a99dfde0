import type { AssociatedData } from '../../calls/crm-data/associated.ts';
import { useCrmData } from '../card/crm-context.ts';
import { Select } from './select.tsx';

interface QuickFiltersProps {
  readonly objectTypeId: string;
  readonly names: readonly string[];
  readonly chosen: Readonly<Record<string, string>>;
  readonly choose: (chosen: Readonly<Record<string, string>>) => void;
  readonly labels: readonly string[];
  readonly label: string;
  readonly chooseLabel: (label: string) => void;
}

const ANY = { label: 'Any', value: '' };

/** One list for each property, with the values that the associated records have. */
export function QuickFilters(props: QuickFiltersProps) {
  const { objectTypeId, names, chosen, choose, labels, label, chooseLabel } = props;
  const { data } = useCrmData<AssociatedData>('/crm/associated', { toObjectTypeId: objectTypeId, properties: names });
  const valuesOf = (name: string) => {
    const found = (data?.records ?? []).flatMap((record) => record.properties.filter((each) => each.name === name));
    const texts = new Map(found.filter((each) => each.value !== '').map((each) => [each.value, each.display]));
    return [ANY, ...[...texts].map(([value, display]) => ({ value, label: display }))];
  };
  return (
    <>
      {names.map((name, at) => (
        <Select
          key={name}
          label={data?.columns[at]?.label ?? name}
          options={valuesOf(name)}
          value={chosen[name] ?? ''}
          onChange={(value) => choose({ ...chosen, [name]: String(value) })}
        />
      ))}
      {labels.length > 0 ? (
        <Select
          label="Association label"
          options={[ANY, ...labels.map((each) => ({ label: each, value: each }))]}
          value={label}
          onChange={(value) => chooseLabel(String(value))}
        />
      ) : null}
    </>
  );
}
