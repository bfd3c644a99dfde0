import { createContext, useContext, useEffect, useState } from 'react';
import { askPage, type At } from './ask-page.ts';

/** What a CrmActionButton and its like ask the page to do, in HubSpot's words. */
export interface CrmAction {
  readonly actionType: string;
  readonly actionContext?: Readonly<Record<string, unknown>>;
}

/** A text or number of an action's context; a card may leave out what its action needs. */
export function contextText(context: Readonly<Record<string, unknown>>, name: string): string {
  const value = context[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The record on whose page a card stands, for the components that show the CRM's own data. */
export interface CardCrm {
  readonly at: At;
  readonly timezone: string;
  /** Changes with every change of the record. */
  readonly version: number;
  readonly refresh: () => void;
  readonly act: (action: CrmAction) => void;
}

export const CrmContext = createContext<CardCrm | null>(null);

export function useCrm(): CardCrm {
  const crm = useContext(CrmContext);
  if (!crm) throw new Error('CRM components need the page of a record.');
  return crm;
}

interface Asked<T> {
  readonly data: T | null;
  readonly problem: string | null;
  readonly reload: () => void;
}

/** Data of the store for one component, asked for again whenever the record changes or the component edited something. */
export function useCrmData<T>(path: string, body: object): Asked<T> {
  const { at, version, refresh } = useCrm();
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const question = JSON.stringify(body);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const answer = await askPage<T>(path, at, JSON.parse(question) as object);
        if (!current) return;
        setData(answer);
        setProblem(null);
      } catch (error) {
        if (current) setProblem(error instanceof Error ? error.message : String(error));
      }
    };
    void ask();
    return () => {
      current = false;
    };
    // The page's record never changes under a card, so its coordinates need not be compared.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [path, question, version, round]);
  const reload = () => {
    setRound((before) => before + 1);
    refresh();
  };
  return { data, problem, reload };
}
