import { FormulaFault } from './fault.ts';

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|('[^']*'|"[^"]*")|([A-Za-z_]\w*)|(<=|>=|!=|[-+*/(),=<>]))/y;

export interface Word {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** Signs of the language are in lower case; a text is without its quotes. */
  readonly text: string;
}

const RESERVED = new Set(['if', 'then', 'elseif', 'else', 'endif', 'and', 'or', 'not', 'equals']);

/** The words of a formula, ending with one of the kind `end`. */
export function wordsOf(formula: string): Word[] {
  const words: Word[] = [];
  TOKEN.lastIndex = 0;
  const end = formula.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(formula);
    if (!found) throw new FormulaFault(`"${formula.slice(at).trim()}" is not understood`);
    words.push(wordOf(found));
  }
  return [...words, { kind: 'end', text: 'the end' }];
}

function wordOf([, number, text, name, sign]: RegExpExecArray): Word {
  if (number !== undefined) return { kind: 'number', text: number };
  if (text !== undefined) return { kind: 'text', text: text.slice(1, -1) };
  if (name === undefined) return { kind: 'sign', text: sign ?? '' };
  return RESERVED.has(name.toLowerCase()) ? { kind: 'sign', text: name.toLowerCase() } : { kind: 'name', text: name };
}
