import { describe, expect, test } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { checkContract, type CheckedConvention } from '../../domain/contract-check';
import type { PartnerContact } from '../../domain/contract-types';
import type { ContractDocument } from '../../domain/contract-terms-types';

const valdoise = loadPublishedContract('95');
const garonne = loadPublishedContract('31');
const nord = loadPublishedContract('59');

function findings(contract: ContractDocument, conventions: CheckedConvention[] = []): string[] {
  return checkContract(contract, conventions).map((one) => `${one.level} ${one.text.replace(/[\u00a0\u202f]/g, ' ')}`);
}

function contact(part: Partial<PartnerContact>): PartnerContact {
  return {
    id: 'c',
    name: 'Une Personne',
    role: 'escalation-contact',
    jobTitle: null,
    email: 'une.personne@p.example',
    phones: [],
    ladderRank: null,
    ...part,
  };
}

function convention(contacts: PartnerContact[], caf = '31', number = 'n-1'): CheckedConvention {
  return { number, caf, partnerName: 'Mairie de X', contacts };
}

describe('the Caf’s ladder', () => {
  const [first] = garonne.deskLadder;
  if (first === undefined) throw new Error('31 has a rung');

  test('a rung without an address is an error', () => {
    expect(findings({ ...garonne, deskLadder: [{ ...first, email: null }] })).toContain(
      'error Échelon 1 de la Caf (Maëlle Castérane) : aucune adresse. Il sera sauté et montré en erreur.',
    );
  });

  test('the same person twice in a row is skipped and said', () => {
    const twice = { ...garonne, deskLadder: [first, { ...first, rank: 2, email: 'autre@caf31.example', name: 'maëlle CASTÉRANE ' }] };
    expect(findings(twice)).toContain(
      'warning Échelons 1 et 2 de la Caf : la même personne (maëlle CASTÉRANE ). Le second sera sauté, et ce sera dit.',
    );
  });

  test('the same address twice, not in a row, is named', () => {
    const other = { ...first, rank: 2, name: 'Autre', email: 'autre@caf31.example' };
    expect(findings({ ...garonne, deskLadder: [first, other, { ...first, rank: 3, name: null }] })).toContain(
      'warning Échelons 1 et 3 de la Caf : la même personne (maelle.casterane@caf31.example). Elle sera contactée deux fois.',
    );
  });

  test('two people behind the desk’s own mailbox are two people, and both rungs are tasks', () => {
    const said = findings(valdoise).filter((text) => text.includes('chelon'));
    expect(said).toHaveLength(2);
    expect(said[0]).toContain(
      'l’adresse guichet@caf95.example est une boîte du guichet. Ce sera une tâche dans Guichet, jamais un courriel.',
    );
  });

  test('an escalation without any rung is an error, rungs without escalation a remark', () => {
    expect(findings({ ...garonne, deskLadder: [] })).toContain('error L’escalade vaut pour la Caf, mais son échelle n’a aucun échelon.');
    expect(findings({ ...garonne, partnerLadder: [] })).toContain(
      'error L’escalade vaut pour le partenaire, mais son échelle n’a aucun échelon.',
    );
    expect(findings({ ...garonne, escalation: null })).toContain(
      'warning Des échelons sont nommés, mais aucune escalade n’est prévue : personne ne sera contacté.',
    );
  });
});

describe('the partner’s ladder', () => {
  test('Nord’s contract gives rungs 3 and 4 to one person', () => {
    expect(findings(nord)).toContain(
      'warning Échelons 3 et 4 du partenaire : le contrat y met la même personne. Le second sera sauté, et ce sera dit.',
    );
  });

  test('a rung that the convention leaves unfilled is an error', () => {
    expect(findings(garonne, [convention([])])).toContain(
      'error Échelon 1 du partenaire (contact désigné par la convention) : aucun contact ne le remplit. Il sera sauté et montré en erreur.',
    );
  });

  test('a filled rung without an address is an error; one at our own mailbox a remark', () => {
    const said = findings(garonne, [
      convention([
        contact({ ladderRank: 1, email: null }),
        contact({ id: 'd', name: 'Deux', ladderRank: 2, email: 'Guichet@caf31.example' }),
      ]),
    ]);
    expect(said).toContain('error Échelon 1 du partenaire (Une Personne) : aucune adresse. Il sera sauté et montré en erreur.');
    expect(
      said.some((text) =>
        text.startsWith('warning Échelon 2 du partenaire (Deux) : l’adresse Guichet@caf31.example est une boîte du guichet.'),
      ),
    ).toBe(true);
  });

  test('a convention without its people says which are missing', () => {
    const said = findings(garonne, [convention([contact({ ladderRank: 1 })])]);
    for (const role of ['support de niveau 1', 'administrateur', 'suppléant', 'signataire'])
      expect(said).toContain(`warning Aucun contact n’est ${role}.`);
  });

  test('a convention of another Caf is none of its business', () => {
    expect(findings(garonne, [convention([], '95')])).toEqual(findings(garonne));
  });

  test('without an escalation article no rung is asked for', () => {
    expect(findings(loadPublishedContract('21'), [convention([], '21')]).some((text) => text.includes('chelon'))).toBe(false);
  });

  test('an address in two conventions is named', () => {
    const said = findings(garonne, [
      convention([contact({ ladderRank: 1 })], '31', 'n-1'),
      convention([contact({ ladderRank: 1, email: 'UNE.personne@p.example' })], '31', 'n-2'),
    ]);
    expect(said).toContain(
      'warning une.personne@p.example figure dans les conventions n-1 et n-2 : une personne choisira à laquelle rattacher ses courriels.',
    );
  });
});

describe('calendar', () => {
  test('a calendar that never opens is an error', () => {
    expect(findings({ ...garonne, calendar: { ...garonne.calendar, openingHours: { mon: [] } } })).toContain(
      'error Le calendrier n’ouvre jamais : aucun délai n’aboutirait.',
    );
  });

  test('the holidays of another territory are named', () => {
    expect(findings({ ...garonne, calendar: { ...garonne.calendar, territory: 'FR-RE' } })).toContain(
      'warning Les jours fériés sont ceux de La Réunion, alors que la Caf relève de ceux de métropole.',
    );
    expect(findings({ ...garonne, calendar: { ...garonne.calendar, territory: null } })).toContain(
      'warning Aucun jour férié : le calendrier n’a pas de territoire.',
    );
  });

  test('opening hours counted where none are stated are named', () => {
    expect(findings({ ...nord, pickup: { rule: { openingHours: 48 }, whenClosed: 'next-opening', article: 'art. 3' } })).toContain(
      'warning Un délai est en heures d’ouverture, mais aucun horaire n’est prévu : il courra jour et nuit.',
    );
  });
});

describe('sectors and people', () => {
  test('a sector left blank goes to the fallback; a fallback without address is an error', () => {
    expect(findings(nord)).toContain('warning Le secteur « Direction » n’a pas d’adresse : ses demandes vont au secteur de repli.');
    expect(findings({ ...nord, fallbackSector: 'direction' })).toContain(
      'error Le secteur de repli « Direction » n’a pas d’adresse : ce qui n’a pas de secteur n’irait à personne.',
    );
  });

  test('a manager at the desk’s own mailbox is an error', () => {
    expect(findings({ ...nord, manager: { name: 'X', email: 'guichet@caf59.example' } })).toContain(
      'error Le responsable a pour adresse une boîte du guichet : il ne serait prévenu de rien.',
    );
  });

  test('errors come first', () => {
    const levels = checkContract({ ...nord, deskLadder: [], fallbackSector: 'direction' }).map((one) => one.level);
    expect(levels).toEqual([...levels].sort());
  });
});
