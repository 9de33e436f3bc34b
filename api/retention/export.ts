import { bytesOfMail, mailsOfPerson, rowsOfPerson, type PersonMail } from '../../db/person';
import { frenchDateTime } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import type { PaperBlock, PaperDocument } from '../../paper/document';
import { writePdf } from '../../paper/pdf';
import { writeZip, type PaperFile } from '../../paper/zip';
import { shellOf } from '../view/shell';
import { localDateIn } from '../../domain/calendar';
import type { Visit } from '../visit';

/** As many mails as one file holds; the paper says how many there are. */
const MOST_MAILS = 1_000;
const MOST_BYTES = 200_000_000;

type Rows = Awaited<ReturnType<typeof rowsOfPerson>>;

/** One person's data in a ZIP: a paper to read, the data for a program, their mails and the letters to them byte for byte. */
export async function personZip(visit: Visit, address: string): Promise<Buffer> {
  const { tools: { sql }, cafs, now } = visit;
  const [rows, mails, shell] = await Promise.all([rowsOfPerson(sql, cafs, address), mailsOfPerson(sql, cafs, address, MOST_MAILS), shellOf(visit, 'reglages')]);
  const files = await mailFiles(visit, mails, shell.timeZone);
  const at = (instant: unknown): string => (typeof instant === 'string' && /^\d{4}-\d\d-\d\dT/.test(instant) ? frenchDateTime(instant as typeof now, shell.timeZone) : String(instant ?? ''));
  const paper = await writePdf(document(address, rows, mails, files.length, { now, at }));
  const data = { adresse: address, faitLe: now, ...rows, courriels: mails };
  return writeZip([{ name: 'a-lire.pdf', bytes: paper }, { name: 'donnees.json', bytes: Buffer.from(`${JSON.stringify(data, null, 2)}\n`, 'utf8') }, ...files], now);
}

async function mailFiles(visit: Visit, mails: readonly PersonMail[], timeZone: string): Promise<PaperFile[]> {
  const files: PaperFile[] = [];
  let size = 0;
  for (const [i, mail] of mails.entries()) {
    const bytes = await bytesOfMail(visit.tools.sql, mail);
    if (bytes === undefined || (size += bytes.length) > MOST_BYTES) continue;
    files.push({ name: `${mail.direction === 'in' ? 'courriels' : 'lettres'}/${String(i + 1).padStart(4, '0')}-${localDateIn(timeZone, mail.at)}.eml`, bytes });
  }
  return files;
}

const TITLES: Readonly<Record<string, string>> = { contacts: 'Fiches de contact', habilitations: 'Habilitations', actesDuRegistre: 'Actes du registre', departs: 'Départs signalés', demandes: 'Demandes', messages: 'Messages écrits', comptes: 'Comptes', verifications: 'Listes vérifiées' };

function document(address: string, rows: Rows, mails: readonly PersonMail[], joined: number, { now, at }: { now: Visit['now']; at: (instant: unknown) => string }): PaperDocument {
  const parts = Object.entries(rows).filter(([, lines]) => lines.length > 0);
  const blocks = parts.flatMap(([part, lines]): PaperBlock[] => [{ kind: 'heading', level: 1, text: TITLES[part] ?? part }, ...lines.map((line): PaperBlock => ({ kind: 'facts', rows: Object.entries(line).filter(([, value]) => value !== null && value !== '').map(([name, value]) => [FIELDS[name] ?? name, typeof value === 'object' ? JSON.stringify(value) : at(value)] as const) }))]);
  return {
    title: 'Vos données',
    subtitle: address,
    author: 'Guichet',
    reference: address,
    madeAt: now,
    blocks: [
      { kind: 'paragraph', text: typo(`Ce que le guichet garde sous l’adresse ${address}, au ${at(now)}. Vos courriels et nos lettres sont joints tels quels : ${joined} sur ${mails.length}. Le journal de vos accès est gardé six mois ; il est communiqué à part, par les lecteurs de traces.`) },
      ...(blocks.length === 0 ? [{ kind: 'note', tone: 'info', text: typo('Rien d’autre que les courriels n’est gardé sous cette adresse.') } as const] : blocks),
    ],
  };
}

const FIELDS: Readonly<Record<string, string>> = {
  id: 'Identifiant', convention_id: 'Convention', name: 'Nom', role: 'Rôle', job_title: 'Fonction', email: 'Courriel', phones: 'Téléphones', ladder_rank: 'Échelon', ended_at: 'Fin', rank: 'Rang', profile: 'Profil', state: 'État', given_at: 'Donnée le',
  kind: 'Nature', label: 'Objet', reason: 'Motif', at: 'Date', cause: 'Cause', left_on: 'Départ', reported_at: 'Signalé le', reference: 'Demande', subject: 'Objet', service: 'Service', channel: 'Canal', received_at: 'Reçue le', phase: 'État', direction: 'Sens', text: 'Texte',
  login: 'Identifiant', disabled: 'Verrouillé', roles: 'Rôles', checked_at: 'Vérifiée le', checked_name: 'Par',
};
