import { createHash, randomBytes } from 'node:crypto';
import { insertChangeLink, type ChangeLink } from '../../db/change';
import type { Instant } from '../../domain/ids';
import { planChange } from '../../domain/journeys/change-plan';
import type { Unreached } from '../../domain/journeys/change-asking';
import { formTerms } from '../../domain/journeys/change-form';
import type { Change } from '../../domain/journeys/change-state';
import type { JourneyLetter } from '../../domain/journeys/types';
import type { LetterAttachment } from '../../mail/compose';
import { CHANGE_LETTERS } from '../../mail/letters/journeys/change';
import { changePaper } from '../../paper/change-form';
import { writePdf } from '../../paper/pdf';
import { changeLinkPath, changePath, ownChangePath } from '../../web/paths-change';
import { later } from '../tools';
import { followInRegister } from './change-register';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** A link to sign, or to object, serves this long. */
export const CHANGE_LINK_LASTS_MS = 30 * 86_400_000;

/** What a change of administrator writes. */
export const changeDesk: JourneyDesk = {
  words,
  carried: followInRegister,
  ladder: ({ state }) => ({ title: 'changement d’administrateur', expected: expectedOf(state as Change) }),
  path: (id, reader) => (reader === 'caf' ? changePath(id) : ownChangePath(id)),
};

/** What is expected of the side that owes. */
function expectedOf({ phase, debt, objections, unread, unasked }: Change): string {
  if (objections.length > 0) return 'Trancher l’opposition : la lever, ou refuser la demande.';
  if (debt?.side === 'desk' && unread) return 'Lire et confirmer le formulaire reçu.';
  if (debt?.side === 'desk' && unasked) return 'Appeler le partenaire : ce qui est attendu de lui n’a pu être demandé à personne par courriel.';
  return EXPECTED[phase] ?? 'Dire où en est cette demande.';
}

const EXPECTED: Readonly<Partial<Record<Change['phase'], string>>> = {
  incomplete: 'Donner ce qui manque au formulaire de changement d’administrateur.',
  signing: 'Faire signer le formulaire par le signataire et par le nouvel administrateur.',
  reading: 'Lire et confirmer le formulaire reçu.',
  checking: 'Vérifier la demande.',
  approving: 'Approuver la demande ou la refuser.',
  'carrying-out': 'Changer les accès.',
};

async function words(letter: JourneyLetter, writing: JourneyWriting): Promise<JourneyWords> {
  const write = CHANGE_LETTERS[letter.letter];
  if (write === undefined) throw new Error(`a change of administrator writes no letter ${letter.letter}`);
  const state = writing.state as Change;
  const who = letter.data?.['who'] === 'signatory' ? ('signatory' as const) : ('administrator' as const);
  const reason = letter.data?.['reason'];
  const purpose = PURPOSE[letter.letter];
  const link = purpose === undefined ? null : await newLink(letter, writing, purpose === 'objection' ? 'objection' : who);
  const until = purpose === 'objection' ? objectionEnd(state, writing) : (link?.until ?? null);
  const { data } = letter;
  const written = write({ context: writing.context, state, link: link?.href ?? null, until, reason: typeof reason === 'string' ? reason : '', who, unknown: data?.['unknown'] === true, objector: typeof data?.['name'] === 'string' ? { name: data['name'], phone: data['phone'] === true } : null, what: (data?.['what'] as Unreached | undefined) ?? 'warning' });
  return letter.letter.startsWith('change-sign-paper') ? { ...written, attachments: [await formToSign(writing, state)] } : written;
}

/** Annex 3 as it stands, with room to sign. */
async function formToSign({ context, loaded }: JourneyWriting, state: Change): Promise<LetterAttachment> {
  const { contract } = context;
  const paper = changePaper({ id: context.id, caf: contract.name, terms: formTerms(contract.administratorChange), state, timeZone: contract.calendar.timeZone, began: loaded.row.began_at, toSign: true });
  return { filename: `formulaire-${context.id}.pdf`, contentType: 'application/pdf', content: await writePdf(paper) };
}

const PURPOSE: Readonly<Record<string, 'sign' | 'objection'>> = { 'change-warning': 'objection', 'change-sign': 'sign', 'change-sign-reminder': 'sign' };

function objectionEnd(state: Change, { around }: JourneyWriting): Instant | null {
  return planChange(state, around).find(({ rule }) => rule === 'objection-end')?.at ?? null;
}

/** The token leaves in the letter alone; only its digest is kept. */
async function newLink({ to }: JourneyLetter, { tx, loaded, state, context, publicUrl }: JourneyWriting, purpose: ChangeLink['purpose']): Promise<{ readonly href: string; readonly until: Instant }> {
  const token = randomBytes(32).toString('base64url');
  const until = later(context.now, CHANGE_LINK_LASTS_MS);
  const digest = purpose === 'objection' ? '' : ((state as Change).kept?.digest ?? '');
  const link: ChangeLink = { journey: loaded.row.id, convention_id: loaded.row.convention_id ?? '', purpose, digest, name: to.name ?? '', address: to.address };
  await insertChangeLink(tx, createHash('sha256').update(token).digest(), link, context.now, until);
  return { href: `${publicUrl}${changeLinkPath(token)}`, until };
}
