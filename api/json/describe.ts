import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { SCOPES } from '../../domain/api-scopes';
import { OPERATIONS } from './operations';
import { TAGS, type Described, type Operation } from './operation';
import { problemSchema } from './problem';
import { PARAMETERS } from './shapes';

export type Language = 'fr' | 'en';
const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';
type ApiDocument = ReturnType<typeof createDocument>;
const made = new Map<string, ApiDocument>();

/** The description of the API (OpenAPI 3.1), made of the very operations that answer. */
export function describeApi(publicUrl: string, language: Language): ApiDocument {
  const name = `${language} ${publicUrl}`;
  const known = made.get(name) ?? createDocument({
    openapi: '3.1.0',
    info: { title: 'Guichet', version: '1', description: INTRODUCTION[language] },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: Object.entries(TAGS).map(([tag, words]) => ({ name: tag, description: words[language] })),
    paths: pathsOf(language),
    components: {
      securitySchemes: {
        jeton: { type: 'http', scheme: 'bearer', description: TOKEN_WORDS[language] },
        session: { type: 'apiKey', in: 'cookie', name: publicUrl.startsWith('https:') ? '__Host-guichet' : 'guichet', description: SESSION_WORDS[language] },
      },
    },
  });
  made.set(name, known);
  return known;
}

const INTRODUCTION: Readonly<Record<Language, string>> = {
  fr: 'Tout ce que font les pages, pour les programmes. Les instants sont en UTC ; les heures que l’on envoie sont à l’heure de la Caf de la demande. Les champs envoyés portent les noms français des formulaires ; ce qui est lu porte les noms du modèle.',
  en: 'Everything the pages do, for programs. Instants are UTC; local times that are sent are in the zone of the ticket’s Caf. Fields that are sent have the French names of the forms; what is read has the names of the model.',
};
const TOKEN_WORDS: Readonly<Record<Language, string>> = {
  fr: `Un jeton de « Mon compte ». Portées : ${SCOPES.join(', ')}. Il ne donne jamais plus que les rôles de son compte.`,
  en: `A token from “Mon compte”. Scopes: ${SCOPES.join(', ')}. It never gives more than its account’s roles.`,
};
const SESSION_WORDS: Readonly<Record<Language, string>> = {
  fr: 'La session des pages, avec X-CSRF-Token pour ce qui change quelque chose.',
  en: 'The pages’ session, with X-CSRF-Token for what changes something.',
};

function pathsOf(language: Language): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const one of OPERATIONS) paths[one.path] = { ...paths[one.path], [one.method]: operationOf(one, language) };
  return paths;
}

function operationOf(one: Operation, language: Language): ZodOpenApiOperationObject {
  const { id, tag, title, method, scope, query, body, action } = one;
  const names = parametersOf(one.path);
  return {
    operationId: id,
    tags: [tag],
    summary: title[language],
    description: language === 'fr' ? `${scope === null ? 'Par la session des pages seulement' : `Portée « ${scope} »`} ; action « ${action} » de la table des rôles.` : `${scope === null ? 'By the pages’ session only' : `Scope “${scope}”`}; action “${action}” of the table of roles.`,
    security: [...(scope === null ? [] : [{ jeton: [scope] }]), { session: [] }],
    requestParams: {
      ...(names.length === 0 ? {} : { path: z.object(Object.fromEntries(names.map((name) => [name, PARAMETERS[name]]))) }),
      ...(query === null ? {} : { query }),
      ...(method === 'post' ? { header: z.object({ 'Idempotency-Key': KEY, 'X-CSRF-Token': CSRF }) } : {}),
    },
    ...(body === null ? {} : { requestBody: { required: true, content: { [JSON_TYPE]: { schema: body } } } }),
    responses: { ...answersOf(one, language), ...refusalsOf(one, language) },
  };
}

const KEY = z.string().regex(/^[\w.-]{8,200}$/).meta({ description: 'La même requête renvoyée avec la même clé est faite une fois, et reçoit la même réponse pendant un jour. / The same request sent again with the same key is done once, and given the same answer for a day.', example: 'exemple-0001' });
const CSRF = z.string().optional().meta({ description: 'Par la session des pages seulement. / By the pages’ session only.' });

/** @throws Error for a parameter that nothing describes. */
export function parametersOf(path: string): (keyof typeof PARAMETERS)[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    if (!(name in PARAMETERS)) throw new Error(`api/json/shapes.ts: nothing describes {${name}} of ${path}`);
    return name as keyof typeof PARAMETERS;
  });
}

function answersOf({ answers }: Operation, language: Language): ZodOpenApiResponsesObject {
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, { description: answer.words[language], content: contentOf(answer) }])) as ZodOpenApiResponsesObject;
}

function contentOf(answer: Described) {
  return 'type' in answer ? { [answer.type]: { schema: { type: 'string' as const, format: 'binary' } } } : { [JSON_TYPE]: { schema: answer.schema } };
}

const REFUSALS: Readonly<Record<number, Record<Language, string>>> = {
  400: { fr: 'Illisible', en: 'Cannot be read' },
  401: { fr: 'Sans jeton valable', en: 'Without a valid token' },
  403: { fr: 'Hors du rôle ou de la portée', en: 'Beyond the role or the scope' },
  404: { fr: 'N’existe pas, ou n’est pas de vos Caf', en: 'Does not exist, or is not of your Cafs' },
  406: { fr: 'Aucun format accepté', en: 'No accepted format' },
  409: { fr: 'Refusé en l’état, ou déjà en cours', en: 'Refused as things stand, or under way' },
  413: { fr: 'Trop long', en: 'Too long' },
  415: { fr: 'Pas du JSON', en: 'Not JSON' },
  422: { fr: 'Champs à corriger', en: 'Fields to correct' },
  429: { fr: 'Trop de requêtes', en: 'Too many requests' },
  500: { fr: 'Erreur de notre fait', en: 'Our error' },
  503: { fr: 'Momentanément indisponible : Retry-After dit quand réessayer', en: 'Out of reach for the moment: Retry-After says when to try again' },
};

function refusalsOf({ method, path, query }: Operation, language: Language): ZodOpenApiResponsesObject {
  const some = [400, 401, 403, 406, 429, 500, 503, ...(path.includes('{') ? [404] : []), ...(method === 'post' ? [409, 413, 415, 422] : query === null ? [] : [422])];
  const content = { [PROBLEM_TYPE]: { schema: problemSchema } };
  return Object.fromEntries([...new Set(some)].sort((a, b) => a - b).map((status) => [status, { description: REFUSALS[status]?.[language] ?? '', content }])) as ZodOpenApiResponsesObject;
}
