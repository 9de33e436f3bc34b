import { Router } from 'express';
import { CONVENTION_ENDED } from '../../db/convention-end';
import { ANSWERED, listLetters, type LetterRow as Row } from '../../db/letter';
import { countLetters, findLetterOf } from '../../db/letter-list';
import { readMail } from '../../mail/read';
import { LetterPage, LettersPage, type LetterRow } from '../../web/pages/letters';
import { letterEmlPath, letterHtmlPath, letterPath, lettersPath } from '../../web/paths';
import { SIGN_IN_LINK } from '../../desk/sign-in-link';
import { Forbidden, NotFound } from '../errors';
import { sendFramed, sendMail } from '../files';
import { letterStatus } from '../view/letter-status';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import { shellOf } from '../view/shell';
import { type Visit } from '../visit';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';
import { sees } from './acts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Letters are counted no further: reading the rows of a busy desk's took half of the page's time. */
const MOST_COUNTED = 1_000;

/** What the desk wrote: the list, a letter, its bytes. */
export function letterRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(lettersPath(), signedIn(tools, 'read-letters', showLetters));
  router.get(pattern(letterEmlPath(':id')), signedIn(tools, 'read-letters', async (visit) => sendMail(visit.res, 'lettre.eml', (await readable(visit)).raw)));
  router.get(pattern(letterHtmlPath(':id')), signedIn(tools, 'read-letters', async (visit) => {
    const mail = await readMail((await readable(visit)).raw, { referencePatterns: [] });
    if (mail.html === null) throw new NotFound('no such part');
    sendFramed(visit.res, mail.html);
  }));
  router.get(pattern(letterPath(':id')), signedIn(tools, 'read-letters', showLetter));
  return router;
}

async function showLetters(visit: Visit): Promise<void> {
  const { tools, cafs } = visit;
  const page = pageNumber(visit.query('page'));
  const most = Math.max(MOST_COUNTED, page * PAGE_SIZE) + 1;
  const [letters, total, shell] = await Promise.all([listLetters(tools.sql, cafs, PAGE_SIZE, (page - 1) * PAGE_SIZE), countLetters(tools.sql, cafs, most), shellOf(visit, 'courriers')]);
  visit.show(LettersPage({ shell, rows: letters.map(rowOf), paging: { ...paging(page, letters.length, total, lettersPath), ...(total < most ? {} : { total: most - 1, more: true }) }, keptInside: !tools.relayed }));
}

function rowOf(letter: Omit<Row, 'raw'>): LetterRow {
  return { id: letter.id, at: letter.left_at ?? letter.queued_at, to: [letter.to_address, ...letter.cc_addresses], subject: letter.subject, reference: letter.reference, status: letterStatus(letter.state) };
}

async function showLetter(visit: Visit): Promise<void> {
  const letter = await readable(visit);
  const mail = await readMail(letter.raw, { referencePatterns: [] });
  const text = [mail.text, mail.signature, mail.quoted].filter((part) => part !== '').join('\n\n');
  visit.show(LetterPage({
    shell: await shellOf(visit, 'courriers'),
    letter: {
      ...rowOf(letter),
      to: [letter.to_name === null || letter.to_name === '' ? letter.to_address : `${letter.to_name} <${letter.to_address}>`],
      from: letter.from_address,
      cc: letter.cc_addresses,
      messageId: letter.message_id,
      text,
      html: mail.html !== null,
      failure: letter.problem === null ? null : failureWords(letter),
    },
  }));
}

const WITHHELD: Readonly<Record<string, string>> = {
  [ANSWERED]: 'Retenue : la réponse était arrivée avant qu’elle ne parte.',
  [CONVENTION_ENDED]: 'Retenue : la convention avait pris fin avant qu’elle ne parte.',
};

function failureWords({ state, problem }: Row): string {
  if (state === 'withheld') return WITHHELD[problem ?? ''] ?? 'Retenue : deux machines se répondaient.';
  return `Motif donné par le serveur du destinataire : ${problem ?? 'inconnu'}`;
}

/** @throws NotFound when it is not of the Cafs of who asks, or of a ticket that they do not see. */
export async function letterOf(visit: Visit): Promise<Row> {
  const letter = await findLetterOf(visit.tools.sql, visit.cafs, visit.param('id'));
  if (letter === undefined) throw new NotFound('no such letter');
  if (letter.reference !== null && !(await sees(visit, letter.reference))) throw new NotFound('no such letter');
  return letter;
}

/** Bytes that may be shown: a sign-in link is its addressee's alone, but where letters never leave, as on a trial. @throws Forbidden */
export async function readable(visit: Visit): Promise<Row> {
  const letter = await letterOf(visit);
  if (letter.kind === SIGN_IN_LINK && visit.tools.relayed) throw new Forbidden('Cette lettre porte un lien de connexion : seul son destinataire peut la lire.');
  return letter;
}
