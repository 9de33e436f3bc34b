import type { VNode } from 'preact';
import { IncidentPage, type IncidentProps } from '../../../web/pages/incident';
import { NewIncidentPage, type NewIncidentProps } from '../../../web/pages/incident/form';
import { IncidentsPage } from '../../../web/pages/incidents';
import { TicketPage } from '../../../web/pages/ticket';
import { QueuePage } from '../../../web/pages/queue';
import type { IncidentTicketView, IncidentView } from '../../../web/view/incident';
import { SERVICE_LONG } from '../../../web/words/labels';
import { at, ref, shell, TOKENS, valDOise } from './frame';
import { queue } from './queue';
import { ticket } from './ticket';

const INCIDENT: IncidentView = {
  id: 'a1b2c3d4e5f6',
  title: 'CDAP ne s’ouvre plus : page blanche après la connexion',
  scope: 'Caf 95 · CDAP',
  since: at('2026-05-28T08:40'),
  closedAt: null,
  openedBy: 'Inès Barthélemy',
  attached: 4,
  attachedOpen: 3,
};
const CLOSED: IncidentView = { ...INCIDENT, id: 'b1b2c3d4e5f6', title: 'Fichiers AFAS refusés', scope: 'National · AFAS', since: at('2026-05-20T09:00'), closedAt: at('2026-05-20T16:30'), attached: 41, attachedOpen: 0 };

const PLACES = ['CCAS de Valmirande-sur-Oise', 'Commune de Saint-Brévin-les-Hauts', 'Communauté de communes des Trois-Vallons', 'Résidence autonomie Les Tilleuls'];
function tickets(first: number, over: Partial<IncidentTicketView> = {}): IncidentTicketView[] {
  return PLACES.map((partner, i) => ({
    reference: ref(`95-2026-000${first + i}`),
    partner,
    subject: i === 1 ? 'URGENT impossible d’ouvrir le moindre dossier depuis ce matin, erreur 500 sur tous les postes' : 'Page blanche',
    service: 'CDAP',
    receivedAt: at(`2026-05-28T08:${44 + i * 3}`),
    phase: 'À prendre en charge',
    owes: 'desk',
    open: true,
    due: at('2026-06-29T09:00'),
    ...over,
  }));
}
const ATTACHED = tickets(420).map((one, i): IncidentTicketView => (i === 3 ? { ...one, phase: 'Résolue', owes: null, open: false, due: null } : i === 0 ? { ...one, due: at('2026-05-28T09:44') } : one));
const SERVICES = Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label }));
const DETAILS = { service: 'CDAP', titre: INCIDENT.title, depuis: '2026-05-28T08:40', connu: 'Le national est saisi depuis 8 h 55.' };

export function incidentSample(over: Partial<IncidentProps> = {}): IncidentProps {
  return {
    shell: valDOise('incidents'),
    tokens: TOKENS,
    incident: INCIDENT,
    known: 'Le national est saisi depuis 8 h 55. Les autres services répondent.\n\nUn retour est attendu dans la matinée.',
    closedBy: null,
    attached: ATTACHED,
    proposals: { same: tickets(430).slice(0, 3), possible: tickets(440, { service: null }).slice(0, 1), more: true },
    messages: [
      {
        at: at('2026-05-28T09:05'), author: 'Inès Barthélemy', text: 'Bonjour,\n\nCDAP ne répond plus depuis 8 h 40. Le national est saisi.', resolves: false, closing: false,
        sent: 2, waiting: 1, refused: [{ reference: ref('95-2026-000423'), reason: 'Cette demande est déjà résolue.' }],
      },
    ],
    details: DETAILS,
    services: SERVICES,
    zoneWords: 'heure de Paris',
    sent: null,
    readOnly: null,
    ...over,
  };
}

export function newIncidentSample(over: Partial<NewIncidentProps> = {}): NewIncidentProps {
  return {
    shell: valDOise('incidents'),
    tokens: TOKENS,
    values: { portee: '95', demande: '95-2026-000420', ...DETAILS, connu: '' },
    refused: null,
    from: { reference: ref('95-2026-000420'), subject: 'Page blanche', partner: PLACES[0] ?? '' },
    scopes: [{ value: '95', label: 'Caf du Val-d’Oise' }, { value: 'national', label: 'National : toutes les Caf' }],
    services: SERVICES,
    zoneWords: 'heure de Paris',
    ...over,
  };
}

const noText = { values: { texte: '' }, errors: [{ field: 'texte', message: 'Écrivez le message.' }, { field: 'suite', message: 'Dites si vous devez encore une réponse ou si c’est résolu.' }] };
const LIKE = { id: INCIDENT.id, title: INCIDENT.title, since: INCIDENT.since, same: true };

/** Every state of the pages about unplanned outages. */
export const INCIDENT_STATES: Readonly<Record<string, () => VNode>> = {
  incidents: () => IncidentsPage({ shell: shell('incidents'), incidents: [INCIDENT, CLOSED] }),
  'incidents-vides': () => IncidentsPage({ shell: shell('incidents'), incidents: [] }),
  'incident-nouveau': () => NewIncidentPage(newIncidentSample()),
  'incident-nouveau-refuse': () =>
    NewIncidentPage(newIncidentSample({ from: null, scopes: [{ value: '95', label: 'Caf du Val-d’Oise' }], refused: { values: { titre: '', depuis: '2026-05-29T08:40' }, errors: [{ field: 'titre', message: 'Dites en quelques mots ce qui se passe.' }, { field: 'depuis', message: 'Un incident a déjà commencé : donnez une heure passée.' }] } })),
  incident: () => IncidentPage(incidentSample()),
  'incident-sans-demande': () => IncidentPage(incidentSample({ attached: [], messages: [], known: '', proposals: { same: [], possible: [], more: false } })),
  'incident-message-refuse': () => IncidentPage(incidentSample({ sent: { act: 'message', refused: noText, ticked: [] } })),
  'incident-cloture-refusee': () =>
    IncidentPage(incidentSample({ sent: { act: 'cloture', refused: { values: { texte: '' }, errors: [{ field: 'texte', message: 'Écrivez le dernier message : les demandes cochées le recevront.' }] }, ticked: ['95-2026-000420'] } })),
  'incident-etat-refuse': () => IncidentPage(incidentSample({ sent: { act: 'etat', refused: { values: { titre: '' }, errors: [{ field: 'titre', message: 'Dites en quelques mots ce qui se passe.' }] }, ticked: [] } })),
  'incident-rattachement-refuse': () => IncidentPage(incidentSample({ sent: { act: 'rattachement', refused: { values: {}, errors: [{ field: null, message: 'Cochez au moins une demande.' }] }, ticked: [] } })),
  'incident-national': () => IncidentPage(incidentSample({ incident: { ...INCIDENT, scope: 'National · CDAP' }, readOnly: 'Incident national : seul un responsable le met à jour et le clôt. Vous pouvez rattacher vos demandes et leur écrire.' })),
  'incident-clos': () => IncidentPage(incidentSample({ incident: CLOSED, closedBy: 'Inès Barthélemy', attached: ATTACHED.slice(3), proposals: { same: [], possible: [], more: false } })),
  'demande-incident-ressemblant': () => TicketPage(ticket({ incident: { attached: null, like: LIKE, alike: null, choices: [{ value: 'x', label: 'AFAS en panne' }] } })),
  'demande-incident-possible': () => TicketPage(ticket({ incident: { attached: null, like: { ...LIKE, same: false }, alike: null, choices: [] } })),
  'demande-incident-rattachee': () => TicketPage(ticket({ incident: { attached: { id: INCIDENT.id, title: INCIDENT.title, closed: false }, like: null, alike: null, choices: null } })),
  'demande-incident-a-ouvrir': () => TicketPage(ticket({ incident: { attached: null, like: null, alike: { count: 5, service: 'CDAP' }, choices: [] } })),
  'file-incident': () => QueuePage(queue('toutes', { incidents: [INCIDENT, CLOSED] })),
};
