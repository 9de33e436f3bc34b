import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice, type Office } from './office';
import { walk } from './page-walk';
import { addPeople, ask, PEOPLE, sit, type Person } from './role-people';
import { makeSamples } from './route-samples';

let office: Office;
let begin: readonly string[];

beforeAll(async () => {
  office = await startOffice();
  await addPeople(office);
  const { tickets } = await makeSamples(office);
  begin = ['/', '/compte', ...Object.values(tickets).map((reference) => `/demandes/${reference}`)];
});
afterAll(async () => {
  await office.stop();
});

interface Field {
  readonly name: string;
  /** « text », « textarea », « select », « hidden »… */
  readonly type: string;
  readonly value: string;
}
interface Form {
  readonly page: string;
  readonly action: string;
  readonly fields: readonly Field[];
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** The forms of a page with their fields: those that change something, or those that ask. */
function formsOf(page: string, body: string, method: 'post' | 'get' = 'post'): Form[] {
  const all = [...body.matchAll(/<form ([^>]*)>([^]*?)<\/form>/g)].filter(([, attributes = '']) => attributes.includes('method="post"') === (method === 'post'));
  return all.map(([, attributes = '', inside = '']) => {
    const own = attribute(` ${attributes}`, 'id');
    const apart = own === undefined ? '' : [...body.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'form') === own).join('');
    const fields = [...`${inside}${apart}`.matchAll(/<(input|select|textarea)\b[^>]*>/g)].map(([tag, kind = '']) => ({ name: attribute(tag, 'name') ?? '', type: /\sreadonly/i.test(tag) ? 'readonly' : kind === 'input' ? (attribute(tag, 'type') ?? 'text') : kind, value: attribute(tag, 'value') ?? '' }));
    return { page, action: (attribute(` ${attributes}`, 'action') ?? page).replaceAll('&amp;', '&'), fields: fields.filter(({ name, type }) => name !== '' && type !== 'readonly') };
  });
}

const OURS = /^_(csrf|cle)$/;
/** What is typed wrong, by the way of being wrong. */
const WAYS: Readonly<Record<string, (field: Field) => string>> = {
  nothing: ({ type, value }) => (type === 'hidden' ? value : ''),
  nonsense: ({ name, type, value }) => (type === 'hidden' ? value : ['text', 'textarea', 'search'].includes(type) ? `%%% {inconnu} <b>« ${name} »</b>` : 'n-existe-pas'),
  unreadable: ({ type }) => (type === 'hidden' ? '\u0000' : `a\u0000b\uffff${'x'.repeat(9_000)}`),
};
/** What no date of these years can be reckoned with, and what the memory keeps in no text. */
const ODD_QUESTIONS: ReadonlyArray<(field: Field) => string> = [
  ({ type }) => ({ date: '9999-12-31', 'datetime-local': '9999-12-31T23:59', number: '99999999999999999999' })[type] ?? 'a\u0000b',
  ({ type }) => ({ date: '2026-02-31', 'datetime-local': '2026-02-31T10:00', number: '-1' })[type] ?? '%%% « : ( " \ud800',
];

/** Asks by a form that changes nothing; says which address failed. */
async function asked(person: Person, { action, fields }: Form): Promise<string[]> {
  const seat = await sit(office, person);
  const failed: string[] = [];
  for (const odd of ODD_QUESTIONS) {
    const path = `${action.split('?')[0]}?${new URLSearchParams(fields.map((field) => [field.name, field.type === 'hidden' ? field.value : odd(field)])).toString()}`;
    const { status } = await ask(office, seat, 'GET', path);
    if (status >= 500) failed.push(`${path} → ${status}`);
  }
  return failed;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Sends a form filled wrong, in a session of its own; says what is the matter with what comes back. */
async function sent(person: Person, form: Form, way: string): Promise<string | null> {
  const values = Object.fromEntries(form.fields.filter(({ name }) => !OURS.test(name)).map((field) => [field.name, WAYS[way]?.(field) ?? '']));
  const { status, body } = await ask(office, await sit(office, person), 'POST', form.action, values);
  const where = `${form.page}: ${form.action}, ${way} → ${status}`;
  if (status >= 500) return where;
  if (status !== 422) return null;
  const typed = form.fields.filter(({ type }) => type === 'text' || type === 'textarea').map(({ name }) => values[name] ?? '');
  const lost = way === 'nonsense' ? typed.filter((text) => !body.includes(escaped(text)) && !body.includes(escaped(text).replaceAll('&gt;', '>'))) : [];
  if (lost.length > 0) return `${where}: « ${lost[0]} » is lost`;
  return body.includes('role="alert"') ? null : `${where}: no summary of the errors`;
}

/** The same form, with the same fields, is the same whoever sees it: it is filled wrong by the first who does. */
const tried = new Set<string>();
const nameOf = ({ action, fields }: Form): string => `${action.replace(/[0-9a-f-]{6,}|\d+/g, '#')} ${fields.map(({ name }) => name).sort().join(' ')}`;

/** Forms that end what the others are sent from: a session, an account. */
const ENDS = /deconnexion|\/sessions\/fin|verrouillage|second-facteur|\/roles$/;

describe('forms filled wrong', () => {
  // In this order: the last ones end what the first ones need.
  it.each(['level-1 support', 'partner’s administrator', 'security officer', 'national level', 'agent', 'manager', 'instance administrator'])(
    '%s: no form of any page fails, and what was typed comes back with the errors on top',
    async (name) => {
      const person = PEOPLE.find((one) => one.name === name);
      if (person === undefined) throw new Error(`nobody is « ${name} »`);
      const pages = await walk(office, person, begin);
      const forms = new Map(pages.flatMap(({ path, body }) => formsOf(path, body)).map((form) => [form.action.replace(/[0-9a-f-]{6,}|\d+/g, '#'), form]));
      const wrong: string[] = [];
      for (const form of forms.values()) {
        if (ENDS.test(form.action) || tried.has(nameOf(form))) continue;
        tried.add(nameOf(form));
        for (const way of Object.keys(WAYS)) {
          const found = await sent(person, form, way);
          if (found !== null) wrong.push(found);
        }
      }
      for (const form of pages.flatMap(({ path, body }) => formsOf(path, body, 'get'))) {
        if (tried.has(nameOf(form))) continue;
        tried.add(nameOf(form));
        wrong.push(...(await asked(person, form)));
      }
      expect(forms.size).toBeGreaterThan(1);
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
