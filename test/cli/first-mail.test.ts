import { describe, expect, it } from 'vitest';
import { firstMail } from '../../cli/first-mail';

describe('the first mail', () => {
  it.each(['21', '31', '59', '76', '95'])('is written by a fictional partner of the Caf %s', (caf) => {
    const mail = firstMail(caf);
    expect(mail.from.address).toMatch(/\.example$/);
    expect(mail.to).toMatch(/\.example$/);
    expect(mail.subject).toMatch(/^\[CDAP\] \[[^\]]+\] incident technique$/);
  });

  it('carries what a contract may require: a person to call, the service, a description', () => {
    const { text, from } = firstMail('31');
    expect(text).toContain(from.name);
    expect(text).toMatch(/Personne à rappeler.*: .+, 0[1-6]( \d\d){4}/);
    expect(text).toContain('Erreur technique');
  });

  it('says that a Caf has no fictional partner', () => {
    expect(() => firstMail('99')).toThrow();
  });
});
