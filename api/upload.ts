import busboy from 'busboy';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { BadRequest, SignInNeeded } from './errors';
import { currentSession } from './session';
import type { WebTools } from './tools';

/** A file that came with a form. */
export interface Uploaded {
  readonly name: string;
  readonly bytes: Buffer;
  /** Longer than the limit: `bytes` is empty. */
  readonly tooLong: boolean;
}

const uploads = new WeakMap<Request, Uploaded>();

/** The file that came with a form; null when none was chosen. */
export function uploadOf(req: Request): Uploaded | null {
  return uploads.get(req) ?? null;
}

/**
 * Reads a form with one file (multipart/form-data) of somebody who is signed in, before anything else looks at it: its fields are
 * `req.body`, as with any form; its file is asked of `uploadOf`. At most `limitBytes` of a file are kept in memory, and nothing of it
 * beyond; a request several times as long is cut. Any other form is left as it is. @throws SignInNeeded, BadRequest
 */
export function withFile(tools: WebTools, limitBytes: number): RequestHandler {
  return async (req, _res, next) => {
    if (!req.is('multipart/form-data')) return next();
    if ((await currentSession(tools, req, tools.clock.now())) === null) throw new SignInNeeded('nobody is signed in');
    const { fields, file } = await readForm(req, limitBytes);
    req.body = fields;
    if (file !== null) uploads.set(req, file);
    next();
  };
}

interface FormRead {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Uploaded | null;
}

const CUT_AFTER = 8;

async function readForm(req: Request, limitBytes: number): Promise<FormRead> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let file: Uploaded | null = null;
  const parser = parserOf(req, limitBytes);
  parser.on('field', (name, value) => void (fields[name] = value));
  parser.on('file', (_field, stream, { filename }) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
    stream.on('end', () => {
      const tooLong = stream.truncated === true;
      const bytes = tooLong ? Buffer.alloc(0) : Buffer.concat(chunks);
      // A form without a chosen file sends an empty one without a name.
      if (filename !== undefined && filename !== '') file = { name: filename.slice(0, 200), bytes, tooLong };
    });
  });
  await piped(req, parser, limitBytes * CUT_AFTER);
  return { fields, file };
}

function parserOf({ headers }: IncomingMessage, fileSize: number): busboy.Busboy {
  try {
    return busboy({ headers, defParamCharset: 'utf8', limits: { fileSize, files: 1, fields: 20, fieldSize: 2_000, fieldNameSize: 100, parts: 25, headerPairs: 20 } });
  } catch {
    throw new BadRequest('Ce formulaire est illisible : rechargez la page.');
  }
}

/** Reads to the end, so that the browser sees the answer; but not without end. */
async function piped(req: Request, parser: busboy.Busboy, mostBytes: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let read = 0;
    const fail = (): void => {
      req.unpipe(parser);
      req.resume();
      reject(new BadRequest('Ce formulaire est illisible ou trop long.'));
    };
    req.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > mostBytes) req.destroy();
    });
    req.on('close', () => (req.complete ? undefined : fail()));
    parser.on('error', fail);
    parser.on('close', resolve);
    req.pipe(parser);
  });
}
