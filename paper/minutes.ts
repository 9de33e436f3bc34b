import { frenchDateTime } from '../domain/french/dates';
import { PARTY_WORDS } from '../domain/french/meeting';
import { typo } from '../domain/french/typography';
import type { Instant } from '../domain/ids';
import type { Meeting } from '../domain/journeys/meeting-facts';
import type { PaperBlock, PaperDocument } from './document';

export interface MinutesPaper {
  readonly id: string;
  readonly caf: string;
  readonly partner: string;
  readonly convention: string;
  readonly timeZone: string;
  readonly state: Meeting;
  /** Name of the file that goes with them; null = none. */
  readonly file: string | null;
}

/** The minutes of a meeting: what was written, by whom, and whether both sides validated them. The same state gives the same paper. */
export function minutesPaper({ id, caf, partner, convention, timeZone, state, file }: MinutesPaper): PaperDocument {
  const { held, minutes, date } = state;
  const at = (instant: Instant): string => typo(frenchDateTime(instant, timeZone, { form: 'long' }));
  const by = (who: string | null, side: 'desk' | 'partner'): string => typo(who === null ? PARTY_WORDS[side] : `${PARTY_WORDS[side]}, ${who}`);
  return {
    title: 'Compte rendu de réunion', subtitle: typo(`${partner}, convention ${convention}`), author: caf, reference: id, madeAt: state.validated?.at ?? minutes?.at ?? state.lastAt,
    blocks: [
      standing(state, at),
      { kind: 'facts', rows: [
        ['Réunion', id], ['Objet', state.subject], ...(held === null ? [] : [['Tenue le', at(held.on)] as const]), ...(date === null ? [] : [['Lieu', date.place] as const]),
        ...(minutes === null ? [] : [['Écrit par', by(minutes.who, minutes.by)] as const, ['Envoyé le', at(minutes.at)] as const, ['Version', String(minutes.version)] as const]), ...(file === null ? [] : [['Fichier joint', file] as const]),
      ] },
      ...(minutes === null || minutes.text.trim() === '' ? [] : [{ kind: 'heading', level: 1, text: 'Ce qui a été dit et décidé' } as const, { kind: 'verbatim', text: minutes.text } as const]),
    ],
  };
}

/** Validated, or not, or not in its time: no text says that silence means yes. */
function standing({ validated, overdueAt, minutes }: Meeting, at: (instant: Instant) => string): PaperBlock {
  if (validated !== null) return { kind: 'note', tone: 'ok', text: typo(`Validé par les deux parties : ${PARTY_WORDS[minutes?.by ?? 'desk']} en l’envoyant, ${PARTY_WORDS[validated.by]}${validated.who === null ? '' : ` (${validated.who})`} le ${at(validated.at)}${overdueAt === null ? '' : ', après le délai'}.`) };
  if (overdueAt !== null) return { kind: 'note', tone: 'late', text: 'Non validé dans le délai.' };
  return { kind: 'note', tone: 'info', text: typo(`Projet : ${PARTY_WORDS[minutes?.by === 'partner' ? 'desk' : 'partner']} ne l’a pas encore validé.`) };
}
