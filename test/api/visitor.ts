import { createHash, randomBytes } from 'node:crypto';
import { keepAct } from '../../db/act';
import { insertSession } from '../../db/session';
import type { Act } from '../../domain/acts';
import type { Reference } from '../../domain/ids';
import { Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, type Office } from './office';

export const CASTELBRUN = {
  support: 'joachim.peyrade@castelbrun.example',
  administrator: 'clemence.astugue@castelbrun.example',
  deputy: 'timothee.larrouy@castelbrun.example',
  signatory: 'philibert.dastugue@castelbrun.example',
  security: 'rodolphe.minvielle@castelbrun.example',
  dpo: 'ysaure.cazalot@castelbrun.example',
} as const;
/** Level-1 support of another partner of the same Caf: nothing of Castelbrun's town hall is theirs. */
export const ELSEWHERE = 'ombeline.fourcade@ccas-castelbrun.example';

/** Someone of a partner who has used their link. */
export async function visit({ sql, clock, url }: Office, address: string): Promise<Browser> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(16).toString('base64url');
  await insertSession(sql, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who: { visitor: address }, csrf, way: 'link', address: '', userAgent: '', at: clock.now() });
  return Browser.holding(url, 'guichet', token);
}

let acts = 0;
/** What an agent does, carried out at once. */
export async function act(office: Office, reference: Reference, body: Act): Promise<void> {
  acts += 1;
  const key = `portail-${acts}`;
  await keepAct(office.sql, { key, reference, kind: body.kind, body, actor: MELISANDE, asked_at: office.clock.now() });
  await office.move(reference, [key]);
}

/** A request's page on the portal. */
export const path = (reference: Reference, rest = ''): string => `/partenaire/demandes/${reference}${rest}`;

/** A request of Castelbrun's level-1 support, taken in hand, with what stays inside the Caf: « Ornithorynque » is in a note. */
export async function request(office: Office, subject: string): Promise<Reference> {
  const reference = await opened(office, '31', mail(FROM_31, subject, `${subject} depuis ce matin, sur tous les postes.`));
  await act(office, reference, { kind: 'note', text: 'Ornithorynque : ne rien promettre à ce partenaire' });
  await act(office, reference, { kind: 'route', sector: 'assistance-cdap', text: 'Pouvez-vous regarder ? Assistance interne.' });
  return reference;
}
