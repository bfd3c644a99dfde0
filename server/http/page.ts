import { createHash } from 'node:crypto';
import type { Response } from 'express';

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;color:#33475b;background:#f5f8fa;margin:0}
main{max-width:34rem;margin:12vh auto;background:#fff;border:1px solid #cbd6e2;border-radius:6px;padding:2rem 2.5rem}
h1{font-size:1.4rem;margin:0 0 .75rem}p{margin:.5rem 0}a{color:#0073a5}ul{padding-left:1.2rem}.way{display:inline-block;margin-top:.75rem;padding:.5rem 1rem;border-radius:4px;background:#0073a5;color:#fff;text-decoration:none}`;

/** By which the content security policy knows the style of the pages from any other. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly items?: readonly string[];
  readonly links?: readonly { readonly href: string; readonly text: string }[];
}

/** The few pages people see of the server itself: plain words, one thought, no script. */
export function sendPage(
  response: Response,
  status: number,
  { title, paragraphs, items = [], links = [] }: Page,
): void {
  const list = items.map((text) => `<li>${escape(text)}</li>`).join('');
  const ways = links
    .map(({ href, text }) => `<p><a class="way" href="${escape(href)}">${escape(text)}</a></p>`)
    .join('');
  response
    .status(status)
    .type('html')
    // What it says is about one visit; the address bar of the next one must not bring it back.
    .set('cache-control', 'no-store')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${escape(title)} · Ledgerline</title><style>${STYLE}</style><main><h1>${escape(title)}</h1>` +
        paragraphs.map((text) => `<p>${escape(text)}</p>`).join('') +
        (list === '' ? '' : `<ul>${list}</ul>`) +
        ways +
        '</main></html>',
    );
}
