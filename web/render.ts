import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A page as HTML, escaped by default; pure: the same props give the same text. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
