// @ts-check
// The pages that `npm run bench -- pages` measures. A new page is one line here: its name, who looks at it, and its address.

/**
 * What addresses are made of: tickets of the reader's own Cafs (open ones, all), words that tickets hold.
 * @typedef {{ open: string[], any: string[], words: string[], conventions: string[] }} Samples
 * @typedef {'agent' | 'several' | 'everywhere' | 'manager'} Reader agent of one Caf, of five, of all 101; manager of one
 * @typedef {{ name: string, reader: Reader, path: (pick: (of: keyof Samples) => string, n: number) => string }} Page
 */

const q = encodeURIComponent;

/** @type {readonly Page[]} */
export const PAGES = [
  { name: 'queue, one Caf', reader: 'agent', path: () => '/file' },
  { name: 'queue, one Caf, page 3', reader: 'agent', path: () => '/file?page=3' },
  { name: 'queue, filtered', reader: 'agent', path: (_pick, n) => `/file?service=CDAP&doit=${n % 2 === 0 ? 'caf' : 'partenaire'}` },
  { name: 'queue, five Cafs', reader: 'several', path: () => '/file' },
  { name: 'queue, 101 Cafs', reader: 'everywhere', path: (_pick, n) => `/file?page=${(n % 20) + 1}` },
  { name: 'ticket, open', reader: 'agent', path: (pick) => `/demandes/${pick('open')}` },
  { name: 'ticket, any', reader: 'agent', path: (pick) => `/demandes/${pick('any')}` },
  { name: 'search, a word, one Caf', reader: 'agent', path: (pick) => `/recherche?q=${q(pick('words'))}` },
  { name: 'search, two words, five Cafs', reader: 'several', path: (pick) => `/recherche?q=${q(`${pick('words')} ${pick('words')}`)}` },
  { name: 'search, words and criteria', reader: 'several', path: (pick) => `/recherche?q=${q(`${pick('words')} service:CDAP -${pick('words')}`)}` },
  { name: 'search, criteria alone', reader: 'several', path: (_pick, n) => `/recherche?q=${q(n % 2 === 0 ? 'service:AFAS état:ouverte' : 'nature:habilitation')}` },
  { name: 'search, nothing found', reader: 'several', path: (_pick, n) => `/recherche?q=introuvable${n}` },
  { name: 'search, a word of most tickets, 101 Cafs', reader: 'everywhere', path: () => `/recherche?q=bonjour` },
  { name: 'escalations', reader: 'agent', path: () => '/escalades' },
  { name: 'to identify', reader: 'agent', path: () => '/a-identifier' },
  { name: 'letters', reader: 'agent', path: (_pick, n) => `/courriers?page=${(n % 5) + 1}` },
  { name: 'morning', reader: 'manager', path: () => '/pilotage' },
  { name: 'figures', reader: 'manager', path: () => '/pilotage/chiffres' },
];
