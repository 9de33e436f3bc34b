import { createHash, randomBytes } from 'node:crypto';

/** Fictional people who may write to the benchmark's desk: so many that none is taken for a machine. */
export const WRITERS = 4_000;
export const DESK = 'guichet@caf31.example';

export function writer(i: number): string {
  return `niveau1.${i % WRITERS}@partenaire.example`;
}

export interface MadeMail {
  readonly messageId: string;
  readonly from: string;
  readonly raw: string;
  readonly reply: boolean;
}

const PICTURE = randomBytes(100_000).toString('base64').replace(/.{76}/g, '$&\r\n');
const WORDS = 'la page du service reste blanche après la saisie du mot de passe et le menu ne répond plus depuis ce matin pour plusieurs agentes du service social qui consultent les dossiers'.split(' ');

/** The `i`th mail of a run: 3 kB, three in ten with a picture of 100 kB, two in ten a reply to an earlier one. */
export function makeMail(run: string, i: number): MadeMail {
  const messageId = idOf(run, i);
  const from = writer(i);
  const reply = i % 5 === 4 && i > 40;
  const target = i - 36; // never itself a reply: 36 is not a multiple of 5
  const sender = reply ? writer(target) : from;
  const thread = reply ? `In-Reply-To: ${idOf(run, target)}\r\nReferences: ${idOf(run, target)}\r\n` : '';
  const subject = reply ? 'RE: [CDAP] [MAIRIE] incident technique' : '[CDAP] [MAIRIE] incident technique';
  const head = `From: Support niveau 1 <${sender}>\r\nTo: <${DESK}>\r\nSubject: ${subject}\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: ${messageId}\r\n${thread}MIME-Version: 1.0\r\n`;
  return { messageId, from: sender, reply, raw: head + body(run, i) };
}

function idOf(run: string, i: number): string {
  return `<${run}.${i}@partenaire.example>`;
}

function body(run: string, i: number): string {
  const text = paragraphs(run, i);
  if (i % 10 >= 3) return `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`;
  const boundary = `b${createHash('sha1').update(String(i)).digest('hex')}`;
  return `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n--${boundary}\r\nContent-Type: image/png; name="capture.png"\r\nContent-Disposition: attachment; filename="capture.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${PICTURE}\r\n--${boundary}--\r\n`;
}

function paragraphs(run: string, i: number): string {
  const lines = [`Bonjour,\r\n\r\nIncident ${run}/${i} : erreur CDAP-${4000 + (i % 97)}. Vous pouvez me rappeler au 05 36 49 ${String(i % 90 + 10)} ${String((i * 7) % 90 + 10)}.\r\n`];
  for (let line = 0; line < 24; line += 1) lines.push(Array.from({ length: 16 }, (_, k) => WORDS[(i * 7 + line * 13 + k * 3) % WORDS.length]).join(' '));
  return `${lines.join('\r\n')}\r\n\r\nCordialement,\r\n`;
}
