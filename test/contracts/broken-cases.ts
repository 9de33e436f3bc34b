/** One way each of breaking 95.yaml: what is replaced, by what, and what must be said of it. */
export interface Broken {
  readonly what: string;
  readonly replace: string | RegExp;
  readonly by: string;
  readonly path: string;
  readonly found: string;
  readonly fr: string;
  readonly en: string;
}

export const CASES: readonly Broken[] = [
  { what: 'a Caf code without quotes', replace: 'caf: "95"', by: 'caf: 95', path: 'caf', found: '95', fr: 'un texte entre guillemets', en: 'a text in quotes' },
  { what: 'a department that does not exist', replace: 'caf: "95"', by: 'caf: "99"', path: 'caf', found: '"99"', fr: 'un code de département', en: 'a department code' },
  { what: 'a missing name', replace: /^name: .*\n/m, by: '', path: 'name', found: 'rien', fr: 'un texte entre guillemets', en: 'a text in quotes' },
  { what: 'an empty name', replace: /^name: .*$/m, by: 'name: "  "', path: 'name', found: '"  "', fr: 'un texte non vide', en: 'a text that is not empty' },
  { what: 'an unknown key at the top', replace: 'pickup: null', by: 'pickup: null\npickUp: null', path: 'pickUp', found: 'null', fr: 'aucune clé de ce nom', en: 'no key of that name' },
  { what: 'an unknown key deep down', replace: 'urgent: true', by: 'urgent: true\n  urgence: true', path: 'escalation.urgence', found: 'true', fr: 'aucune clé de ce nom', en: 'no key of that name' },
  { what: 'an unknown territory', replace: 'territory: FR', by: 'territory: FR-75', path: 'calendar.territory', found: '"FR-75"', fr: 'l’une des valeurs : FR, FR-57', en: 'one of: FR, FR-57' },
  { what: 'an unknown time zone', replace: 'Europe/Paris', by: 'Europe/Lutece', path: 'calendar.timeZone', found: '"Europe/Lutece"', fr: 'un fuseau horaire IANA', en: 'an IANA time zone' },
  { what: 'a malformed hour', replace: 'mon: [["09:00", "16:00"]]', by: 'mon: [["9h", "16:00"]]', path: 'calendar.openingHours.mon[0][0]', found: '"9h"', fr: 'une heure locale', en: 'a local time' },
  { what: 'a range that ends before it starts', replace: 'mon: [["09:00", "16:00"]]', by: 'mon: [["16:00", "09:00"]]', path: 'calendar.openingHours.mon[0]', found: '["16:00","09:00"]', fr: 'une fin après le début', en: 'an end after its start' },
  { what: 'overlapping hours', replace: 'tue: [["09:00", "16:00"]]', by: 'tue: [["09:00", "12:30"], ["12:00", "16:00"]]', path: 'calendar.openingHours.tue', found: '[["09:00","12:30"],["12:00","16:00"]]', fr: 'des plages dans l’ordre, sans chevauchement', en: 'ranges in order, without overlap' },
  { what: 'a calendar that never opens', replace: /openingHours:\n(?: {4}.*\n)+/, by: 'openingHours: { mon: [], fri: [] }\n', path: 'calendar.openingHours', found: '{"mon":[],"fri":[]}', fr: 'au moins une plage d’ouverture par semaine', en: 'at least one opening range a week' },
  { what: 'a day that does not exist', replace: '"2025-01-06"', by: '"2025-02-29"', path: 'effectiveFrom', found: '"2025-02-29"', fr: 'une date du calendrier', en: 'a real date' },
  { what: 'a delay in two units', replace: 'rule: { calendarMonths: 1 }', by: 'rule: { calendarMonths: 1, calendarDays: 5 }', path: 'escalation.rule', found: '{"calendarMonths":1,"calendarDays":5}', fr: 'une seule unité', en: 'exactly one unit' },
  { what: 'a delay of nothing', replace: 'rule: { calendarMonths: 1 }', by: 'rule: { calendarMonths: 0 }', path: 'escalation.rule.calendarMonths', found: '0', fr: 'au moins 1', en: 'at least 1' },
  { what: 'a delay and a half', replace: 'rule: { calendarMonths: 1 }', by: 'rule: { calendarMonths: 1.5 }', path: 'escalation.rule.calendarMonths', found: '1.5', fr: 'un nombre entier', en: 'a whole number' },
  { what: 'a delay that is no reading of the text', replace: 'rule: { calendarMonths: 1 }', by: 'rule: { calendarDays: 30 }', path: 'escalation.rule', found: '{"calendarDays":30}', fr: 'une lecture du texte : {"calendarMonths":1}', en: 'a reading of the text' },
  { what: 'an unknown way to move a limit', replace: 'whenClosed: next-opening', by: 'whenClosed: midnight', path: 'escalation.whenClosed', found: '"midnight"', fr: 'l’une des valeurs : next-opening', en: 'one of: next-opening' },
  { what: 'an article that is none', replace: 'article: art. 3.3', by: 'article: page 4', path: 'escalation.article', found: '"page 4"', fr: 'un article, « art. 3.3 »', en: 'an article, "art. 3.3"' },
  { what: 'a text where true or false is meant', replace: 'urgent: true', by: 'urgent: oui', path: 'escalation.urgent', found: '"oui"', fr: 'true ou false', en: 'true or false' },
  { what: 'a ladder with a gap', replace: 'rank: 2, role: attaché', by: 'rank: 3, role: attaché', path: 'deskLadder[1].rank', found: '3', fr: 'le rang 2', en: 'rank 2' },
  { what: 'a mail address that is none', replace: 'email: responsable@caf95.example', by: 'email: responsable', path: 'manager.email', found: '"responsable"', fr: 'une adresse de courriel', en: 'a mail address' },
  { what: 'a national telephone number', replace: '"+33199000095"', by: '"01 99 00 00 95"', path: 'desk.phone', found: '"01 99 00 00 95"', fr: 'un numéro international', en: 'an international number' },
  { what: 'no mailbox', replace: 'mailboxes: [guichet@caf95.example]', by: 'mailboxes: []', path: 'desk.mailboxes', found: '[]', fr: 'au moins une boîte du guichet', en: 'at least one mailbox' },
  { what: 'a fallback sector that does not exist', replace: 'fallbackSector: guichet', by: 'fallbackSector: accueil', path: 'fallbackSector', found: '"accueil"', fr: 'l’un des secteurs : administration', en: 'one of the sectors: administration' },
  { what: 'the same sector twice', replace: 'code: dpo,', by: 'code: securite,', path: 'sectors[4].code', found: '"securite"', fr: 'un code par secteur', en: 'one code per sector' },
  { what: 'a promise without a service contract', replace: 'serviceContract: true', by: 'serviceContract: false', path: 'escalation', found: '{"stated":{"months":1}', fr: 'null : aucun contrat de service', en: 'null: no service contract' },
  { what: 'a list where a group is meant', replace: /^manager: .*$/m, by: 'manager: []', path: 'manager', found: '[]', fr: 'un groupe de clés', en: 'a group of keys' },
  { what: 'the same clause twice', replace: 'code: breach', by: 'code: meeting', path: 'convention.terms', found: '[{"code":"duration"', fr: 'chaque clause une seule fois', en: 'each clause once' },
];
