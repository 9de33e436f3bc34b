import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ourReference, readMail, type ReadMail } from '../mail/read';

/** In the examples that ship with the product, « DOSSIER-004711 » stands for a reference. */
const exampleReference = /(?<![\w-])(DOSSIER-\d{6})(?![\w-])/i;

/** `guichet read-mail FILE…`: one JSON line per file with what is read in it, whatever its bytes. */
export function readMailCommand(): Command {
  return new Command('read-mail')
    .description('Lit des courriels (.eml) et écrit une ligne JSON par fichier.')
    .argument('<files...>', 'fichiers .eml ; « - » pour l’entrée standard')
    .option('--reference-pattern <regexp>', 'forme de nos références (répétable)', (pattern: string, before: RegExp[]) => [...before, referencePattern(pattern)], [])
    .action((files: string[], options: { referencePattern: RegExp[] }) => printMails(files, options.referencePattern));
}

/** @throws Error when `pattern` is not a regular expression. */
function referencePattern(pattern: string): RegExp {
  return new RegExp(pattern, 'i');
}

async function printMails(files: readonly string[], patterns: readonly RegExp[]): Promise<void> {
  const referencePatterns = patterns.length > 0 ? patterns : [ourReference, exampleReference];
  for (const file of files) {
    const raw = await bytesOf(file);
    if (raw) process.stdout.write(`${JSON.stringify(mailLine(await readMail(raw, { referencePatterns })))}\n`);
  }
}

/** The bytes of a file; one that cannot be opened is said on standard error, and the others are read all the same. */
async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file);
  } catch (error) {
    process.stderr.write(`${file} : ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return null;
  }
}

/** What the command prints of a mail: instants in UTC, telephone numbers in E.164, sizes in bytes. */
export function mailLine(mail: ReadMail): Record<string, unknown> {
  const { messageId, from, to, subject, date, text, quoted, service, organisation, kind, phones, automatic, references, reference } = mail;
  return {
    messageId, from, to, subject, date, text, quoted, service, organisation, kind, phones, automatic, references, reference,
    attachments: mail.attachments.map(({ name, type, size, sha256, inline }) => ({ name, type, size, sha256, inline })),
    problems: mail.problems.map((problem) => problem.text),
    fromName: mail.fromName, cc: mail.cc, replyTo: mail.replyTo, dateHeader: mail.dateHeader, inReplyTo: mail.inReplyTo,
    signature: mail.signature, splitUncertain: mail.splitUncertain, urgent: mail.urgent, bounce: mail.bounce,
  };
}
