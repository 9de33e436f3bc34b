import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { FROM_31, FROM_95, mail, MELISANDE, opened, RENFORT, startOffice, type Office } from './office';

const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';
const BOUNDARY = 'limite';

let office: Office;
let agent: Browser;
let export95: Reference;
let blank31: Reference;
let quota21: Reference;

beforeAll(async () => {
  office = await startOffice();
  export95 = await opened(office, '95', mail(FROM_95, 'Export interrompu [URGENT]', 'Les exportations s’arrêtent à 40 %.\n\nLe 3 novembre, le guichet a écrit :\n> mot cité seulement'));
  blank31 = await opened(office, '31', withFile(FROM_31, 'Écran figé', 'Une page toute blanche après la connexion. Rappelez-moi au 05 36 49 01 77.', 'relevé_caution.pdf'));
  quota21 = await opened(office, '21', mail(FROM_21, '[CDAP] [CCAS] question administrative', 'Comment habiliter une stagiaire ?'));
  agent = await office.signIn(RENFORT);
});
afterAll(async () => {
  await office.stop();
});

function withFile(from: string, subject: string, text: string, name: string): string {
  const plain = mail(from, subject, text);
  const [head = '', body = ''] = plain.split('\r\n\r\n');
  const outer = head.replace(/Content-Type: .*/, `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`).replace(/\r\nContent-Transfer-Encoding: .*/, '');
  const file = `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=`;
  return `${outer}\r\n\r\n--${BOUNDARY}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n--${BOUNDARY}\r\n${file}\r\n--${BOUNDARY}--\r\n`;
}

const order = (body: string): string[] => [...new Set([...body.matchAll(/href="\/demandes\/(\d\d-\d{4}-\d{6})"/g)].map((found) => found[1] ?? ''))];
const find = async (q: string, who: Browser = agent) => order((await who.get(`/recherche?q=${encodeURIComponent(q)}`)).body);

describe('full-text search', () => {
  it.each([
    ['a word of the subject', 'export', () => [export95]],
    ['another form of a word of the text', 'exportation', () => [export95]],
    ['without its accents', 'ecran fige', () => [blank31]],
    ['with accents that are not there', 'pagé', () => [blank31]],
    ['words of the subject and of the text together', 'figé connexion', () => [blank31]],
    ['words of the partner and of the text', 'castelbrun blanche', () => [blank31]],
    ['a part of a partner’s name', 'valmirande', () => [export95]],
    ['who wrote', 'peyrade', () => [blank31]],
    ['the name of an attachment', 'caution', () => [blank31]],
    ['the name of an attachment as typed', 'relevé_caution.pdf', () => [blank31]],
    ['a phrase', '"toute blanche"', () => [blank31]],
    ['a phrase that is not there in that order', '"blanche toute"', () => []],
    ['a word less', 'export -connexion', () => [export95]],
    ['and less one that is there', 'export -interrompu', () => []],
    ['the beginning of a word', 'habilit*', () => [quota21]],
    ['the beginning of a word when no word is whole', 'castelb', () => [blank31]],
    ['the beginning of a reference', '95-2026', () => [export95]],
    ['a telephone number written in the text', '05 36 49 01 77', () => [blank31]],
    ['a telephone number of the contact', '+33536490110', () => [blank31]],
    ['quoted text is not the message’s own', 'cité', () => []],
    ['words too common to be searched', 'le de la', () => []],
  ])('%s: %s', async (_what, q, expected) => {
    expect(await find(q)).toEqual(expected());
  });

  it.each([
    ['de:peyrade', () => [blank31]],
    ['de:joachim.peyrade@castelbrun.example', () => [blank31]],
    ['partenaire:valmirande', () => [export95]],
    ['partenaire:peyrade', () => []],
    ['partenaire:"CCAS de Belrupt"', () => [quota21]],
    ['service:CDAP', () => [quota21]],
    ['nature:question', () => [quota21]],
    ['urgent', () => [export95]],
    ['-urgent blanche', () => [blank31]],
    ['caf:95', () => [export95]],
    ['état:close', () => []],
    ['doit:partenaire', () => []],
    ['doit:caf caf:31', () => [blank31]],
    ['échéance:<5j', () => [quota21]],
    ['échéance:<9j doit:caf -service:CDAP', () => [blank31]],
    ['secteur:securite', () => []],
  ])('%s', async (q, expected) => {
    expect(await find(q)).toEqual(expected());
  });

  it('gives nothing of another Caf, whatever is asked', async () => {
    const of31 = await office.signIn(MELISANDE);
    expect(await find('export', of31)).toEqual([]);
    expect(await find('caf:95', of31)).toEqual([]);
    expect(await find('95-2026', of31)).toEqual([]);
    expect(await find('-rien', of31)).toEqual([blank31]);
  });

  it('gives the same over more Cafs than the index of words is asked of by name', async () => {
    const many = [...Array.from({ length: 30 }, (_, i) => `9${String(i).padStart(2, '0')}`), '21', '31'];
    const found = await office.tools.sql.begin(async (tx) => {
      await tx`select set_config('guichet.desk', ${`{${many.join(',')}}`}, true)`;
      return await tx<{ reference: string }[]>`select search_references(${many}, websearch_to_tsquery('guichet_fr', 'page or habiliter or export'), 2) as reference`;
    });
    expect(found.map(({ reference }) => reference).sort()).toEqual([quota21, blank31].sort());
  });

  it('says what it does not know, keeps the line, and searches nothing', async () => {
    const { body } = await agent.get(`/recherche?q=${encodeURIComponent('sujet:export')}`);
    expect(body).toContain('La recherche n’a pas été lancée.');
    expect(body).toContain('« sujet: » n’est pas un critère');
    expect(body).toContain('value="sujet:export"');
    expect(order(body)).toEqual([]);
  });

  it('has its help on the page', async () => {
    const { body } = await agent.get('/recherche');
    for (const operator of ['de:', 'partenaire:', 'service:', 'nature:', 'doit:', 'échéance:', 'secteur:', 'urgent']) expect(body).toContain(operator);
  });
});

describe('what is searched follows what is', () => {
  it('a reply, a note', async () => {
    const reply = mail(FROM_31, `Re: [${blank31}] Écran figé`, 'Le parapluie est ouvert.');
    await office.receive('31', reply);
    expect(await find('parapluie')).toEqual([blank31]);
    const page = await agent.get(`/demandes/${blank31}`);
    await agent.post(`/demandes/${blank31}/note`, { texte: 'Vu avec l’hippopotame.' }, page);
    expect(await find('hippopotames')).toEqual([blank31]);
  });

  it('a partner renamed, a ticket of another convention, a message put elsewhere', async () => {
    await office.sql`update partner set name = 'Mairie de Trébizonde' where id = 'mairie-castelbrun'`;
    expect(await find('partenaire:trebizonde')).toEqual([blank31]);
    expect(await find('partenaire:castelbrun')).toEqual([]);
    await office.sql`update ticket set convention_id = '31-2024-018' where reference = ${blank31}`;
    expect(await find('partenaire:castelbrun')).toEqual([blank31]);
    await office.sql`update contact set name = 'Joachim Zanzibar' where name = 'Joachim Peyrade'`;
    expect(await find('zanzibar')).toEqual([blank31]);
  });

  it('a mail longer than can be indexed is kept and found by its beginning', async () => {
    const long = `Tarentelle. ${Array.from({ length: 60_000 }, (_, i) => `mot${i}x${i * 7}`).join(' ')}`;
    const reference = await opened(office, '95', mail(FROM_95, 'Très long', long));
    expect(await find('tarentelle')).toEqual([reference]);
    for (let i = 0; i < 4; i += 1) {
      await office.sql`insert into message (id, reference, direction, channel, at, text) values (${`long-${i}`}, ${reference}, 'in', 'email', ${office.clock.now()},
        ${Array.from({ length: 7_000 }, (_, k) => `a${i}b${k}`).join(' ')})`;
    }
    expect(await find('tarentelle')).toEqual([reference]);
  });

  it('is read by no role but through the function that takes the Cafs', async () => {
    await expect(office.tools.sql`select words from ticket_search`).rejects.toThrow('permission denied');
    await expect(office.tools.sql`select * from tally`).rejects.toThrow('permission denied');
  });
});
