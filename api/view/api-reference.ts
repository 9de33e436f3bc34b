import type { ApiReferenceView, FieldView, OperationView } from '../../web/view/api-reference';
import { describeApi, type Language } from '../json/describe';
import { OPERATIONS } from '../json/operations';
import { TAGS, type Operation, type Tag } from '../json/operation';
import { PROBLEMS, type ProblemCode } from '../json/problem';

/** As much of JSON Schema as the reference shows. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
}
interface Described {
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly in: string; readonly required?: boolean; readonly description?: string; readonly schema?: Schema }>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>;
}

const SESSION_ONLY: Readonly<Record<Language, string>> = { fr: 'session', en: 'session' };

/** The reference page, made of the description itself. */
export function apiReferenceView(publicUrl: string, language: Language): ApiReferenceView {
  const document = describeApi(publicUrl, language);
  const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Described>>>>;
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const view = (one: Operation): OperationView => operationView(one, paths[one.path]?.[one.method], language);
  return {
    language,
    base: `${publicUrl}/api/v1`,
    introduction: document.info.description ?? '',
    sections: (Object.keys(TAGS) as Tag[]).map((tag) => ({ tag, title: TAGS[tag][language], operations: OPERATIONS.filter((one) => one.tag === tag).map(view) })),
    schemas: Object.entries(schemas).map(([name, schema]) => ({ name, description: schema.description === undefined ? null : said(schema.description, language), fields: fieldsOf(schema, language) })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    problems: (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => ({ code, ...PROBLEMS[code] })),
  };
}

function operationView({ id, method, path, title, scope }: Operation, described: Described | undefined, language: Language): OperationView {
  const { parameters = [], requestBody, responses = {} } = described ?? {};
  const [body] = Object.values(requestBody?.content ?? {});
  const given = Object.entries(responses).map(([status, { description, content }]) => {
    const [type = '', media] = Object.entries(content ?? {})[0] ?? [];
    return { status, words: description, type, schema: refOf(media?.schema) };
  });
  return {
    id, path, title: title[language], method: method === 'get' ? 'GET' : 'POST',
    scope: scope ?? SESSION_ONLY[language],
    parameters: parameters.map((one) => ({ ...fieldOf(one.name, { ...one.schema, ...(one.description === undefined ? {} : { description: one.description }) }, one.required === true, language) })),
    body: fieldsOf(body?.schema ?? {}, language),
    answers: given.filter(({ status }) => status.startsWith('2')),
    refusals: given.filter(({ status }) => !status.startsWith('2')).map(({ status }) => status),
  };
}

function fieldsOf({ properties = {}, required = [], allOf = [] }: Schema, language: Language): FieldView[] {
  if (allOf.length > 0) return allOf.flatMap((one) => fieldsOf(one, language));
  return Object.entries(properties).map(([name, schema]) => fieldOf(name, schema, required.includes(name), language));
}

function fieldOf(name: string, schema: Schema, required: boolean, language: Language): FieldView {
  return { name, required, type: typeOf(schema), schema: refOf(schema), description: schema.description === undefined ? null : said(schema.description, language) };
}

/** Descriptions are in both languages, « français / English ». */
function said(description: string, language: Language): string {
  const [french = '', english] = description.split(' / ');
  return language === 'en' && english !== undefined ? english : french;
}

function refOf(schema: Schema | undefined): string | null {
  if (schema === undefined) return null;
  const found = schema.$ref ?? schema.items?.$ref ?? schema.anyOf?.find((one) => one.$ref !== undefined)?.$ref;
  return found?.split('/').at(-1) ?? null;
}

function typeOf(schema: Schema): string {
  const { $ref, type, format, items, anyOf, oneOf } = schema;
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? '';
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(' | ');
  if (items !== undefined) return `${typeOf(items)}[]`;
  return `${[type ?? 'object'].flat().join(' | ')}${format === undefined ? '' : ` (${format})`}`;
}
