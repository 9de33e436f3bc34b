import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import type { Db } from './connect';

/** Words that a desk has ready; `service` null = for any. */
export interface TemplateRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly service: ServiceCode | null;
  readonly title: string;
  readonly body: string;
  readonly updated_at: Instant;
  /** Who wrote it last. */
  readonly author: string;
}

/** The templates of these Cafs, by title. */
export async function templatesOf(db: Db, cafs: readonly CafCode[]): Promise<TemplateRow[]> {
  return await db<TemplateRow[]>`
    select reply_template.*, account.name as author from reply_template join account on account.id = updated_by
    where caf = any(${[...cafs]}) and not withdrawn order by caf, title, id`;
}

/** Those for a ticket of a Caf: of its service first, then for any. */
export async function templatesFor(db: Db, caf: CafCode, service: ServiceCode | null): Promise<Pick<TemplateRow, 'id' | 'title' | 'service'>[]> {
  return await db<Pick<TemplateRow, 'id' | 'title' | 'service'>[]>`
    select id, title, service from reply_template
    where caf = ${caf} and not withdrawn and (service is null or service = ${service} or ${service}::text is null) order by service nulls last, title, id`;
}

export async function findTemplate(db: Db, id: string): Promise<TemplateRow | undefined> {
  const [row] = await db<TemplateRow[]>`
    select reply_template.*, account.name as author from reply_template join account on account.id = updated_by where reply_template.id = ${id} and not withdrawn`;
  return row;
}

export interface TemplateToSave extends Omit<TemplateRow, 'author'> {
  readonly updated_by: string;
}

/** Writes a template, new or changed; one of another Caf is left as it is. @returns false then. */
export async function saveTemplate(db: Db, template: TemplateToSave): Promise<boolean> {
  const rows = await db`
    insert into reply_template ${db(template as never, 'id', 'caf', 'service', 'title', 'body', 'updated_by', 'updated_at')}
    on conflict (id) do update set service = excluded.service, title = excluded.title, body = excluded.body, updated_by = excluded.updated_by, updated_at = excluded.updated_at, withdrawn = false
    where reply_template.caf = excluded.caf`;
  return rows.count === 1;
}

export async function withdrawTemplate(db: Db, id: string, by: string, at: Instant): Promise<void> {
  await db`update reply_template set withdrawn = true, updated_by = ${by}, updated_at = ${at} where id = ${id}`;
}
