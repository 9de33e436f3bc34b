import { describe, expect, it } from 'vitest';
import { wrongWords } from '../../../domain/french/change';
import { wrongItems, type KnownToRegister } from '../../../domain/journeys/change-check';
import { askedLines, EMPTY_FORM, formTerms, onlyAsked, type ChangeForm } from '../../../domain/journeys/change-form';
import { isSharedMailbox } from '../../../domain/journeys/change-mailbox';
import { FILLED } from '../../support/change-case';
import { loadPublishedContract } from '../../../contracts/load';

const terms = (caf: string) => formTerms(loadPublishedContract(caf).administratorChange);
const known: KnownToRegister = {
  partner: 'CCAS de Valmirande-sur-Oise',
  convention: { number: '95-2024-042', inForce: true, services: ['CDAP'] },
  administrators: [{ name: 'Sylvie ARNOULT', email: 's.arnoult@ccas-valmirande.example' }],
};
const wrong = (changes: Partial<ChangeForm>, register: Partial<KnownToRegister> = {}, caf = '95') => wrongItems({ ...FILLED, ...changes }, terms(caf), { ...known, ...register }).map(({ item, problem }) => `${item} ${problem}`);

describe('completeness, as annex 3 requires', () => {
  it.each<[string, Partial<ChangeForm>, Partial<KnownToRegister>, string[]]>([
    ['complete', {}, {}, []],
    ['a landline alone is enough', { mobile: '', landline: '01.99.00.24.31' }, {}, []],
    ['no telephone at all', { mobile: '' }, {}, ['phone missing']],
    ['what is given must be a number', { landline: 'poste 12' }, {}, ['landline not-a-number']],
    ['a shared mailbox', { personalEmail: 'contact@ccas-valmirande.example' }, {}, ['personalEmail shared-mailbox']],
    ['not an address', { personalEmail: 'h.marchetti' }, {}, ['personalEmail not-an-address']],
    ['the replaced one’s own address', { personalEmail: 'S.Arnoult@ccas-valmirande.example' }, {}, ['personalEmail same-as-replaced']],
    ['« oui », and nobody named', { replacedLastName: '', replacedFirstName: '', replacedEmail: '' }, {}, ['replacedLastName missing', 'replacedFirstName missing', 'replacedEmail missing']],
    ['« oui », and a stranger named', { replacedLastName: 'Inconnu' }, {}, ['replacedLastName unknown-administrator']],
    ['« oui », names the other way round', { replacedLastName: 'sylvie', replacedFirstName: 'Arnoult' }, {}, []],
    ['« non »', { replaces: false, replacedLastName: '', replacedFirstName: '', replacedEmail: '' }, {}, []],
    ['neither « oui » nor « non »', { replaces: null, replacedLastName: '' }, {}, ['replaces missing']],
    ['another convention', { conventionNumber: '95-2020-001' }, {}, ['conventionNumber unknown-convention']],
    ['a number written otherwise is the same', { conventionNumber: '95 2024 042' }, {}, []],
    ['a convention that ended', {}, { convention: { number: '95-2024-042', inForce: false, services: ['CDAP'] } }, ['conventionNumber convention-over']],
    ['a convention that the register knows unsigned', {}, { convention: { number: '95-2024-042', inForce: true, unsigned: true, services: ['CDAP'] } }, ['conventionNumber convention-unsigned']],
    ['a convention that is not known', {}, { convention: null }, ['conventionNumber unknown-convention']],
    ['another partner', { partner: 'Mairie d’Ailleurs' }, {}, ['partner other-partner']],
  ])('%s', (_name, form, register, expected) => {
    expect(wrong(form, register)).toEqual(expected);
  });

  it('an empty form: each item by its name, in the order of the form', () => {
    expect(wrongItems(EMPTY_FORM, terms('95'), known).map((one) => wrongWords(one).replace(/[\u00a0\u202f]/g, ' '))).toEqual([
      'Partenaire : à renseigner', 'Numéro de la convention : à renseigner', 'Nom de la personne à habiliter : à renseigner', 'Prénom de la personne à habiliter : à renseigner',
      'Fonction de la personne à habiliter : à renseigner', 'Remplace un administrateur : répondre oui ou non', 'Téléphone : à renseigner, au moins un numéro fixe ou portable',
      'Adresse de messagerie personnelle et individuelle : à renseigner', 'Nom du signataire du partenaire : à renseigner', 'Fonction du signataire du partenaire : à renseigner',
    ]);
  });
});

describe('what a Caf’s own form asks, and no more', () => {
  it('Nord’s has no function of the signatory, and is for CDAP', () => {
    expect(askedLines(terms('59'))).not.toContain('signatoryFunction');
    expect(wrong({ signatoryFunction: '' }, {}, '59')).toEqual([]);
    expect(onlyAsked(FILLED, terms('59')).signatoryFunction).toBe('');
    expect(wrong({}, { convention: { number: '95-2024-042', inForce: true, services: ['AFAS'] } }, '59')).toEqual(['conventionNumber not-for-this-service']);
    expect(wrong({ signatoryFunction: '' })).toEqual(['signatoryFunction missing']);
  });

  it('where none is published, the model is used and said so', () => {
    expect(['21', '31', '59', '95'].map((caf) => [terms(caf).assumed, terms(caf).route])).toEqual([[false, 'post'], [true, null], [false, 'email'], [false, 'post']]);
    expect(askedLines(terms('31'))).toEqual(askedLines(terms('95')));
  });
});

describe('shared mailboxes', () => {
  it.each(['contact@mairie.example', 'accueil@x.example', 'mairie@x.example', 'Secrétariat@x.example', 'mairie.valmirande@x.example', 'ccas-social@x.example', 'action.sociale@x.example', 'no-reply@x.example', 'ccas-valmirande@x.example', 'service.de.la.petite-enfance@x.example', 'info2@x.example', '95@x.example'])('%s', (address) => {
    expect(isSharedMailbox(address, 'CCAS de Valmirande Petite-Enfance')).toBe(true);
  });
  it.each(['h.marchetti@x.example', 'hugo@x.example', 'accueil.dupont@x.example', 'marie.accueil-roux@x.example', 'sylvie.maire@x.example', 'jc.social@x.example', 'brigitte_olivain@ccas.example'])('%s is somebody’s', (address) => {
    expect(isSharedMailbox(address, 'CCAS de Valmirande')).toBe(false);
  });
});
