import type { Instant } from '../domain/ids';
import type { Sql } from './connect';

const OUTAGE_MS = 10 * 60_000;
const HOLD_MS = 60 * 60_000;

/** Notes that the desk is alive at `now`; a silence of more than ten minutes before it is an outage, and is returned. */
export async function recordHeartbeat(sql: Sql, now: Instant): Promise<{ from: Instant; to: Instant } | null> {
  return await sql.begin(async (tx) => {
    const [last] = await tx<{ at: Instant }[]>`select at from heartbeat where one = 1 for update`;
    await tx`insert into heartbeat (one, at) values (1, ${now}) on conflict (one) do update set at = greatest(heartbeat.at, excluded.at)`;
    if (last === undefined || Date.parse(now) - Date.parse(last.at) <= OUTAGE_MS) return null;
    const until = new Date(Date.parse(now) + HOLD_MS).toISOString();
    await tx`insert into outage (began_at, ended_at, held_until) values (${last.at}, ${now}, ${until}) on conflict do nothing`;
    return { from: last.at, to: now };
  });
}
