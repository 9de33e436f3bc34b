import type { WeeklyHours, Weekday } from './calendar-types';
import type { RequiredItem, Sector } from './contract-types';
import type { ContractDocument } from './contract-terms-types';
import { frenchHour, frenchRule, WEEKDAY_NAMES } from './french/dates';
import { territoryWords } from './contract-territory';
import { listed, setting, silence, term, type StatementLine } from './contract-statement-line';

/** What the desk offers and asks for: hours, channels, what a request must carry, pickup, sectors (article 3). */
export function deskLines(contract: ContractDocument): StatementLine[] {
  return [
    ...missionLines(contract),
    ...hoursLines(contract),
    ...channelLines(contract),
    ...requestLines(contract),
    ...pickupLines(contract),
    ...sectorLines(contract),
  ];
}

function missionLines({ serviceContract }: ContractDocument): StatementLine[] {
  if (!serviceContract) return [];
  return [
    term(
      'art. 3',
      'Le guichet unique de la Caf **reçoit et centralise toutes les demandes** : il établit le diagnostic, résout, oriente vers le bon secteur, rend compte et fait le lien avec le niveau national (Cnaf).',
    ),
  ];
}

function hoursLines({ calendar, hoursArticle, serviceContract }: ContractDocument): StatementLine[] {
  if (calendar.openingHours === null) return [silence(serviceContract ? 'art. 3' : null, 'Aucun horaire d’ouverture **n’est précisé**.')];
  const holidays = calendar.territory === null ? '' : `, sauf les jours fériés ${territoryWords(calendar.territory)}`;
  return [
    term(hoursArticle, `Le guichet est ouvert **${hoursWords(calendar.openingHours)}**${holidays}.`),
    term(
      'contrat',
      'Mon Compte Partenaire fonctionne à toute heure, sauf maintenance nationale ; la Caf n’assure **aucune astreinte** hors de ses heures d’ouverture.',
    ),
  ];
}

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** « du lundi au vendredi, de 9 h 00 à 16 h 00 »: days of the same hours that follow one another are told together. */
export function hoursWords(hours: WeeklyHours): string {
  const groups: Array<{ days: Weekday[]; words: string }> = [];
  for (const day of WEEK) {
    const words = listed((hours[day] ?? []).map(([from, to]) => `de ${frenchHour(from)} à ${frenchHour(to)}`));
    const last = groups.at(-1);
    if (last?.words === words) last.days.push(day);
    else groups.push({ days: [day], words });
  }
  return groups
    .filter((group) => group.words !== '')
    .map((group) => `${daysWords(group.days)}, ${group.words}`)
    .join(' ; ');
}

function daysWords(days: readonly Weekday[]): string {
  const names = days.map((day) => WEEKDAY_NAMES[day]);
  if (names.length > 2) return `du ${names[0]} au ${names.at(-1)}`;
  return listed(names.map((name) => `le ${name}`));
}

const CHANNELS = { email: 'par courriel', phone: 'par téléphone', portal: 'par le portail', post: 'par voie postale' } as const;

function channelLines({ channels, serviceContract }: ContractDocument): StatementLine[] {
  const words = channels?.value.map((channel) => CHANNELS[channel]) ?? [];
  const only = words.length === 1 ? ' uniquement' : '';
  const how =
    channels === null
      ? silence(null, 'Aucun canal **n’est précisé**.')
      : term(channels.article, `Une demande se fait **${listed(words, 'ou')}${only}**.`);
  const who = term(
    'art. 3',
    'Pour un incident, seul le **support de niveau 1** du partenaire contacte le guichet : ce sont ses responsables d’habilitation.',
  );
  const others = setting(
    null,
    'Le guichet accepte aussi une demande des administrateurs du partenaire, de ses contacts d’escalade, de son responsable de la sécurité et de son délégué à la protection des données. Un possible incident de sécurité est examiné d’où qu’il vienne.',
  );
  return serviceContract ? [how, who, others] : [how, others];
}

function requestLines(contract: ContractDocument): StatementLine[] {
  const [first] = contract.requiredItems;
  if (first === undefined)
    return [
      silence(
        contract.serviceContract ? 'art. 3' : null,
        `**Aucun élément n’est exigé** dans une demande : il suffit de l’adresser à ${contract.desk.mailboxes[0]}.`,
      ),
    ];
  const subject = contract.requiredItems.flatMap((item) => (item.formats === undefined ? [] : [subjectLine(item, item.formats)]));
  const items = contract.requiredItems.filter((item) => item.formats === undefined);
  const required = listed(items.filter((item) => !item.optional).map((item) => item.label));
  const words = [`**${required}**`, ...items.filter((item) => item.optional).map(optionalWords)].join(' ; ');
  return [
    ...subject,
    term(first.article, `La demande indique ${words}.`),
    setting(null, 'Ce qui manque est demandé point par point dans l’accusé de réception.'),
  ];
}

function subjectLine(item: RequiredItem, formats: readonly string[]): StatementLine {
  return term(
    item.article,
    `L’objet du courriel est exactement **${listed(
      formats.map((format) => `« ${format} »`),
      'ou',
    )}**.`,
  );
}

function optionalWords(item: RequiredItem): string {
  return item.code === 'callback-phone' ? `si un rappel est souhaité, ${item.label}` : `si possible, ${item.label}`;
}

function pickupLines({ pickup, serviceContract, settings }: ContractDocument): StatementLine[] {
  if (pickup === null) return [silence(serviceContract ? 'art. 3' : null, 'Aucun délai de prise en charge **n’est promis**.')];
  const words = 'elapsedHours' in pickup.rule || 'openingHours' in pickup.rule ? 'au plus tard dans les' : 'au plus tard en';
  const warnings = settings.pickupWarningsOpenMinutes.map((minutes) => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`));
  return [
    term(
      pickup.article,
      `Toute demande est prise en charge par une personne **${words} ${frenchRule(pickup.rule)}** qui suivent sa réception. L’accusé de réception automatique n’est pas une prise en charge.`,
    ),
    ...(warnings.length === 0
      ? []
      : [
          setting(
            'settings.pickupWarningsOpenMinutes',
            `Le guichet est averti ${listed(warnings)} d’ouverture avant l’échéance ; le responsable, dès qu’elle est dépassée.`,
          ),
        ]),
  ];
}

function sectorLines(contract: ContractDocument): StatementLine[] {
  const named = contract.sectors.filter((sector) => sector.article !== undefined && sector.email !== null);
  const blank = contract.sectors.filter((sector) => sector.email === null).map((sector) => sector.label);
  const fallback = contract.sectors.find((sector) => sector.code === contract.fallbackSector)?.label ?? contract.fallbackSector;
  const [first] = named;
  return [
    first?.article === undefined
      ? silence(null, 'Aucun secteur **n’est nommé**.')
      : term(first.article, `Le guichet oriente la demande vers le bon secteur : ${named.map(sectorWords).join(' ; ')}.`),
    ...sharedPersonLines(contract.sectors),
    ...(blank.length === 0
      ? []
      : [
          silence(
            'art. 3',
            `**${blank.length > 1 ? 'Laissés' : 'Laissé'} en blanc** dans le contrat : ${listed(blank.map((label) => `« ${label} »`))}.`,
          ),
        ]),
    setting('fallbackSector', `Ce qui n’a pas de secteur désigné va au secteur « ${fallback} ».`),
  ];
}

function sectorWords(sector: Sector): string {
  return sector.people > 1 ? `${sector.label} (${sector.people} personnes)` : sector.label;
}

function sharedPersonLines(sectors: readonly Sector[]): StatementLine[] {
  const heads = sectors.filter((sector) => sectors.some((other) => other.samePersonAs === sector.code));
  return heads.map((head) => {
    const all = [head, ...sectors.filter((sector) => sector.samePersonAs === head.code)].map((sector) => `« ${sector.label} »`);
    return term(head.article ?? null, `Les secteurs ${listed(all)} sont tenus par la même personne.`);
  });
}
