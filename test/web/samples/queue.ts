import { openMsBetween } from '../../../domain/calendar';
import { epochMs, type Instant } from '../../../domain/ids';
import type { QueueProps } from '../../../web/pages/queue';
import type { QueueView } from '../../../web/paths';
import type { QueueRow } from '../../../web/view/queue';
import type { Due, Owes } from '../../../web/view/ticket';
import type { SavedViewsView, SeveralView } from '../../../web/view/queue';
import { at, caf, contractOf, NOW, ref, shell, TOKENS } from './frame';

const SINCE = at('2026-05-21T09:05');
const GUICHET: Owes = { side: 'desk', since: SINCE, holder: null };
const PARTENAIRE: Owes = { side: 'partner', since: SINCE, holder: null };

/** A limit as the API makes it: opening time by that Caf's own calendar. */
function due(caf: string, limit: Instant, spent: number): Due {
  const { calendar } = contractOf(caf);
  const late = epochMs(limit) <= epochMs(NOW);
  return { at: limit, openMsLeft: late ? -openMsBetween(calendar, limit, NOW) : openMsBetween(calendar, NOW, limit), spent };
}

function row(over: Partial<QueueRow> & Pick<QueueRow, 'reference' | 'partner' | 'subject'>): QueueRow {
  return {
    channel: 'email',
    requester: 'Support niveau 1',
    service: 'CDAP',
    kind: 'technical-incident',
    flags: {},
    owes: GUICHET,
    next: null,
    due: null,
    canTakeInHand: false,
    ...over,
  };
}

const PICKUP = { title: 'Prise en charge promise', rule: 'Côte-d’Or, art. 3 — 48 h' };

export const ROWS: readonly QueueRow[] = [
  row({
    reference: ref('21-2026-000188'),
    partner: 'Ville de Montclairvaux',
    requester: 'Administrateur suppléant',
    subject: 'Profil T13 refusé à la création d’un utilisateur',
    kind: 'administrative-question',
    next: PICKUP,
    due: due('21', at('2026-05-28T08:50'), 1),
    canTakeInHand: true,
  }),
  row({
    reference: ref('31-2026-000409'),
    partner: 'CCAS de Saint-Aubrac',
    subject: 'Fichier AFAS rejeté : code E-204 depuis vendredi',
    service: 'AFAS',
    next: { title: '1er contact Caf', rule: 'Haute-Garonne, art. 3.3 — 5 jours' },
    due: due('31', at('2026-05-28T11:32'), 0.98),
    canTakeInHand: true,
  }),
  row({
    reference: ref('95-2026-000171'),
    channel: 'phone',
    partner: 'Ville d’Orsemont-le-Bois',
    subject: 'Revenus non affichés pour trois foyers',
    service: 'DGFIP',
    flags: { missing: 1 },
    owes: PARTENAIRE,
    next: { title: '1er contact du partenaire : directrice adjointe', rule: 'Val-d’Oise, art. 3.3 — 1 mois' },
    due: due('95', at('2026-05-28T14:30'), 0.96),
  }),
  row({
    reference: ref('21-2026-000191'),
    partner: 'CCAS de Belrupt-sur-Tille',
    requester: 'Administratrice',
    subject: 'Page blanche après connexion',
    next: PICKUP,
    due: due('21', at('2026-05-28T15:40'), 0.89),
    canTakeInHand: true,
  }),
  row({
    reference: ref('21-2026-000193'),
    channel: 'portal',
    partner: 'Office Habitat des Trois-Rus',
    subject: 'Ouvrir le service AFAS à deux agents',
    service: 'AFAS',
    kind: 'administrative-question',
    flags: { newReply: true },
    next: PICKUP,
    due: due('21', at('2026-05-29T09:05'), 0.52),
  }),
  row({
    reference: ref('31-2026-000415'),
    partner: 'Mairie de Castelbrun-d’Arros',
    requester: 'Administrateur',
    subject: 'Quotient familial différent du courrier reçu',
    kind: 'administrative-question',
    owes: { side: 'desk', since: SINCE, holder: { sector: 'Assistance CDAP' } },
    next: { title: '1er contact Caf', rule: 'art. 3.3 — 5 jours, reportée : fermé' },
    due: due('31', at('2026-06-01T07:30'), 0.41),
  }),
  row({
    reference: ref('31-2026-000398'),
    partner: 'Crèche associative Les Pinsons',
    subject: 'Déclaration de fréquentation impossible à valider',
    service: 'AFAS',
    flags: { rung: 1, bounced: true },
    owes: PARTENAIRE,
    next: { title: '2e contact du partenaire : administrateur n° 2', rule: 'art. 3.3 — 5 jours après le 1er contact' },
    due: due('31', at('2026-06-01T16:05'), 0.18),
  }),
  row({
    reference: ref('31-2026-000421'),
    channel: 'phone',
    partner: 'CCAS de Saint-Aubrac',
    subject: 'Aucun agent ne peut se connecter',
    flags: { urgent: true, callBackDue: at('2026-05-28T11:30') },
    next: { title: 'Échelle épuisée', rule: 'art. 3.3 — 5 jours après le 1er contact' },
    due: due('31', at('2026-06-02T09:58'), 0.01),
  }),
  row({
    reference: ref('95-2026-000205'),
    partner: 'Département des Hauts-Plateaux',
    requester: 'Administratrice',
    subject: 'Export mensuel interrompu à 40 %',
    owes: { side: 'desk', since: SINCE, holder: 'national' },
    next: { title: '1er contact Caf : conseillère services numériques', rule: 'Val-d’Oise, art. 3.3 — 1 mois' },
    due: due('95', at('2026-06-19T10:30'), 0.3),
  }),
  row({
    reference: ref('95-2026-000217'),
    partner: 'CCAS de Valmirande-sur-Oise',
    subject: 'Page blanche après connexion au dossier',
    flags: { missing: 2 },
    owes: PARTENAIRE,
    next: { title: '1er contact du partenaire : directrice adjointe', rule: 'art. 3.3 — 1 mois, reportée : dimanche' },
    due: due('95', at('2026-06-22T09:00'), 0.23),
  }),
  row({
    reference: ref('76-2026-000032'),
    partner: 'Mairie de Harcanville-la-Rive',
    subject: 'Comment ajouter un utilisateur ?',
    kind: 'habilitation',
    service: null,
    canTakeInHand: true,
  }),
];

const COUNTS = [
  { view: 'toutes', count: 47 },
  { view: 'a-prendre-en-charge', count: 6 },
  { view: 'attente-caf', count: 18 },
  { view: 'attente-partenaire', count: 17 },
  { view: 'escaladees', count: 4 },
  { view: 'a-identifier', count: 2 },
] as const;

const SAVED: SavedViewsView = { query: '', savable: false, cafs: [], refused: null, views: [
  { id: 'v1', name: 'CDAP en retard', href: '/file?service=CDAP&echeance=d%C3%A9pass%C3%A9e', current: false, sharedWith: null, removable: true },
  { id: 'v2', name: 'À traiter ce matin', href: '/file?doit=caf&echeance=aujourd%E2%80%99hui', current: false, sharedWith: caf('31'), removable: false },
] };
const SEVERAL: SeveralView = { query: '', sectors: [{ value: 'assistance-cdap', label: 'Assistance CDAP' }, { value: 'securite', label: 'Sécurité' }], allowed: true, chosen: [], refused: null };
const MORE = [
  { name: 'echeance', label: 'Échéance', value: 'dépassée', options: [{ value: '', label: 'toutes' }, { value: 'dépassée', label: 'dépassée' }], more: true },
  { name: 'secteur', label: 'Secteur', value: '', options: [{ value: '', label: 'tous' }], more: true },
] as const;

/** A queue that is filtered, whose view may be kept. */
export const narrowed = (over: Partial<QueueProps> = {}): QueueProps => {
  const base = queue('toutes');
  return queue('toutes', { filters: [...base.filters, ...MORE], line: { q: 'urgent', partner: 'castelbrun', problems: [], narrowed: true }, saved: { ...SAVED, query: 'q=urgent', savable: true, cafs: [caf('31')] }, ...over });
};
export const SEVERAL_REFUSED: SeveralView = { ...SEVERAL, chosen: [ROWS[0], ROWS[1]].flatMap((one) => one?.reference ?? []), refused: { values: { acte: 'note' }, errors: [{ field: 'texte-note', message: 'Écrivez la note.' }] } };

export function queue(view: QueueView, over: Partial<QueueProps> = {}): QueueProps {
  return {
    shell: shell('file'),
    view,
    counts: COUNTS,
    rows: ROWS,
    paging: { from: 1, to: ROWS.length, total: 47, previous: null, next: '/file?page=2' },
    line: { q: '', partner: '', problems: [], narrowed: false },
    saved: SAVED,
    several: SEVERAL,
    filters: [
      {
        name: 'caf',
        label: 'Caf',
        value: '',
        options: [
          { value: '', label: 'toutes' },
          { value: '31', label: '31' },
          { value: '95', label: '95' },
        ],
      },
      {
        name: 'service',
        label: 'Service',
        value: '',
        options: [
          { value: '', label: 'tous' },
          { value: 'CDAP', label: 'CDAP' },
        ],
      },
    ],
    callBacks: 3,
    tokens: TOKENS,
    ...over,
  };
}

/** Fifty rows, for the measure of rendering. */
export const FIFTY: readonly QueueRow[] = Array.from({ length: 50 }, (_, i) => ({
  ...(ROWS[i % ROWS.length] as QueueRow),
  reference: ref(`95-2026-${String(i + 1).padStart(6, '0')}`),
}));
