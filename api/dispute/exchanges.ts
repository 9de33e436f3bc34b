import type { MessageRow } from '../../db/message';
import { typo } from '../../domain/french/typography';
import type { PaperBlock } from '../../paper/document';
import { CALL_WORDS, count } from '../../web/words/labels';
import { at } from './document';
import type { DisputeData, NamedMail } from './file';

/** Longer texts go on in the mail's own file. */
const LONGEST_TEXT = 12_000;
const LONGEST_IN_ALL = 150_000;

const SAID = { in: ['Le partenaire a écrit', 'Le partenaire a appelé'], out: ['La Caf a écrit', 'La Caf a appelé'] } as const;

/** What the two sides said to one another, oldest first. What stayed inside the Caf is only counted. */
export function exchangeBlocks(data: DisputeData): PaperBlock[] {
  const between = data.messages.filter((message) => message.direction === 'in' || message.direction === 'out');
  const inside = data.messages.length - between.length;
  let room = LONGEST_IN_ALL;
  const blocks = between.flatMap((message) => {
    const text = message.text.slice(0, Math.min(LONGEST_TEXT, room));
    room -= text.length;
    return blocksOf(data, message, text);
  });
  const words = `${count(inside, 'note ou message interne', 'notes ou messages internes')} de la Caf ne ${inside < 2 ? 'figure' : 'figurent'} pas ici.`;
  return [...blocks, ...(inside === 0 ? [] : [{ kind: 'paragraph', text: typo(words), muted: true } as const])];
}

function blocksOf(data: DisputeData, message: MessageRow, text: string): PaperBlock[] {
  const cut = text.length < message.text.length;
  return [
    { kind: 'heading', level: 3, text: typo(`${titleOf(message)}, le ${at(data, message.at)}`) },
    { kind: 'facts', rows: factsOf(data, message) },
    ...(text === '' ? [] : [{ kind: 'verbatim', text } as const]),
    ...(cut ? [{ kind: 'paragraph', text: typo('Texte coupé ici : la suite est dans le courriel lui-même.'), muted: true } as const] : []),
  ];
}

function titleOf({ direction, channel, automatic }: MessageRow): string {
  if (automatic !== null) return automatic === 'bounce' ? 'Courriel revenu' : 'Réponse automatique du partenaire';
  const [wrote, called] = SAID[direction === 'in' ? 'in' : 'out'];
  return channel === 'phone' ? called : wrote;
}

function factsOf(data: DisputeData, message: MessageRow): [string, string][] {
  const { from_name, from_address, to_addresses, cc_addresses, subject, attachments, extra } = message;
  const author = message.direction === 'out' ? (data.names.get(message.author_account ?? '') ?? 'Le guichet') : [from_name, from_address].filter((part) => part !== null && part !== '').join(', ');
  const result = extra['callResult'];
  const rows: [string, string][] = [
    ['De', author],
    ['À', to_addresses.join(', ')],
    ['Copie', cc_addresses.join(', ')],
    ['Objet', subject],
    ['Résultat', result === 'reached' || result === 'not-reached' || result === 'message-left' ? CALL_WORDS[result] : ''],
    ['Pièces jointes', attachments.map((one) => `${one.name} (SHA-256 ${one.sha256})`).join('\n')],
    ['Courriel', fileOf(data, message)],
  ];
  return rows.filter(([, value]) => value !== '');
}

/** The file of the mail that carried a message: the very one received, or the letter that its fact called for. */
function fileOf({ mails, ticket, row }: DisputeData, message: MessageRow): string {
  if (message.arrived_id !== null) return mails.find((mail) => mail.id === message.arrived_id)?.file ?? '';
  const fact = ticket.facts.find((one) => 'message' in one && one.message === message.id);
  return fact === undefined ? '' : (mails.find((mail) => mail.id.startsWith(`${row.reference}/${fact.n}/`))?.file ?? '');
}

const STATES: Readonly<Record<NonNullable<NamedMail['state']>, string>> = {
  claimed: 'en partance', sent: 'parti', inside: 'gardé', withheld: 'retenu', refused: 'refusé', bounced: 'revenu',
};

/** Every mail with what identifies it: its file in the zip has these very bytes. */
export function mailTable(data: DisputeData): PaperBlock[] {
  if (data.mails.length === 0) return [{ kind: 'paragraph', text: typo('Aucun courriel n’a été échangé.') }];
  const rows = data.mails.map((mail) => [
    mail.file.replace('/', '/\u200a'),
    `${at(data, mail.at)}, ${mail.state === null ? 'reçu' : (STATES[mail.state] ?? mail.state)}`,
    `${mail.from_address ?? '?'} → ${mail.to_addresses.join(', ')}`,
    [mail.message_id ?? 'sans Message-ID', mail.sha256].join('\n'),
  ]);
  return [{ kind: 'table', caption: typo('Fichiers .eml du dossier complet (zip), octet pour octet'), columns: [{ title: 'Fichier', share: 5 }, { title: 'Quand', share: 5 }, { title: 'De, à', share: 6 }, { title: 'Message-ID et SHA-256', share: 8 }], rows }];
}
