import type { PartnerRole } from './contract-types';
import type {
  AdministratorChangeTerms,
  ChangeField,
  ContractDocument,
  HabilitationTerms,
  ProfileQuota,
  PublishedBulletin,
} from './contract-terms-types';
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
  delegated:
    'Les habilitations sont **déléguées** : la Caf donne leur accès à l’administrateur et à son suppléant, qui créent les utilisateurs, les groupes et les habilitations, dans la limite fixée par service et par profil.',
  centralised:
    'Les habilitations sont **centralisées** : la Caf les crée sur demande écrite des administrateurs du partenaire, qui signalent aussitôt tout départ ou changement de fonction.',
  either: 'Les habilitations sont **déléguées ou centralisées**, selon ce que chaque convention choisit.',
};

function habilitationLines(terms: HabilitationTerms): StatementLine[] {
  const mailbox = terms.mailbox === null ? [] : [term('art. 3', `Les demandes d’habilitation s’adressent à **${terms.mailbox}**.`)];
  const review = terms.reverseReview;
  return [
    term(terms.article, MODES[terms.mode]),
    ...mailbox,
    ...terms.bulletins.map((bulletin) => term('bulletin d’adhésion', bulletinWords(bulletin, terms))),
    ...(terms.onBreach.length === 0
      ? []
      : [
          term(
            terms.article,
            `En cas de manquement, la Caf peut ${listed(
              terms.onBreach.map((measure) => MEASURES[measure]),
              'ou',
            )}.`,
          ),
        ]),
    ...(review === null
      ? []
      : [
          term(
            review.article,
            `${everyWords(review.everyMonths)}, l’administrateur principal fait une **revue inverse** de toutes les habilitations et en adresse le résultat à la Caf, comme preuve.`,
          ),
        ]),
  ];
}

const MEASURES = {
  suspension: '**suspendre** aussitôt une habilitation à titre de précaution',
  'password-change': 'imposer un changement de mot de passe',
  'delegation-withdrawn': 'reprendre la délégation',
} as const;

function everyWords(months: number): string {
  return months === 12 ? '**Chaque année**' : `**Tous les ${months} mois**`;
}

function bulletinWords(bulletin: PublishedBulletin, terms: HabilitationTerms): string {
  const unit = bulletin.unit === null ? '' : `, ${bulletin.unit}`;
  const quotas = unknownWords(bulletin, terms) ?? bulletin.quotas.map((quota) => quotaWords(quota, terms)).join(' ; ');
  return `${bulletin.service}${unit} : ${quotas}.`;
}

/** All profiles of a bulletin published without their numbers are told together. */
function unknownWords({ quotas }: PublishedBulletin, terms: HabilitationTerms): string | null {
  if (quotas.some((quota) => quota.doubt !== 'not-published')) return null;
  return `profils ${listed(quotas.map((quota) => profileWords(quota, terms)))} ; nombre d’utilisateurs **à saisir** (non publié)`;
}

const DOUBTS = { illegible: 'illisible sur le document', doubtful: 'lecture incertaine', 'not-published': 'nombre non publié' } as const;

function quotaWords(quota: ProfileQuota, terms: HabilitationTerms): string {
  const users = quota.users === null ? 'à saisir' : counted(quota.users, 'utilisateur', 'utilisateurs');
  const doubt = quota.doubt === null ? '' : ` (${DOUBTS[quota.doubt]})`;
  return `profil ${profileWords(quota, terms)}, **${users}**${doubt}`;
}

function profileWords({ profile }: ProfileQuota, terms: HabilitationTerms): string {
  const label = terms.profiles.find((one) => one.code === profile)?.label;
  return label ? `${profile} (${label})` : profile;
}

function changeLines(terms: AdministratorChangeTerms | null): StatementLine[] {
  if (terms === null) return [silence(null, 'Aucun formulaire de changement d’administrateur **n’est publié**.')];
  if (terms.route === null)
    return [
      silence(terms.article, 'L’annexe **n’est pas publiée** : ni la voie ni le formulaire de changement d’administrateur ne sont connus.'),
    ];
  const services = terms.services === null ? '' : ` Il vaut pour ${listed(terms.services)}.`;
  const route = terms.route === 'post' ? 'par voie postale' : 'par courriel';
  return [
    term(
      terms.article,
      `Le formulaire de changement d’administrateur s’adresse **${route}**${terms.addressee === null ? '' : ` ${toWords(terms.addressee)}`}.${services}`,
    ),
    ...(terms.fields.length === 0 ? [] : [term(terms.article, `Il indique : ${terms.fields.map((field) => FIELDS[field]).join(' ; ')}.`)]),
    ...signatureLines(terms),
  ];
}

const FIELDS: Readonly<Record<ChangeField, string>> = {
  partner: 'le partenaire',
  'convention-number': 'le numéro de la convention',
  'person-name': 'le prénom et le nom de la personne à habiliter',
  job: 'sa fonction',
  replaces: 'si elle remplace un administrateur en place',
  'replaced-name': 'si oui, le prénom et le nom de celui-ci',
  'replaced-email': 'l’adresse de courriel de celui-ci',
  phone: 'un téléphone au moins, fixe ou mobile',
  'personal-email': 'une adresse **personnelle et individuelle**, jamais une boîte partagée',
};

/** « à l’administrateur », « au guichet ». */
function toWords(addressee: string): string {
  return addressee.startsWith('le ') ? `au ${addressee.slice(3)}` : `à ${addressee}`;
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
    ...(plannedStops.movesLimits
      ? [setting('plannedStops.movesLimits', 'Un terme qui tombe pendant un arrêt programmé passe à la fin de cet arrêt.')]
      : []),
  ];
}

function traceLines({ traces, convention }: ContractDocument): StatementLine[] {
  if (traces === null) return [];
  const saidByConvention = convention.terms.some((one) => one.code === 'security-incident');
  return [
    term(
      traces.article,
      `Les traces sont conservées **${counted(traces.keptMonths, 'mois', 'mois')}**, les données d’habilitation **${counted(traces.habilitationDataYears, 'an', 'ans')}** après leur dévalidation.`,
    ),
    term(
      traces.article,
      'Seuls les agents de la Caf et de la Cnaf habilités à cette fin lisent les traces ; l’administrateur et son suppléant voient les leurs en entier ; la demande d’un utilisateur passe par sa hiérarchie, puis par l’administrateur.',
    ),
    ...(saidByConvention
      ? []
      : [term(traces.incidentArticle, 'Le partenaire signale **sans délai** tout incident de sécurité dans son périmètre.')]),
  ];
}
