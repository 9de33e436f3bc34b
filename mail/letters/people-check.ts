import type { PartnerRole } from '../../domain/contract-types';
import { counted } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import { paragraph, when } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at } from './words';
import { writeLetter } from './write';

export interface PeopleCheckProps {
  readonly context: LetterContext;
  /** Number of the convention. */
  readonly convention: string;
  readonly people: ReadonlyArray<{ readonly name: string; readonly role: PartnerRole; readonly rank: number | null }>;
  /** When the list was last checked; null = never. */
  readonly checkedAt: Instant | null;
  readonly href: string;
}

/** Once a year, the partner's administrator is asked to check who may write to the desk and who is contacted. */
export function peopleCheck({ context, convention, people, checkedAt, href }: PeopleCheckProps): WrittenLetter {
  const support = people.filter((one) => one.role === 'level-one-support');
  const rungs = people.filter((one) => one.rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const letter = writeLetter(context, {
    subject: 'Vérifiez la liste de vos contacts',
    preview: 'Une fois par an : qui peut saisir le guichet, qui nous prévenons.',
    title: 'Qui peut saisir le guichet pour vous ?',
    blocks: [
      paragraph(
        `Une fois par an, nous vous demandons de vérifier la liste des personnes de votre organisme, ${context.partner ?? ''}, convention ${convention}. ${checkedAt === null ? 'Elle n’a pas encore été vérifiée.' : `Elle a été vérifiée le ${at(context, checkedAt)}.`}`,
      ),
      { kind: 'box', tone: support.length === 0 ? 'warn' : 'info', title: support.length === 0 ? 'Personne n’est au support de niveau 1.' : `Support de niveau 1 : ${counted(support.length, 'personne', 'personnes')}`, items: support.map((one) => one.name), after: support.length === 0 ? 'Sans elle, votre organisme ne peut pas signaler d’incident (art. 3).' : 'Elles seules saisissent le guichet pour un incident (art. 3).' },
      ...when(rungs.length > 0, { kind: 'box', tone: 'info', title: 'Contacts que nous prévenons, dans l’ordre', items: rungs.map((one) => one.name), after: 'Quand votre organisme ne répond pas (art. 3.3).' }),
      { kind: 'button', text: 'Vérifier la liste', href },
      paragraph('La page demande un lien de connexion, envoyé à votre adresse. Si tout est juste, cliquez sur « J’ai vérifié ». Sinon, corrigez d’abord la liste.'),
    ],
  });
  return { ...letter, subject: typo(`[${context.contract.name}] ${letter.subject}`) };
}
