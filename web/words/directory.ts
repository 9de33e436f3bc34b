/** « Échelon 2 » of the partner's ladder. */
export function ordinalRung(rank: number): string {
  return `Échelon ${rank}`;
}

/** « 123 456 789 00012 »: a SIRET as it is read. */
export function siretWords(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');
}

const REASONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^5\.1\.[12346]$/, 'adresse inconnue du serveur'],
  [/^5\.1\.10$/, 'ce domaine ne reçoit pas de courriel'],
  [/^5\.2\.1$/, 'boîte fermée'],
  [/^5\.2\.2$/, 'boîte pleine'],
  [/^5\.2\.3$|^5\.3\.4$/, 'lettre trop longue pour cette boîte'],
  [/^5\.4\./, 'domaine introuvable'],
  [/^5\.7\./, 'refusée par la politique du destinataire'],
];

/** Why an address is dead, from the code of the permanent report, « boîte fermée (5.2.1) ». */
export function deadReason(status: string): string {
  const [, words] = REASONS.find(([pattern]) => pattern.test(status)) ?? [null, 'rejet définitif'];
  return `${words} (${status})`;
}
