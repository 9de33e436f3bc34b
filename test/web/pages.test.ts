import { describe, expect, it } from 'vitest';
import { assetsList, assetUrl } from '../../web/assets';
import { renderPage } from '../../web/render';
import { STATES } from './samples/states';

/** Words of the samples that people wrote: kept as they are, spaces included. */
const WRITTEN_BY_PEOPLE =
  /<blockquote[^]*?<\/blockquote>|<textarea[^]*?<\/textarea>|<div class="txt">[^]*?<\/article>|class="subj"[^>]*>[^<]*|<h1[^>]*>[^<]*|class="pre anywhere">[^<]*|<title>[^<]*|value="[^"]*"|<p class="pre">[^<]*|<h2 [^>]*>[^<]*|<option[^>]*>[^<]*/g;
const LOOSE = /[^\s\u202f] [;!?](?![a-z])|[^\s\u00a0] [:»]|« |\d (?:h|min)\b|art\. \d/;

const text = (html: string): string =>
  html
    .replace(WRITTEN_BY_PEOPLE, '')
    .replace(/<(svg|style|script)[^]*?<\/\1>/g, '')
    .replace(/\s(?:class|href|action|d|viewBox|id|for|content)="[^"]*"/g, '')
    .replace(/<\/?(?:b|sup|span|a|strong|br)\b[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', '’');

/** Where the first plain space stands, with what is around it. */
const context = (words: string): string | null => {
  const found = LOOSE.exec(words);
  return found === null ? null : words.slice(Math.max(0, found.index - 50), found.index + 30);
};

describe.each(Object.entries(STATES))('%s', (_name, state) => {
  const html = renderPage(state());

  it('has nothing inline that the policy forbids', () => {
    expect(html).not.toMatch(/<[^>]+\s(?:style|on[a-z]+)=/i);
    expect(html.match(/<script(?![^>]* src=)[^>]*>|<style/gi)).toBeNull();
    expect(html).not.toContain('<script>alert');
  });

  it('gives an id once, and every field a name that is read out', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const referred = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)].flatMap((match) => match[1]?.split(' ') ?? []);
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('guards every form that changes something', () => {
    const posts = html.match(/<form[^>]*method="post"[^]*?<\/form>/g) ?? [];
    for (const form of posts) expect(form).toContain('name="_csrf"');
    const keys = [...html.matchAll(/name="_cle" value="([^"]+)"/g)].map((match) => match[1]);
    const acting = keys.filter((key) => key !== 'cle-prise-en-charge');
    expect(new Set(acting).size).toBe(acting.length);
  });

  it('leaves no « undefined », and spells with French spaces', () => {
    expect(html).not.toMatch(/undefined|\[object|NaN/);
    expect(context(text(html))).toBeNull();
  });
});

describe('static files', () => {
  it('are named by their content, and the style sheet finds its font', () => {
    for (const asset of assetsList()) expect(asset.url).toMatch(/^\/assets\/[a-z]+\.[0-9a-f]{10}\.(?:css|js|woff2|svg)$/);
    const css = assetsList().find((asset) => asset.name === 'guichet.css');
    expect(css?.body.toString('utf8')).toContain(`url(${assetUrl('inter.woff2')})`);
  });
});

const CHARTED = Object.entries(STATES).map(([name, state]) => [name, renderPage(state())] as const).filter(([, html]) => html.includes('<svg class="chart'));
it.each(CHARTED)('%s: each chart says in words what it is, and has its table under it', (_name, html) => {
  for (const chart of html.split('<svg class="chart').slice(1)) {
    expect(chart).toMatch(/^[^>]* role="img" aria-label="[^"]{8,}"/);
    expect(chart).toMatch(/<table[^]*<th[^]*<td/);
  }
});
