import { LINE_WORDS, SIGNER_WORDS } from '../domain/french/change';
import { frenchDateTime } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { Instant } from '../domain/ids';
import { askedLines, type FormTerms } from '../domain/journeys/change-form';
import { SIGNERS } from '../domain/journeys/change-facts';
import type { Change } from '../domain/journeys/change-state';
import type { PaperBlock, PaperDocument } from './document';

export interface ChangePaper {
  readonly id: string;
  readonly caf: string;
  readonly terms: FormTerms;
  readonly state: Change;
  readonly timeZone: string;
  readonly began: Instant;
  /** To be printed and signed: room is left for who has not. */
  readonly toSign?: boolean;
}

/** The form of annex 3 as it was signed: what, by whom, when, and the digest of it (SHA-256 of the form's lines). The same state gives the same paper. */
export function changePaper({ id, caf, terms, state, timeZone, began, toSign = false }: ChangePaper): PaperDocument {
  const form = state.kept?.form;
  const text = (value: string | boolean | null): string => (value === true ? 'oui' : value === false ? 'non' : value === null || value === '' ? '—' : value);
  const rows = form === undefined ? [] : askedLines(terms).map((key) => [LINE_WORDS[key], text(form[key])] as const);
  const signatures = SIGNERS.map((who) => state.signatures[who]);
  const complete = signatures.every((one) => one !== undefined);
  return {
    title: typo('Changement d’administrateur'), subtitle: typo(`${terms.article} — formulaire ${id}`), author: caf, reference: id, madeAt: signatures.map((one) => one?.at ?? began).sort().at(-1) ?? began,
    blocks: [
      { kind: 'note', tone: complete ? 'ok' : 'info', text: typo(complete ? 'Formulaire signé par les deux signataires.' : 'Formulaire qui n’est pas encore signé par les deux signataires.') },
      { kind: 'facts', rows },
      { kind: 'heading', level: 2, text: 'Signatures' },
      ...SIGNERS.flatMap((who): PaperBlock[] => [{ kind: 'paragraph', text: typo(`${capital(SIGNER_WORDS[who])} : ${signed(state, who, timeZone)}.`) }, ...(toSign && state.signatures[who] === undefined ? [ROOM] : [])]),
      { kind: 'heading', level: 2, text: 'Empreinte' },
      { kind: 'paragraph', text: 'Empreinte SHA-256 de ce qui est signé : elle change si une ligne du formulaire change.'.replace(' :', '\u00a0:') },
      { kind: 'verbatim', text: state.kept?.digest ?? '' },
      { kind: 'paragraph', muted: true, text: typo('Ces renseignements ne servent qu’à gérer les accès à Mon Compte Partenaire.') },
    ],
  };
}

/** Where a pen writes. */
const ROOM: PaperBlock = { kind: 'verbatim', text: `Date\u00a0:${' '.repeat(40)}Signature\u00a0:\n\n\n\n` };

function signed({ signatures, kept }: Change, who: 'signatory' | 'administrator', timeZone: string): string {
  const signature = signatures[who];
  const name = who === 'signatory' ? (kept?.form.signatoryName ?? '') : `${kept?.form.firstName ?? ''} ${kept?.form.lastName ?? ''}`.trim();
  if (signature === undefined) return `${name}, signature attendue`;
  return `${name}, ${signature.how === 'portal' ? 'signé en ligne par un lien à usage unique' : 'signé sur papier, attesté par un agent de la Caf'} le ${frenchDateTime(signature.at, timeZone, { form: 'long' })}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
