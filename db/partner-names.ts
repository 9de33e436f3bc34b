import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

export interface NamedConvention {
  readonly id: string;
  readonly number: string;
  readonly partner: string;
}

/** Conventions of these Cafs whose partner's name holds these words, or the one of that id; at most a thousand. */
export async function conventionsNamed(db: Db, cafs: readonly CafCode[], words: string, id: string): Promise<NamedConvention[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return await db<NamedConvention[]>`
    select convention.id, number, partner.name as partner from convention join partner on partner.id = partner_id
    where convention.caf = any(${[...cafs]}) ${words === '' ? db`` : db`and partner.name ilike ${like}`} ${id === '' ? db`` : db`and convention.id = ${id}`}
    order by partner.name, number limit 1000`;
}
