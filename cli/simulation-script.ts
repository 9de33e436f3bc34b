import type { Scripted } from '../domain/simulation';
import { scriptedBody } from '../domain/simulation-script';
import { instantFrom } from './instant-argument';

/** How `--answers` is written, for --help. */
export const SCRIPT_HELP = `
Ce qui arrive, à répéter autant que voulu (--answers QUI@INSTANT[:COMMENT]) :
  desk@2026-05-20T10:00+02:00            le guichet répond, la demande est résolue
  desk@2026-05-20T10:00+02:00:owes       le guichet répond et doit encore une réponse
  desk@2026-05-20T10:00+02:00:asks       le guichet pose une question : le partenaire doit une réponse
  call@2026-05-20T10:00+02:00:asks       de même par téléphone, partenaire joint (owes, asks, resolved)
  call@2026-05-20T10:00+02:00:not-reached   partenaire non joint (ou message-left) : ne compte pas
  take-in-hand@2026-05-20T10:00+02:00    prise en charge par une personne
  partner@2026-05-22T09:00+02:00         le partenaire écrit
  auto@2026-05-22T09:00+02:00            réponse automatique du partenaire : ne compte pas
  urgent@2026-05-22T09:00+02:00:desk     urgence déclarée par ce côté (desk ou partner)
  phone@2026-05-22T09:00+02:00:partner:1 l’échelon 1 de ce côté est joint au téléphone
  bounce@2026-05-22T09:00+02:00:partner:1   la lettre à cet échelon revient, adresse morte
  resolve@2026-05-22T09:00+02:00, reopen@2026-05-22T09:00+02:00
À l’instant exact d’une limite, ce qui arrive passe d’abord : la réponse est encore à temps.`;

const LINE = /^([a-z-]+)@(\d{4}-\d{2}-\d{2}T[\d:.,]+?(?:Z|[+-]\d{2}:\d{2}))(?::(.+))?$/i;

/** One `--answers` argument. @throws RangeError saying what is wrong, in French. */
export function scriptedFrom(text: string): Scripted {
  const [, who = '', at = '', how] = LINE.exec(text.trim()) ?? [];
  const body = scriptedBody(who, how, text);
  return { at: instantFrom(at), body };
}
