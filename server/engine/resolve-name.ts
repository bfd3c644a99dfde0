import { didYouMean } from './suggest.ts';
import { valuesNamed, type ValueName } from './value-name.ts';

/** The one value of that name, or why there is none, as a sentence with its fix. */
export type Resolve = (name: string) => { readonly value: string } | { readonly problem: string };

/** `what` is the field in messages. */
export function resolver(what: string, names: readonly ValueName[]): Resolve {
  return (name) => {
    const [value, ...others] = valuesNamed(names, name);
    if (value !== undefined && others.length === 0) return { value };
    if (value === undefined) {
      const known = [...new Set(names.filter((one) => one.isRetired !== true).map((one) => one.name))];
      const instead = known.length === 0 ? '; none has a name, so write the value itself' : didYouMean(name, known);
      return { problem: `${what} has no value that is called "${name}"${instead}` };
    }
    const full = names.filter(
      (one) => [value, ...others].includes(one.value) && valuesNamed(names, one.name).length === 1,
    );
    return {
      problem: `${what} has several values that are called "${name}"; write ${full.map((one) => `\`label:${one.name}\``).join(' or ')}`,
    };
  };
}
