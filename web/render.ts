import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { maskedHtml } from '../domain/personal-number';

/** A page as HTML, escaped by default, without a claimant's personal numbers wherever they come from; pure: the same props give the same text. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${maskedHtml(renderToString(page))}`;
}
