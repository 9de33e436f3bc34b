import type { VNode } from 'preact';
import { apiReferenceView } from '../../../api/view/api-reference';
import { TokensPage, type TokenLine } from '../../../web/pages/account/tokens';
import { ApiReferencePage } from '../../../web/pages/api/reference';
import { WebhookPage, type DeliveryLine, type WebhookProps } from '../../../web/pages/settings/webhook';
import { WebhooksPage } from '../../../web/pages/settings/webhooks';
import { at, nobody, ref, shell, TOKENS } from './frame';

const token = (id: string, name: string, over: Partial<TokenLine> = {}): TokenLine => ({ id, name, scopes: ['lecture'], madeAt: at('2026-05-04T09:12'), expiresAt: at('2026-08-02T09:12'), usedAt: null, state: 'good', ...over });
const TOKEN_LINES = [
  token('t1', 'Tableau de bord du département', { usedAt: at('2026-05-28T10:08') }),
  token('t2', 'Logiciel de téléphonie', { scopes: ['lecture', 'demandes', 'appels'], usedAt: at('2026-05-27T17:31') }),
  token('t3', 'Essai', { state: 'revoked' }),
  token('t4', 'Ancien tableau de bord', { state: 'over', expiresAt: at('2026-05-20T09:12') }),
];
const account = { shell: shell('autre'), tokens: TOKENS, hasPassword: true, made: null, refused: null };

const delivery = (id: string, over: Partial<DeliveryLine> = {}): DeliveryLine => ({ id, reference: ref('31-2026-000123'), event: 'Demande reçue', happenedAt: at('2026-05-28T09:58'), state: 'delivered', attempts: 1, lastAt: at('2026-05-28T09:58'), lastStatus: 200, problem: null, ...over });
const webhook: WebhookProps = {
  shell: shell('reglages'), tokens: TOKENS, next: 'suite', secret: null,
  webhook: { id: 'w1', caf: '31', url: 'https://programme.example/guichet/evenements', events: ['Demande reçue', 'Prise en charge', 'Résolue'], ended: false },
  deliveries: [
    delivery('d1', { state: 'pending', attempts: 0, lastAt: null, lastStatus: null, event: 'Prise en charge' }),
    delivery('d2'),
    delivery('d3', { state: 'pending', attempts: 3, lastStatus: 503, problem: 'status' }),
    delivery('d4', { state: 'given-up', attempts: 32, lastAt: at('2026-05-26T08:00'), lastStatus: null, problem: 'unreachable', reference: ref('31-2026-000098') }),
  ],
};
const CAFS = [{ value: '31', label: 'Haute-Garonne (31)' }, { value: '95', label: 'Val-d’Oise (95)' }];
const webhooks = { shell: shell('reglages'), tokens: TOKENS, cafs: CAFS, refused: null };
const LINES = [{ id: 'w1', caf: '31', url: webhook.webhook.url, events: 3, pending: 2, givenUp: 1 }, { id: 'w2', caf: '95', url: 'https://autre.example/', events: 1, pending: 0, givenUp: 0 }];

/** What managers and programs see of the API. */
export const API_STATES: Readonly<Record<string, () => VNode>> = {
  'compte-jetons': () => TokensPage({ ...account, lines: TOKEN_LINES }),
  'compte-jetons-aucun': () => TokensPage({ ...account, lines: [], hasPassword: false }),
  'compte-jetons-cree': () => TokensPage({ ...account, lines: TOKEN_LINES.slice(0, 1), made: 'guichet_Xy3kT9mQ0vB7nLr2sWf8dHc5jZp1aEu6gKi4oYq_tM' }),
  'compte-jetons-refuse': () =>
    TokensPage({
      ...account, lines: TOKEN_LINES.slice(0, 1),
      refused: { values: { nom: '', duree: '30' }, errors: [{ field: 'nom', message: 'Dites à quoi sert ce jeton.' }, { field: 'portees', message: 'Cochez au moins une portée.' }, { field: 'actuel', message: 'Ce n’est pas votre mot de passe.' }] },
    }),
  webhooks: () => WebhooksPage({ ...webhooks, webhooks: LINES }),
  'webhooks-aucun': () => WebhooksPage({ ...webhooks, cafs: CAFS.slice(0, 1), webhooks: [] }),
  'webhooks-refuse': () =>
    WebhooksPage({
      ...webhooks, webhooks: LINES.slice(1),
      refused: { values: { caf: '31', url: 'http://programme.example', 'evenement-received': 'oui' }, errors: [{ field: 'url', message: 'L’adresse doit commencer par https\u00a0: ce qui est dit d’une demande ne passe pas en clair.' }, { field: 'evenements', message: 'Choisissez au moins un événement, parmi ceux qui existent.' }] },
    }),
  webhook: () => WebhookPage(webhook),
  'webhook-cree': () => WebhookPage({ ...webhook, deliveries: [], next: null, secret: 'whsec_b3ZlcnRoZWhpbGxzYW5kZmFyYXdheXRoZXJlaXNhZGVzaw==' }),
  'webhook-arrete': () => WebhookPage({ ...webhook, next: null, webhook: { ...webhook.webhook, ended: true } }),
  'api-reference': () => ApiReferencePage({ shell: nobody(), view: apiReferenceView('https://guichet.example', 'fr') }),
  'api-reference-en': () => ApiReferencePage({ shell: nobody(), view: apiReferenceView('https://guichet.example', 'en') }),
};
