/** A piece of HTML that is safe to insert as it stands. */
export interface Markup {
  readonly html: string;
}
type Part = string | number | Markup | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found] ?? found);

function partOf(part: Part): string {
  if (typeof part === 'object') return 'html' in part ? part.html : part.map((each) => each.html).join('');
  return escapeHtml(String(part));
}

/** Template tag: texts are escaped, markup is not. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.map((text, at) => text + (at < parts.length ? partOf(parts[at] ?? '') : '')).join('') };
}

/** JSON inside a script element: only `<` could end the element early. */
export const jsonScript = (id: string, value: unknown): Markup => ({
  html: `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', String.raw`\u003c`)}</script>`,
});
