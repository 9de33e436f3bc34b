import type { Problem, ProblemCode } from './types';

const sentences: Record<ProblemCode, string> = {
  empty: 'Le message est vide.',
  'not-a-mail': 'Ces octets ne ressemblent pas à un courriel : ils sont montrés tels quels.',
  'date-missing': 'Le courriel ne porte pas de date.',
  'date-unreadable': 'La date écrite dans le courriel est illisible.',
  'from-missing': 'Aucun expéditeur lisible.',
  'several-from': 'Plusieurs expéditeurs sont indiqués : seul le premier est retenu.',
  'header-too-long': 'Un en-tête trop long a été coupé.',
  'too-many-parts': 'Le courriel compte trop de parties imbriquées : il n’est lu qu’en partie.',
  'broken-structure': 'La structure du courriel est abîmée : une partie peut manquer.',
  'broken-encoding': 'Une partie du courriel est mal encodée : des caractères peuvent manquer.',
  'charset-unknown': 'Jeu de caractères inconnu : des accents peuvent être faux.',
  'charset-mislabelled': 'Le jeu de caractères annoncé n’est pas le bon : un autre a été employé.',
  'text-too-long': 'Le texte est trop long : il a été coupé.',
  encrypted: 'Le courriel est chiffré : son contenu n’a pas pu être lu.',
  winmail: 'Le courriel est au format propre à Outlook (winmail.dat) : sa mise en forme est perdue.',
  'split-uncertain': 'La réponse et le texte cité n’ont pas pu être séparés avec certitude : tout est montré.',
  'several-references': 'Le courriel cite plusieurs de nos références : la première est retenue.',
  unreadable: 'Le courriel n’a pas pu être lu jusqu’au bout : consultez l’original.',
};

/** Doubts met while one mail is read, each kind once. */
export class Problems {
  private readonly codes = new Map<ProblemCode, string>();

  add(code: ProblemCode, detail?: string): void {
    if (this.codes.has(code)) return;
    this.codes.set(code, detail ? `${sentences[code]} (${detail.slice(0, 120)})` : sentences[code]);
  }

  list(): Problem[] {
    return [...this.codes].map(([code, text]) => ({ code, text: nonBreaking(text) }));
  }
}

/** French spacing: U+00A0 before a colon. */
function nonBreaking(text: string): string {
  return text.replace(/ :/g, '\u00a0:');
}
