import type { ContractDocument, ConventionTerm, ConventionTermCode } from './contract-terms-types';
import { counted, frenchRule } from './french/dates';
import { listed, setting, silence, term, type StatementLine } from './contract-statement-line';

/** The clauses of the convention that carries the contract (articles 8, 9, 14, 16, 17). Assumed clauses are labelled so. */
export function conventionLines({ convention }: ContractDocument): StatementLine[] {
  const lines = convention.terms.map((one) => term(articleOf(one), sentence(one)));
  if (convention.source === 'published') return lines;
  const assumed = silence(
    null,
    'La convention de cette Caf **n’est pas publiée** : les clauses qui suivent sont supposées suivre le même modèle que les conventions publiées.',
  );
  return [assumed, ...lines.map((line): StatementLine => ({ ...line, kind: 'assumed' }))];
}

function articleOf({ article }: ConventionTerm): string {
  return article === null ? 'convention' : `convention, ${article}`;
}

function sentence(one: ConventionTerm): string {
  const delay = one.delay === undefined ? '' : frenchRule(one.delay);
  return `${SENTENCES[one.code](delay, one.items ?? [], one.count ?? null)}${one.meeting === true ? ' Une réunion se tient **à cette occasion**.' : ''}`;
}

const SENTENCES: Readonly<Record<ConventionTermCode, (delay: string, items: readonly string[], count: number | null) => string>> = {
  duration: (delay) =>
    `La convention dure **${delay}** à compter de sa signature ; elle est reconduite chaque année **par tacite reconduction**.`,
  'yearly-assessment': () => 'Un **bilan annuel** est dressé ; le niveau national peut y assister.',
  meeting: (delay) => `À la demande de l’une des parties, une réunion se tient **dans un délai de ${delay} au plus**.`,
  minutes: (delay) => `Chaque partie en rédige le compte rendu à tour de rôle ; les deux le valident **dans les ${delay}**.`,
  'subcontractor-notice': (delay, items) =>
    `Le partenaire qui veut recourir à un sous-traitant l’écrit **au moins ${delay} avant**, en indiquant ${listed(items)}.`,
  termination: (delay) =>
    `La résiliation se fait par lettre recommandée ; elle ne prend pas effet **avant ${delay}** à compter de sa réception.`,
  breach: (delay) =>
    `En cas de manquement, une mise en demeure est envoyée en recommandé ; si rien n’est fait, la convention est résiliée **${delay} après** sa réception.`,
  amendment: () => 'Toute modification fait l’objet d’un **avenant signé**.',
  opening: (_delay, items) => `Rien n’est ouvert **avant les signatures** (${listed(items)}) et les formalités de protection des données.`,
  confidentiality: () => 'Tout ce qui est échangé est **confidentiel**.',
  'malfunction-notice': () => 'Les représentants désignés s’informent mutuellement d’un **dysfonctionnement avéré**.',
  audits: () => 'La Caf peut faire des **audits**, avec l’appui de la Cnaf.',
  'limited-use': (_delay, _items, count) =>
    `L’usage est **limité aux ${count === null ? '' : `${count} `}missions** que nomme la convention.`,
  transfers: () => 'Les transferts de données **hors de l’Union européenne** sont encadrés.',
  'security-incident': () => 'Le partenaire signale **sans délai** tout incident de sécurité dans son périmètre.',
  'no-automated-login': () => '**Aucune connexion automatisée** n’est permise.',
  'end-of-convention': () => 'La fin de la convention **met fin au contrat de service**.',
  'bulletin-documents': () => 'Le partenaire signale toute modification des **pièces justificatives** de son bulletin d’adhésion.',
  'amicable-settlement': () => 'Un différend se règle **d’abord à l’amiable**.',
};

/** What the desk has set beside contract and convention. */
export function settingLines({ settings, openTicketsOnAmendment, keepTicketsMonths, escalation }: ContractDocument): StatementLine[] {
  const keep =
    openTicketsOnAmendment === 'keep-version'
      ? 'gardent la version sous laquelle elles ont été ouvertes'
      : 'passent à la nouvelle version à sa date d’effet';
  const days = (count: number) => frenchRule({ calendarDays: count });
  return [
    setting('openTicketsOnAmendment', `À un avenant, les demandes déjà ouvertes ${keep}.`),
    setting(
      'settings.closeAfterCalendarDays',
      `Une demande résolue est close ${days(settings.closeAfterCalendarDays)} plus tard ; une réponse la rouvre dans les ${days(settings.reopenWithinCalendarDays)} qui suivent sa résolution, puis ouvre une nouvelle demande liée.`,
    ),
    setting(
      'settings.internalReminder',
      settings.internalReminder === null
        ? 'Un secteur ou le niveau national qui ne répond pas n’est pas relancé automatiquement.'
        : `Un secteur ou le niveau national qui ne répond pas est relancé après ${frenchRule(settings.internalReminder)}.`,
    ),
    ...(escalation === null
      ? []
      : [
          setting(
            'settings.afterOutageHoldMinutes',
            `Après une panne, les escalades par délai attendent ${settings.afterOutageHoldMinutes} min avant d’être décidées de nouveau.`,
          ),
        ]),
    keepTicketsMonths === null
      ? setting('keepTicketsMonths', 'La durée de conservation des demandes closes **reste à fixer** par la Caf.')
      : setting(
          'keepTicketsMonths',
          `Le journal et les courriels d’une demande sont conservés ${counted(keepTicketsMonths, 'mois', 'mois')} après sa clôture.`,
        ),
  ];
}
