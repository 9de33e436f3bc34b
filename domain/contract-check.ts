import type { Escalation } from './contract-types';
import type { ContractDocument } from './contract-terms-types';
import { conventionFindings, sharedAddressFindings, type CheckedConvention } from './contract-check-conventions';
import { fold, ladderFindings } from './contract-check-ladder';
import { failing, warning, type Finding } from './contract-check-line';
import { territoryOf, territoryWords } from './contract-territory';

export type { Finding } from './contract-check-line';
export type { CheckedConvention } from './contract-check-conventions';

/** What to look at in a contract that is well formed, and in the conventions of its Caf: errors first. */
export function checkContract(contract: ContractDocument, conventions: readonly CheckedConvention[] = []): Finding[] {
  const own = conventions.filter((convention) => convention.caf === contract.caf);
  const found = [
    ...ladders(contract),
    ...calendars(contract),
    ...sectors(contract),
    ...people(contract),
    ...own.flatMap((convention) => conventionFindings(contract, convention)),
    ...sharedAddressFindings(own),
  ];
  return [...found.filter((one) => one.level === 'error'), ...found.filter((one) => one.level === 'warning')];
}

const CONTRACT = 'contrat';

function ladders(contract: ContractDocument): Finding[] {
  const rungs = contract.deskLadder.map((rung) => ({
    ...rung,
    label: [rung.name, rung.role].filter((part) => part !== null).join(', ') || 'non nommé',
  }));
  return [
    ...emptyLadders(contract, contract.escalation),
    ...ladderFindings(CONTRACT, 'de la Caf', rungs, contract.desk.mailboxes),
    ...contract.partnerLadder.flatMap((rung) =>
      rung.samePersonAs === undefined
        ? []
        : [
            warning(
              CONTRACT,
              `Échelons ${rung.samePersonAs} et ${rung.rank} du partenaire : le contrat y met la même personne. Le second sera sauté, et ce sera dit.`,
            ),
          ],
    ),
  ];
}

function emptyLadders(contract: ContractDocument, escalation: Escalation | null): Finding[] {
  if (escalation === null) {
    const rungs = contract.deskLadder.length + contract.partnerLadder.length;
    return rungs === 0
      ? []
      : [warning(CONTRACT, 'Des échelons sont nommés, mais aucune escalade n’est prévue : personne ne sera contacté.')];
  }
  const sides = escalation.sides ?? ['desk', 'partner'];
  return [
    ...(sides.includes('desk') && contract.deskLadder.length === 0
      ? [failing(CONTRACT, 'L’escalade vaut pour la Caf, mais son échelle n’a aucun échelon.')]
      : []),
    ...(sides.includes('partner') && contract.partnerLadder.length === 0
      ? [failing(CONTRACT, 'L’escalade vaut pour le partenaire, mais son échelle n’a aucun échelon.')]
      : []),
  ];
}

function calendars({ caf, calendar, pickup, escalation }: ContractDocument): Finding[] {
  const expected = territoryOf(caf);
  const usesHours = [pickup?.rule, escalation?.rule].some((rule) => rule !== undefined && 'openingHours' in rule);
  return [
    ...(neverOpens(calendar.openingHours) ? [failing(CONTRACT, 'Le calendrier n’ouvre jamais : aucun délai n’aboutirait.')] : []),
    ...(calendar.territory === null ? [warning(CONTRACT, 'Aucun jour férié : le calendrier n’a pas de territoire.')] : []),
    ...(calendar.territory !== null && calendar.territory !== expected
      ? [
          warning(
            CONTRACT,
            `Les jours fériés sont ceux ${territoryWords(calendar.territory)}, alors que la Caf relève de ceux ${territoryWords(expected)}.`,
          ),
        ]
      : []),
    ...(usesHours && calendar.openingHours === null
      ? [warning(CONTRACT, 'Un délai est en heures d’ouverture, mais aucun horaire n’est prévu : il courra jour et nuit.')]
      : []),
  ];
}

/** The schema refuses such a file; a contract made on screen or in a test comes through here too. */
function neverOpens(hours: ContractDocument['calendar']['openingHours']): boolean {
  return hours !== null && Object.values(hours).every((ranges) => ranges.length === 0);
}

function sectors(contract: ContractDocument): Finding[] {
  const own = contract.desk.mailboxes.map(fold);
  return contract.sectors.flatMap((sector) => {
    if (sector.email === null && sector.code === contract.fallbackSector)
      return [
        failing(CONTRACT, `Le secteur de repli « ${sector.label} » n’a pas d’adresse : ce qui n’a pas de secteur n’irait à personne.`),
      ];
    if (sector.email === null)
      return [warning(CONTRACT, `Le secteur « ${sector.label} » n’a pas d’adresse : ses demandes vont au secteur de repli.`)];
    return own.includes(fold(sector.email))
      ? [warning(CONTRACT, `Le secteur « ${sector.label} » a pour adresse une boîte du guichet : rien ne lui sera envoyé par courriel.`)]
      : [];
  });
}

function people(contract: ContractDocument): Finding[] {
  const own = contract.desk.mailboxes.map(fold);
  return [
    ...(own.includes(fold(contract.manager.email))
      ? [failing(CONTRACT, 'Le responsable a pour adresse une boîte du guichet : il ne serait prévenu de rien.')]
      : []),
    ...(contract.keepTicketsMonths === null
      ? [warning(CONTRACT, 'La durée de conservation des demandes closes n’est pas fixée (réglage du guichet).')]
      : []),
  ];
}
