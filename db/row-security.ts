import type { Sql } from './connect';

/**
 * The role of the pages must be under the policies: neither a superuser, nor one that passes by them, nor the owner's, nor the one of
 * door and worker, who serve every Caf. @throws Error that says what to set.
 */
export async function requireRowSecurity(sql: Sql): Promise<void> {
  const [role] = await sql<{ name: string; free: boolean }[]>`
    select current_user as name, rolsuper or rolbypassrls or not row_security_active('ticket')
      or exists (select from pg_policy where polrelid = 'ticket'::regclass and pg_roles.oid = any(polroles)) as free
    from pg_roles where rolname = current_user`;
  if (role === undefined || role.free) throw new Error(`the pages must not run as ${role?.name ?? 'nobody'}, whom row security does not bind: set GUICHET_DATABASE_URL of the pages to the role of GUICHET_WEB_DATABASE_URL, and run « guichet migrate » (docs/operating.md)`);
}
