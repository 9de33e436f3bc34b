import { failing, warning, type Finding } from './contract-check-line';

/** A rung as the check sees it: whoever fills it, on either side. */
export interface CheckedRung {
  readonly rank: number;
  /** « 1. Maëlle Castérane », « 2. directrice adjointe » without the number. */
  readonly label: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** Rungs without an address, at our own mailbox, or held twice by one person (rules: Ladder 3 and 4). `whose`: « de la Caf ». */
export function ladderFindings(where: string, whose: string, rungs: readonly CheckedRung[], ownMailboxes: readonly string[]): Finding[] {
  const own = ownMailboxes.map(fold);
  const isOwn = (rung: CheckedRung) => rung.email !== null && own.includes(fold(rung.email));
  return rungs.flatMap((rung, i) => [
    ...(rung.email === null
      ? [failing(where, `Échelon ${rung.rank} ${whose} (${rung.label}) : aucune adresse. Il sera sauté et montré en erreur.`)]
      : []),
    ...(isOwn(rung)
      ? [
          warning(
            where,
            `Échelon ${rung.rank} ${whose} (${rung.label}) : l’adresse ${rung.email} est une boîte du guichet. Ce sera une tâche dans Guichet, jamais un courriel.`,
          ),
        ]
      : []),
    ...twiceFindings(where, whose, rungs, i, isOwn),
  ]);
}

function twiceFindings(
  where: string,
  whose: string,
  rungs: readonly CheckedRung[],
  i: number,
  isOwn: (rung: CheckedRung) => boolean,
): Finding[] {
  const rung = rungs[i];
  const earlier = rung === undefined ? undefined : rungs.slice(0, i).findLast((other) => samePerson(other, rung, isOwn(rung)));
  if (rung === undefined || earlier === undefined) return [];
  const inARow = earlier === rungs[i - 1];
  const end = inARow ? 'Le second sera sauté, et ce sera dit.' : 'Elle sera contactée deux fois.';
  return [warning(where, `Échelons ${earlier.rank} et ${rung.rank} ${whose} : la même personne (${rung.name ?? rung.email}). ${end}`)];
}

/** Behind the desk's own mailbox only the name tells two people apart. */
function samePerson(a: CheckedRung, b: CheckedRung, ownMailbox: boolean): boolean {
  const sameName = a.name !== null && b.name !== null && fold(a.name) === fold(b.name);
  const sameAddress = a.email !== null && b.email !== null && fold(a.email) === fold(b.email);
  return sameName || (sameAddress && !ownMailbox);
}

export function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
