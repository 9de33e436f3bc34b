import type { PartnerRole } from './contract-types';
import type { AdministratorChangeTerms, ContractDocument, HabilitationTerms, ProfileQuota, PublishedBulletin } from './contract-terms-types';
import { counted } from './french/dates';
import { listed, setting, silence, term, type StatementLine } from './contract-statement-line';

/** Habilitations (article 2.2), administrator changes (annex 3), planned stops (4, 3.1), traces and security (5). */
export function termLines(contract: ContractDocument): StatementLine[] {
  return [
    ...habilitationLines(contract.habilitations),
    ...changeLines(contract.administratorChange),
    ...stopLines(contract),
    ...traceLines(contract),
  ];
}

const MODES: Readonly<Record<HabilitationTerms['mode'], string>> = {
  delegated: 'Les habilitations sont **déléguées** : la Caf donne leur accès à l’administrateur et à son suppléant, qui créent les utilisateurs, les groupes et les habilitations, dans la limite fixée par service et par profil.',
  centralised: 'Les habilitations sont **centralisées** : la Caf les crée sur demande écrite des administrateurs du partenaire, qui signalent aussitôt tout départ ou changement de fonction.',
  either: 'Les habilitations sont **déléguées ou centralisées**, selon ce que chaque convention choisit.',
};

function habilitationLines(terms: HabilitationTerms): StatementLine[] {
  const mailbox = terms.mailbox === null ? [] : [term('art. 3', `Les demandes d’habilitation s’adressent à **${terms.mailbox}**.`)];
  const review = terms.reverseReview;
  return [
    term(terms.article, MODES[terms.mode]),
    ...mailbox,
    ...terms.bulletins.map((bulletin) => term('bulletin', bulletinWords(bulletin, terms))),
    ...(review === null ? [] : [term(review.article, `${everyWords(review.everyMonths)}, l’administrateur principal fait une **revue inverse** de toutes les habilitations et en adresse le résultat à la Caf, comme preuve.`)]),
  ];
}

function everyWords(months: number): string {
  return months === 12 ? '**Chaque année**' : `**Tous les ${months} mois**`;
}

function bulletinWords(bulletin: PublishedBulletin, terms: HabilitationTerms): string {
  const unit = bulletin.unit === null ? '' : `, ${bulletin.unit}`;
  const quotas = bulletin.quotas.map((quota) => quotaWords(quota, terms)).join(' ; ');
  return `Bulletin d’adhésion ${bulletin.service}${unit} : ${quotas}.`;
}

const DOUBTS = { illegible: 'illisible sur le document', doubtful: 'lecture incertaine', 'not-published': 'nombre non publié' } as const;

function quotaWords(quota: ProfileQuota, terms: HabilitationTerms): string {
  const label = terms.profiles.find((profile) => profile.code === quota.profile)?.label;
  const users = quota.users === null ? 'à saisir' : counted(quota.users, 'utilisateur', 'utilisateurs');
  const doubt = quota.doubt === null ? '' : ` (${DOUBTS[quota.doubt]})`;
  return `profil ${quota.profile}${label ? ` (${label})` : ''}, **${users}**${doubt}`;
}

function changeLines(terms: AdministratorChangeTerms | null): StatementLine[] {
  if (terms === null) return [silence(null, 'Aucun formulaire de changement d’administrateur **n’est publié**.')];
  if (terms.route === null) return [silence(terms.article, 'L’annexe **n’est pas publiée** : ni la voie ni le formulaire de changement d’administrateur ne sont connus.')];
  const services = terms.services === null ? '' : ` Il vaut pour ${listed(terms.services)}.`;
  const route = terms.route === 'post' ? 'par voie postale' : 'par courriel';
  return [
    term(terms.article, `Le formulaire de changement d’administrateur s’adresse **${route}**${terms.addressee === null ? '' : ` à ${terms.addressee}`}.${services}`),
    ...signatureLines(terms),
  ];
}

function signatureLines({ article, signatures }: AdministratorChangeTerms): StatementLine[] {
  if (signatures === null) return [];
  const what = signatures === 'name-signature' ? 'nom et signature' : 'nom, fonction et signature';
  return [term(article, `Il est signé par le signataire du partenaire **et** par le nouvel administrateur (${what}).`)];
}

const ROLES: Readonly<Record<PartnerRole, string>> = {
  'level-one-support': 'le support de niveau 1',
  administrator: 'l’administrateur',
  'deputy-administrator': 'le suppléant',
  'escalation-contact': 'les contacts d’escalade',
  'security-officer': 'le responsable de la sécurité',
  dpo: 'le délégué à la protection des données',
  signatory: 'le signataire',
  other: 'les utilisateurs',
};

function stopLines({ plannedStops }: ContractDocument): StatementLine[] {
  if (plannedStops === null) return [];
  const who = plannedStops.addressee === 'partner' ? 'le partenaire' : 'le « responsable services » du partenaire';
  const why = plannedStops.addressee === 'partner' ? 'Sont prévenus' : 'Aucune annexe ne nomme ce responsable ; sont prévenus';
  return [
    term(plannedStops.article, `Le guichet prévient ${who} de **tout arrêt qu’il programme**.`),
    term(plannedStops.beforehandArticle, 'Il le fait **à l’avance**.'),
    setting('plannedStops.toldTo', `${why} : ${listed(plannedStops.toldTo.map((role) => ROLES[role]))}.`),
    ...(plannedStops.movesLimits ? [setting('plannedStops.movesLimits', 'Un terme qui tombe pendant un arrêt programmé passe à la fin de cet arrêt.')] : []),
  ];
}

function traceLines({ traces }: ContractDocument): StatementLine[] {
  if (traces === null) return [];
  return [
    term(traces.article, `Les traces sont conservées **${traces.keptMonths} mois**, les données d’habilitation **${traces.habilitationDataYears} ans** après leur dévalidation.`),
    term(traces.article, 'Seuls les agents de la Caf et de la Cnaf habilités à cette fin lisent les traces ; l’administrateur et son suppléant voient les leurs en entier ; la demande d’un utilisateur passe par sa hiérarchie, puis par l’administrateur.'),
    term(traces.incidentArticle, 'Le partenaire signale **sans délai** tout incident de sécurité dans son périmètre.'),
  ];
}
