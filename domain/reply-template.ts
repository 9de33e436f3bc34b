/** The fields that a reply template may hold, each written `{partenaire}`, with what stands in its place. */
export const TEMPLATE_FIELDS = {
  partenaire: 'le nom du partenaire',
  référence: 'la référence de la demande',
  objet: 'l’objet de la demande',
  service: 'le service concerné',
  appelant: 'la personne qui a écrit ou appelé',
  échéance: 'la prochaine échéance de la demande',
  reçue: 'quand la demande a été reçue',
  guichet: 'le nom du guichet',
} as const;
export type TemplateField = keyof typeof TEMPLATE_FIELDS;
export type TemplateValues = Readonly<Record<TemplateField, string | null>>;

const FIELD = /\{\s*([\p{L}][\p{L} ]{0,39}?)\s*\}/gu;
const bare = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const KNOWN = new Map((Object.keys(TEMPLATE_FIELDS) as TemplateField[]).map((field) => [bare(field), field]));

/** What is written between braces and is no field, each once. */
export function unknownFields(body: string): string[] {
  const names = [...body.matchAll(FIELD)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !KNOWN.has(bare(name))))];
}

/** A template for one ticket: accents and capitals of a field's name do not matter; a value that nobody knows is left to be completed. */
export function fillTemplate(body: string, values: TemplateValues): string {
  return body.replaceAll(FIELD, (whole, name: string) => {
    const field = KNOWN.get(bare(name));
    return field === undefined ? whole : (values[field] ?? `[${field} à compléter]`);
  });
}

/** What a template left to be completed in a text, by name. */
export function leftToComplete(text: string): string[] {
  return [...text.matchAll(/\[([\p{L} ]{1,40}) à compléter\]/gu)].map(([, name = '']) => name);
}
