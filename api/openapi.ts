import { TICKET_ACTS } from '../web/paths';
import { actInputs } from './act-forms';
import { callInput } from './call-form';
import { ACT_NAMES } from './view/act-names';
import { KIND_OF } from './view/ticket-acts';

const JSON_TYPE = 'application/json';
const reference = { name: 'reference', in: 'path', required: true, schema: { type: 'string', example: '31-2026-000123' } };
const key = { name: 'Idempotency-Key', in: 'header', required: true, description: 'The same request sent twice with the same key is done once.', schema: { type: 'string', minLength: 8, maxLength: 200 } };
const csrf = { name: 'X-CSRF-Token', in: 'header', required: true, description: 'From GET /api/session.', schema: { type: 'string' } };
const error = { description: 'Refused; the reason is in French.', content: { [JSON_TYPE]: { schema: { type: 'object', properties: { error: { type: 'object' } } } } } };
const body = (schema: object) => ({ required: true, content: { [JSON_TYPE]: { schema } } });
const ok = (description: string) => ({ description, content: { [JSON_TYPE]: { schema: { type: 'object' } } } });
const query = (name: string, description: string) => ({ name, in: 'query', required: false, description, schema: { type: 'string' } });

/** The JSON API, described from the very forms that it reads. */
export function openApi(publicUrl: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Guichet', version: '1', description: 'The desk of a Caf for its partners. Sign in by POST /api/session; its cookie and X-CSRF-Token go with every request. Instants are UTC, local times are in the zone of the ticket’s Caf.' },
    servers: [{ url: publicUrl }],
    paths: {
      '/api/session': {
        get: { summary: 'Who is signed in, and the token of its requests', responses: { 200: ok('The session'), 401: error } },
        post: { summary: 'Sign in: the answer sets the session’s cookie', requestBody: body({ type: 'object', required: ['login', 'password'], properties: { login: { type: 'string' }, password: { type: 'string' }, code: { type: 'string', description: 'Of the second factor, when the account has one' } } }), responses: { 200: ok('The session'), 401: error, 403: error, 429: error } },
      },
      '/api/demandes': {
        get: {
          summary: 'Open tickets of your Cafs, what falls due first',
          parameters: [query('vue', 'a-prendre-en-charge, attente-caf, attente-partenaire, escaladees'), query('caf', 'one of your Cafs'), query('service', 'CDAP, AFAS, DGFIP'), query('nature', 'a kind of ticket'), query('doit', 'caf, partenaire'), query('secteur', 'the code of a sector'), query('partenaire', 'words of a partner’s name'), query('echeance', 'dépassée, aujourd’hui, <=demain, <7j'), query('q', 'a line of criteria, as in the search'), query('page', 'from 1')],
          responses: { 200: ok('A page of tickets'), 401: error },
        },
      },
      '/api/demandes/{reference}': { get: { summary: 'A ticket: state, journal, messages, forecast', parameters: [reference], responses: { 200: ok('The ticket'), 404: error } } },
      ...acts(),
      '/api/appels': {
        post: {
          summary: 'A phone call taken: opens a ticket, or is put before a person when the caller may not open one',
          parameters: [csrf, key],
          requestBody: body(callInput()),
          responses: { 201: ok('Kept'), 200: ok('Kept before, by the same request'), 422: error },
        },
      },
    },
  };
}

function acts(): Record<string, object> {
  const inputs = actInputs();
  return Object.fromEntries(TICKET_ACTS.map((act) => [`/api/demandes/{reference}/${act}`, {
    post: {
      summary: ACT_NAMES[KIND_OF[act]],
      parameters: [reference, csrf, key],
      requestBody: body(inputs[act]),
      responses: { 200: ok('Carried out'), 202: ok('Kept, and carried out as soon as the service answers'), 404: error, 409: error, 422: error },
    },
  }]));
}
