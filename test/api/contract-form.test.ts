import { describe, expect, it } from 'vitest';
import { readAmendment } from '../../api/contract-form/read';
import { amendmentValues } from '../../api/contract-form/values';
import { loadPublishedContracts, loadPublishedContract } from '../../contracts/load';
import { amendedLines, amendmentParts } from '../../domain/amended';

const base = loadPublishedContract('95');
const typed = (changes: Record<string, string>, of = base) => readAmendment(of, { ...amendmentValues(of), ...changes });
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const errors = (changes: Record<string, string>) => {
  const read = typed(changes);
  return 'errors' in read ? read.errors.map(({ field, message }) => [field, plain(message)]) : [];
};

describe('the form of an amendment', () => {
  it.each(loadPublishedContracts().map((contract) => [contract.caf, contract] as const))('%s: sent as it was shown, it changes nothing', (_caf, contract) => {
    const read = typed({}, contract);
    expect('contract' in read && read.contract).toEqual(contract);
    expect(amendmentParts(contract, contract)).toEqual([]);
  });

  it('« 1 mois » becomes « 10 jours ouvrés », with the reading that this raises', () => {
    const read = typed({ 'escalade-delai': '10', 'escalade-unite': 'jours-ouvres', effet: '2026-06-01' });
    if ('errors' in read) throw new Error('refused');
    expect(read.contract).toMatchObject({ effectiveFrom: '2026-06-01', escalation: { stated: { workingDays: 10 }, rule: { workingDays: 10 }, article: 'art. 3.3', urgent: true }, readings: { eventDay: 'day-zero' } });
    expect(read.contract.readings).not.toHaveProperty('monthEnd');
    expect(amendmentParts(base, read.contract).map(plain)).toEqual(['« 1 mois » devient « 10 jours ouvrés » (art. 3.3)']);
    const { gone, fresh } = amendedLines(base, read.contract);
    expect([gone.length > 0, fresh.some((line) => plain(line.text).includes('10 jours ouvrés'))]).toEqual([true, true]);
  });

  it('hours, closing days, rungs and mailboxes as people type them', () => {
    const read = typed({
      'horaires-mon': '9h-12h30 et 13 h 30 à 16:00', 'horaires-wed': '', fermetures: '24/12/2026\n2027-05-07', 'echelon-1-nom': '', 'echelon-1-fonction': '', 'echelon-1-courriel': '', 'echelon-1-telephone': '',
      'echelon-3-fonction': 'directrice', 'echelon-3-courriel': 'direction@caf95.example', 'echelon-3-telephone': '01 99 00 00 77', boites: 'guichet@caf95.example\nMCP@caf95.example', 'prise-delai': '2', 'prise-unite': 'jours-ouvres', 'prise-article': '',
    });
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const { calendar, deskLadder, desk, pickup } = read.contract;
    expect(calendar.openingHours).toMatchObject({ mon: [['09:00', '12:30'], ['13:30', '16:00']] });
    expect(calendar.openingHours).not.toHaveProperty('wed');
    expect(calendar.closedDays).toEqual(['2026-12-24', '2027-05-07']);
    expect(deskLadder.map(({ rank, role, phone }) => [rank, role, phone])).toEqual([[1, 'attaché de direction', '+33199000032'], [2, 'directrice', '+33199000077']]);
    expect(desk.mailboxes).toEqual(['guichet@caf95.example', 'mcp@caf95.example']);
    expect(pickup).toEqual({ stated: { workingDays: 2 }, rule: { workingDays: 2 }, whenClosed: 'next-opening', article: 'art. 3' });
  });

  it.each([
    [{ 'horaires-tue': 'le matin' }, 'horaires-tue', 'Horaires du mardi : il faut une heure locale, « 08:30 ».'],
    [{ 'horaires-fri': '16:00 - 9:00' }, 'horaires-fri', 'Horaires du vendredi : il faut une fin après le début.'],
    [{ fermetures: '31/02/2027' }, 'fermetures', 'Jours de fermeture : il faut une date du calendrier, « 2026-05-13 ».'],
    [{ 'escalade-delai': 'dix' }, 'escalade-delai', 'Délai d’escalade : il faut un nombre.'],
    [{ 'escalade-delai': '0' }, 'escalade-delai', 'Délai d’escalade : il faut au moins 1.'],
    [{ 'escalade-article': 'trois' }, 'escalade-article', 'Article de l’escalade : il faut un article, « art. 3.3 », « annexe 3 » ou « convention, art. 9.2 ».'],
    [{ 'echelon-2-courriel': 'personne' }, 'echelon-2-courriel', 'Échelon 2 de la Caf, courriel : il faut une adresse de courriel, « guichet@caf31.example ».'],
    [{ 'echelon-2-telephone': '12' }, 'echelon-2-telephone', 'Échelon 2 de la Caf, téléphone : il faut un numéro international, « +33536490031 ».'],
    [{ boites: '' }, 'boites', 'Boîtes du guichet : il faut au moins une boîte du guichet.'],
    [{ effet: '' }, 'effet', 'Date d’effet : il faut une date du calendrier, « 2026-05-13 ».'],
    [Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [`horaires-${day}`, ''])), 'horaires-mon', 'Horaires du lundi : il faut au moins une plage d’ouverture par semaine (cochez la case si aucun horaire n’est prévu).'],
  ] as const)('%o is refused beside its field', (changes, field, message) => {
    expect(errors(changes as Record<string, string>)).toContainEqual([field, message]);
  });
});
