import type { VNode } from 'preact';
import { plannedStop } from '../../../mail/letters/planned-stop';
import { OwnStopPage } from '../../../web/pages/portal/stop';
import { StopPage, type StopProps } from '../../../web/pages/stop';
import { StopFormPage, type StopFormProps } from '../../../web/pages/stop/form';
import { StopPreviewPage, type StopPreviewProps } from '../../../web/pages/stop/preview';
import { StopsPage } from '../../../web/pages/stops';
import { TicketPage } from '../../../web/pages/ticket';
import type { OwnStopView, StopFields, StopView, ToldView } from '../../../web/view/stop';
import { SERVICE_LONG } from '../../../web/words/labels';
import { at, contractOf, nobody, NOW, ref, shell, TOKENS, valDOise } from './frame';
import { ticket } from './ticket';

const SERVICES = Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label }));
const MEANWHILE = 'Le serveur de CDAP est remplacé.\n\nPréparez vos consultations la veille ; en cas d’urgence, appelez le guichet au 01 99 00 24 00.';
const STOP: StopView = { id: 'a1b2c3d4e5f6', title: 'Remplacement du serveur de CDAP', phase: 'announced', scope: 'Caf 95 · CDAP', from: at('2026-06-08T07:00'), until: at('2026-06-09T12:00'), announceAt: at('2026-05-27T09:00'), addresses: 214, linked: 0 };
const FIELDS: StopFields = { titre: STOP.title, consigne: MEANWHILE, debut: '2026-06-08T07:00', fin: '2026-06-09T12:00', envoi: 'maintenant', envoi_le: '', rappel: '1', portee: 'cafs', cafs: ['95'], services: ['CDAP'] };
const BLANK: StopFields = { titre: '', consigne: '', debut: '', fin: '', envoi: 'maintenant', envoi_le: '', rappel: '1', portee: 'cafs', cafs: ['95'], services: [] };

const TOLD: readonly ToldView[] = [
  { caf: '95', partner: 'CCAS de Valmirande-sur-Oise', name: 'Sylvie Arnoult', address: 's.arnoult@ccas-valmirande.example', state: 'opened', notice: 'Annonce', at: at('2026-05-27T14:12') },
  { caf: '95', partner: 'Commune de Saint-Brévin-les-Hauts', name: 'Édouard Lestienne', address: 'edouard.lestienne@saint-brevin-les-hauts.example', state: 'sent', notice: 'Annonce', at: at('2026-05-27T09:01') },
  { caf: '95', partner: 'Communauté de communes des Trois-Vallons', name: 'Apolline Verdier', address: 'apolline.verdier@trois-vallons.example', state: 'bounced', notice: 'Annonce', at: at('2026-05-27T09:01') },
  { caf: '95', partner: 'Résidence autonomie Les Tilleuls', name: 'Gaspard Montclar', address: 'gaspard.montclar@les-tilleuls.example', state: 'waiting', notice: 'Annonce', at: null },
  { caf: '95', partner: 'Association Le Fil d’Ariane', name: null, address: null, state: 'no-address', notice: null, at: null },
];

function form(over: Partial<StopFormProps> = {}): StopFormProps {
  return { shell: valDOise('arrets'), tokens: TOKENS, values: BLANK, refused: null, cafs: [{ value: '95', label: 'Caf du Val-d’Oise' }], services: SERVICES, national: false, zoneWords: 'heure de Paris', ...over };
}

function letter() {
  const contract = contractOf('95');
  const context = { contract, reference: null, subject: STOP.title, service: null, kind: null, partner: 'CCAS de Valmirande-sur-Oise', toName: 'Sylvie Arnoult', now: NOW, url: null };
  return plannedStop({ context, notice: 'announcement', title: STOP.title, meanwhile: MEANWHILE, services: ['CDAP'], from: STOP.from, until: STOP.until, article: 'art. 4', href: 'https://guichet.example/partenaire/arrets/a1b2c3d4e5f6' });
}

function preview(over: Partial<StopPreviewProps> = {}): StopPreviewProps {
  const { subject, text } = letter();
  return {
    ...form({ values: FIELDS }), scope: STOP.scope, from: STOP.from, until: STOP.until, announceAt: null, remindAt: at('2026-06-07T07:00'), letters: [{ zone: 'heure de Paris', subject, text }],
    told: TOLD.flatMap(({ caf, partner, name, address }) => (address === null ? [] : [{ caf, partner, name, address }])), toldCount: 214, missing: [{ caf: '95', partner: 'Association Le Fil d’Ariane', convention: '95-2024-077' }], silent: [], ...over,
  };
}

function stop(over: Partial<StopProps> = {}): StopProps {
  return {
    shell: valDOise('arrets'), tokens: TOKENS, stop: STOP, meanwhile: MEANWHILE, remindAt: at('2026-06-07T07:00'), counts: { opened: 61, sent: 148, bounced: 3, waiting: 2, 'no-address': 1 }, state: null, told: TOLD,
    paging: { from: 1, to: 5, total: 215, previous: null, next: '/arrets/a1b2c3d4e5f6?page=2' }, linked: [],
    journal: [{ at: at('2026-05-27T09:00'), what: 'Arrêt planifié', who: 'Inès Barthélemy' }, { at: at('2026-05-27T09:00'), what: 'Annonce envoyée', who: null }],
    values: FIELDS, services: SERVICES, zoneWords: 'heure de Paris', may: { change: true, cancel: true, end: false }, readOnly: null, sent: null, ...over,
  };
}
const RUNNING: Partial<StopProps> = {
  stop: { ...STOP, phase: 'running', linked: 1, from: at('2026-05-28T07:00'), until: at('2026-05-29T12:00') }, may: { change: true, cancel: false, end: true },
  linked: [{ reference: ref('95-2026-000231'), subject: 'Page blanche à l’ouverture de CDAP', partner: 'CCAS de Valmirande-sur-Oise', receivedAt: at('2026-05-28T09:12') }],
};
const NATIONAL: StopView = { ...STOP, id: 'n1', title: 'Maintenance nationale de Mon Compte Partenaire', scope: 'National : toutes les Caf · tout Mon Compte Partenaire', phase: 'scheduled', announceAt: at('2026-06-01T09:00'), addresses: 0 };
const OWN: OwnStopView = { title: STOP.title, running: false, from: 'lun. 8 juin à 7 h 00', until: 'mar. 9 juin à 12 h 00', services: 'CDAP', href: '/partenaire/arrets/a1b2c3d4e5f6' };
const portal = (stops: readonly OwnStopView[]) => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [{ key: 'accueil', label: 'Accueil', href: '/partenaire' }], current: 'autre', stops } });
const refusedHours = { values: { ...FIELDS, cafs: '95', services: 'CDAP', titre: '', fin: '2026-06-08T06:00' }, errors: [{ field: 'titre', message: 'Dites en quelques mots ce qui s’arrête.' }, { field: 'fin', message: 'La fin vient après le début, et n’est pas passée.' }] };

/** Planned stops: list, form, preview, page, portal. */
export const STOP_STATES: Readonly<Record<string, () => VNode>> = {
  arrets: () => StopsPage({ shell: shell('arrets'), mayAnnounce: true, stops: [{ ...STOP, phase: 'running', linked: 3 }, STOP, NATIONAL, { ...STOP, id: 'p1', title: 'Bascule AFAS', phase: 'over' }, { ...STOP, id: 'p2', title: 'Arrêt reporté', phase: 'cancelled' }] }),
  'arrets-vides': () => StopsPage({ shell: shell('arrets'), stops: [], mayAnnounce: false }),
  'arret-nouveau': () => StopFormPage(form()),
  'arret-nouveau-national': () => StopFormPage(form({ national: true, cafs: ['21', '31', '59', '95'].map((value) => ({ value, label: contractOf(value).name })), values: { ...BLANK, portee: 'national', cafs: [] } })),
  'arret-nouveau-refuse': () => StopFormPage(form({ values: FIELDS, refused: refusedHours })),
  'arret-apercu': () => StopPreviewPage(preview()),
  'arret-apercu-personne': () => StopPreviewPage(preview({ told: [], toldCount: 0, letters: [], missing: [], silent: ['Caf de la Seine-Maritime'], remindAt: null, announceAt: at('2026-06-01T09:00') })),
  arret: () => StopPage(stop()),
  'arret-en-cours': () => StopPage(stop(RUNNING)),
  'arret-a-annoncer': () => StopPage(stop({ stop: NATIONAL, told: [], counts: { opened: 0, sent: 0, bounced: 0, waiting: 0, 'no-address': 0 }, paging: { from: 0, to: 0, total: 0, previous: null, next: null }, may: { change: false, cancel: false, end: false }, readOnly: 'Arrêt national, ou d’autres Caf que les vôtres : seul le niveau national, ou leur guichet, le change.' })),
  'arret-modification-refusee': () => StopPage(stop({ sent: { act: 'modification', refused: refusedHours, fields: FIELDS } })),
  'arret-annulation-refusee': () => StopPage(stop({ ...RUNNING, sent: { act: 'annulation', refused: { values: {}, errors: [{ field: null, message: 'Cet arrêt a commencé : déclarez-le terminé, plutôt que de l’annuler.' }] }, fields: FIELDS } })),
  'demande-liee-a-un-arret': () => TicketPage(ticket({ incident: { attached: null, like: null, alike: null, choices: null, stop: { id: STOP.id, title: STOP.title, over: false } } })),
  'espace-arret': () => OwnStopPage({ shell: portal([OWN]), stop: OWN, meanwhile: MEANWHILE, over: null, address: '' }),
  'espace-arret-termine': () => OwnStopPage({ shell: portal([{ ...OWN, running: true, title: 'Maintenance nationale' }]), stop: OWN, meanwhile: MEANWHILE, over: 'over', address: '' }),
};
