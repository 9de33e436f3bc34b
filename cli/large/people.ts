import type { Contract, PartnerContact, PartnerRole, ServiceCode } from '../../domain/contract-types';
import type { CafCode } from '../../domain/ids';
import type { Chance } from './chance';

/** A fictional partner of one Caf with its convention and the people it names. */
export interface MadePartner {
  readonly id: string;
  readonly caf: CafCode;
  readonly name: string;
  readonly number: string;
  readonly services: readonly ServiceCode[];
  readonly contacts: readonly (PartnerContact & { readonly email: string })[];
}

// Invented names: no town of France is called so, no one bears both of these.
const STARTS = ['Orvel', 'Castelbr', 'Valmir', 'Font', 'Brum', 'Quersac', 'Montclairv', 'Harcanv', 'Peyrol', 'Lusign', 'Tresm', 'Vigner', 'Roquep', 'Belr', 'Escam', 'Garriv', 'Auberl', 'Chantep', 'Dourg', 'Fauqu'];
const ENDS = ['elac', 'ande', 'evielle', 'onval', 'aulx', 'ières-Noires', 'igny-le-Sec', 'ost', 'ac-d’Aubrelle', 'anges', 'olles-Hautes', 'urt', 'ayrac', 'ezan', 'ivelle'];
const BESIDES = ['', '', '', '-sur-Tarvelle', '-les-Trois-Rus', '-en-Morvelle', '-lès-Quersac', '-la-Rive', '-sous-Bois-Clair', '-d’Arros-Vieux'];
const BODIES = ['Mairie de', 'CCAS de', 'Ville de', 'Crèche de', 'Office d’habitat de', 'Centre social de', 'Communauté de communes de', 'Mission locale de'];
const FIRST = ['Aliénor', 'Baptistin', 'Capucine', 'Dorian', 'Eulalie', 'Fulbert', 'Gersende', 'Hyacinthe', 'Isaure', 'Joachim', 'Léopoldine', 'Mahaut', 'Népomucène', 'Ombeline', 'Philibert', 'Quitterie', 'Rodolphe', 'Sidonie', 'Timothée', 'Ursule', 'Victorin', 'Wandrille', 'Ysaure', 'Zéphyrine'];
const LAST = ['Astugue', 'Bordenave-Luz', 'Castéran', 'Delmazure', 'Escaloup', 'Fourcadet', 'Grandvaux', 'Hautecombe', 'Izaute', 'Jolivarde', 'Kervadec-Roc', 'Labedan', 'Minvielle', 'Navarraux', 'Ormesson-Bray', 'Peyradelle', 'Quentinal', 'Roquebertin', 'Sabathiou', 'Tassignon', 'Urruty-Vals', 'Vauquelain', 'Wattignol', 'Yvetonne'];
/** Numbers reserved for fiction: 10,000 each. */
const RANGES = ['19900', '26191', '35301', '46571', '53649', '63998'];

const PEOPLE: ReadonlyArray<readonly [PartnerRole, string]> = [
  ['level-one-support', 'responsable des habilitations'],
  ['level-one-support', 'chargé du support informatique'],
  ['administrator', 'direction générale adjointe'],
  ['deputy-administrator', 'service population'],
  ['security-officer', 'sécurité informatique'],
  ['dpo', 'protection des données'],
  ['signatory', 'signataire'],
];

/** The `n`th partner of the instance. Its people fill the ladder that its Caf's contract asks for. */
export function makePartner(n: number, prefix: string, contract: Contract, chance: Chance): MadePartner {
  const place = `${chance.pick(STARTS)}${chance.pick(ENDS)}${chance.pick(BESIDES)}`;
  const body = chance.pick(BODIES);
  const domain = `${ascii(body.split(' ')[0] ?? '')}-${ascii(place)}-${n}.example`;
  const id = `${prefix}p${n}`;
  const rungs = Math.max(contract.partnerLadder.length, contract.escalation === null ? 0 : 2);
  const roles = [...PEOPLE.map(([role, job]) => ({ role, job, rank: null })), ...Array.from({ length: rungs }, (_, i) => ({ role: 'escalation-contact' as const, job: 'contact d’escalade', rank: i + 1 }))];
  return {
    id,
    caf: contract.caf,
    name: `${body} ${place}`.replace(/ de ([AEIOUÉÈEH])/, ' d’$1'),
    number: `${contract.caf}-2024-${prefix}${n}`,
    services: chance.happens(0.4) ? ['CDAP'] : chance.happens(0.5) ? ['CDAP', 'AFAS'] : ['CDAP', 'AFAS', 'DGFIP'],
    contacts: roles.map(({ role, job, rank }, i) => {
      const first = chance.pick(FIRST);
      const last = chance.pick(LAST);
      return { id: `${id}-${i}`, name: `${first} ${last}`, role, jobTitle: job, email: `${ascii(first)}.${ascii(last)}.${i}@${domain}`, phones: [phone(n * 10 + i)], ladderRank: rank };
    }),
  };
}

function phone(n: number): string {
  return `+33${RANGES[Math.floor(n / 10_000) % RANGES.length]}${String(n % 10_000).padStart(4, '0')}`;
}

export function ascii(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
