import { describe, expect, it } from 'vitest';
import { LETTERS } from './all-letters';

/** Lines of the samples that people wrote: kept as they are. */
const WRITTEN_BY_PEOPLE = /E-204|Pouvez-vous essayer/;
/** A plain space where French wants one that does not break. */
const LOOSE = /[^\s\u202f] [;!?»]|[^\s\u00a0] :(?!\/\/)|« |\d (?:h|min)\b|art\. \d/;

describe.each(Object.entries(LETTERS))('%s', (name, write) => {
  it('says the same as text and as HTML, as kept', async () => {
    const letter = write();
    await expect(`${letter.subject}\n\n${letter.text}`).toMatchFileSnapshot(`snapshots/${name}.txt`);
    await expect(letter.html).toMatchFileSnapshot(`snapshots/${name}.html`);
  });

  it('carries the reference in its subject, on one line', () => {
    const { subject } = write();
    const expected = name.startsWith('refused') ? /^Votre message/ : /^\[(?:\d\d-(?:[A-Z]{3}-)?2026-\d{6}|Caf [^\]]+)\] \S/u;
    expect(subject).toMatch(expected);
    expect(subject).not.toContain('\n');
  });

  it('has French typography in its own words', () => {
    const ours = write()
      .text.split('\n')
      .filter((line) => !line.startsWith('  | ') && !WRITTEN_BY_PEOPLE.test(line))
      .join('\n');
    expect(ours.match(LOOSE)).toBeNull();
  });

  it('carries no script, no remote picture and no unescaped word of a person', () => {
    const { html } = write();
    expect(html).not.toMatch(/<script|<img|url\(|<urgent/i);
  });
});
