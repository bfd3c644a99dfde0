import { createContext, useContext, useEffect } from 'react';

/** The fields of a form by name, with the values a card knows them by: the DOM itself only knows texts. */
export type FormValues = Map<string, unknown>;
export const FormValuesContext = createContext<FormValues | null>(null);

/** Fields without a name, and unchecked boxes, are no part of what a form submits. */
export function useFormValue(name: string | undefined, value: unknown): void {
  const values = useContext(FormValuesContext);
  useEffect(() => {
    if (!values || name === undefined || value === undefined) return undefined;
    values.set(name, value);
    return () => void values.delete(name);
  }, [values, name, value]);
}
