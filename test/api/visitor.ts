import { keepAct } from '../../db/act';
import type { Act } from '../../domain/acts';
import type { Reference } from '../../domain/ids';
import { FROM_31, mail, MELISANDE, opened, type Office } from './office';

export { visit } from './visit';

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
