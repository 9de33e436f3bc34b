import { releaseHeldActs } from '../../db/held-act';
import type { Reference } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, RENFORT, startOffice, type Office } from './office';

/** An office where what is sent may be taken back for ten seconds, and two agents of it. */
export async function startUndoOffice(): Promise<{ readonly office: Office; readonly one: Browser; readonly other: Browser }> {
  const office = await startOffice({ undoSendMs: 10_000 });
  return { office, one: await office.signIn(MELISANDE), other: await office.signIn(RENFORT) };
}

export const blankPage = (office: Office): Promise<Reference> => opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));

/** What the page had shown when its form was made. */
export const seen = (page: Answer): string => /name="vu" value="([^"]*)"/.exec(page.body)?.[1] ?? '';

/** What the worker does each second. */
export async function timePasses({ clock, sql, tools }: Office, ms: number): Promise<void> {
  clock.pass(ms);
  for (const act of await releaseHeldActs(sql, clock.now())) await tools.ask(act, 0);
}
