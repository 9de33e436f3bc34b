import * as z from 'zod';
import type { Instant } from '../../domain/ids';
import { Invalid } from './operation';

/** As many as a page of a list holds. */
export const API_PAGE = 50;
export const MOST_A_PAGE = 200;

/** The query fields of every list. */
export const paged = {
  suite: z.string().max(600).optional().meta({ description: 'Le curseur `next` de la page précédente ; absent pour la première. / The previous page’s `next` cursor.' }),
  limite: z.coerce.number().int().min(1).max(MOST_A_PAGE).default(API_PAGE).meta({ description: 'Lignes par page. / Lines a page.' }),
};

/** A page of a list. */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z.object({ items: z.array(item), next: z.string().nullable().meta({ description: 'À redonner dans `suite` ; null à la dernière page. / Give it back as `suite`; null on the last page.' }) }).meta({ id });
}

export interface Paged {
  readonly suite?: string | undefined;
  readonly limite: number;
}

/** The place after which a page begins, as `place` describes it; null for the first. @throws Invalid for what is none of our cursors */
export function afterOf<T>({ suite }: Paged, place: z.ZodType<T>): T | null {
  if (suite === undefined) return null;
  const read = placeIn(suite, place);
  if (read === null) throw new Invalid([{ field: 'suite', message: 'Ce curseur n’est pas le nôtre : reprenez à la première page.' }]);
  return read;
}

/** What a cursor says; null when it is none of ours. */
export function placeIn<T>(cursor: string, place: z.ZodType<T>): T | null {
  const read = place.safeParse(jsonOf(cursor));
  return read.success ? read.data : null;
}

function jsonOf(cursor: string): unknown {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One line more than the page was read: it tells that there is a next one, after the place of the page's last line. */
export function page<T, V>(rows: readonly T[], limite: number, placeOf: (last: T) => unknown, view: (row: T) => V): { items: V[]; next: string | null } {
  const shown = rows.slice(0, limite);
  const last = shown.at(-1);
  const next = rows.length > limite && last !== undefined ? Buffer.from(JSON.stringify(placeOf(last))).toString('base64url') : null;
  return { items: shown.map(view), next };
}

/** Where a page of a list by date ended. */
export const dated = z.object({ at: z.iso.datetime().transform((text) => text as Instant), id: z.string() });
