import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { Command } from 'commander';
import { typo } from '../domain/french/typography';
import { answerLine, LONGEST_LINE } from './deadline-line';

/** `guichet deadlines`: JSON lines in, JSON lines out, by the very reckoning the workflows use. */
export function deadlinesCommand(): Command {
  return new Command('deadlines')
    .description('Calcule des échéances : une ligne JSON par cas (entrée standard ou fichiers), une ligne JSON par réponse.')
    .argument('[fichiers...]', 'fichiers de lignes JSON ; sans fichier, l’entrée standard')
    .action(async (files: string[], _options: unknown, command: Command) => {
      stopQuietlyWhenNobodyReads();
      if (files.length === 0) await answerAll(process.stdin.setEncoding('utf8'));
      for (const file of files) await answerFile(file, command);
    });
}

async function answerFile(file: string, command: Command): Promise<void> {
  try {
    await answerAll(createReadStream(file, 'utf8'));
  } catch (error) {
    command.error(typo(`guichet deadlines : fichier illisible : ${file} (${error instanceof Error ? error.message : String(error)})`), { exitCode: 2 });
  }
}

/** Answers each line of a source in order, a chunk at a time, no faster than the reader takes them. */
async function answerAll(source: AsyncIterable<string>): Promise<void> {
  for await (const lines of linesOf(source)) {
    const answers = lines.filter((line) => line.trim() !== '').map((line) => `${answerLine(line)}\n`);
    if (answers.length > 0 && !process.stdout.write(answers.join(''))) await once(process.stdout, 'drain');
  }
}

/** The lines that each chunk completes; a line too long to be a case is cut, and refused later for its length. */
export async function* linesOf(source: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let first = true;
  for await (const chunk of source) {
    const [head = '', ...others] = (first ? chunk.replace(/^\uFEFF/, '') : chunk).split('\n');
    first = false;
    const lines = [rest + head, ...others];
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1);
    yield lines;
  }
  yield [rest];
}

function stopQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
