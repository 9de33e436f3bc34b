import type { OwnSettings } from '../domain/desk-settings';
import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** What a desk set on screen; null = nothing. */
export async function ownSettings(db: Db, caf: CafCode): Promise<OwnSettings | null> {
  const [row] = await db<{ body: OwnSettings }[]>`select body from desk_setting where caf = ${caf}`;
  return row?.body ?? null;
}

/** Changes of a desk's settings wait for one another. */
export async function lockSettings(tx: Tx, caf: CafCode): Promise<OwnSettings> {
  await tx`select pg_advisory_xact_lock(727035, hashtext(${caf}))`;
  return (await ownSettings(tx, caf)) ?? {};
}

export async function saveSettings(tx: Tx, caf: CafCode, own: OwnSettings, at: Instant): Promise<void> {
  await tx`insert into desk_setting (caf, body, at) values (${caf}, ${tx.json(own as never)}, ${at}) on conflict (caf) do update set body = excluded.body, at = excluded.at`;
}
