import busboy from 'busboy';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import { BadRequest, SignInNeeded } from './errors';
import { currentSession } from './session';
import type { WebTools } from './tools';

/** A file that came with a form. */
export interface Uploaded {
  readonly name: string;
  /** As the browser announces it; nothing is believed of it. */
  readonly type: string;
  readonly bytes: Buffer;
  /** There was no room left for it: `bytes` is empty. */
  readonly tooLong: boolean;
}

export interface UploadLimits {
  /** Of all files together: no more is kept in memory. */
  readonly bytes: number;
  readonly files: number;
  /** Of the text of one field. */
  readonly fieldBytes: number;
  readonly fields: number;
}

const ONE_FILE = { files: 1, fieldBytes: 2_000, fields: 20 };
const uploads = new WeakMap<Request, readonly Uploaded[]>();

/** The file that came with a form; null when none was chosen. */
export function uploadOf(req: Request): Uploaded | null {
  return uploadsOf(req)[0] ?? null;
}

/** The files that came with a form, in the order in which they were chosen; one more than the limit when there were too many. */
export function uploadsOf(req: Request): readonly Uploaded[] {
  return uploads.get(req) ?? [];
}

/** Reads a form with one file of at most `limitBytes`; see withFiles. */
export function withFile(tools: WebTools, limitBytes: number): RequestHandler {
  return withFiles(tools, { ...ONE_FILE, bytes: limitBytes });
}

/** The files that came with a request in another way. */
export function putUploads(req: Request, files: readonly Uploaded[]): void {
  uploads.set(req, files);
}

/**
 * Reads a form with files (multipart/form-data) before anything else looks at it: its fields are `req.body`, as with any form; its
 * files are asked of `uploadsOf`. A request several times as long as the limit is cut; any other form is left as it is. Of whoever is
 * not signed in the fields alone are read, so that what was written in a session that has ended can be given back.
 * @throws SignInNeeded, BadRequest
 */
export function withFiles(tools: WebTools, limits: UploadLimits): RequestHandler {
  return async (req, _res, next) => {
    if (!req.is('multipart/form-data')) return next();
    const stranger = (await currentSession(tools, req, tools.clock.now())) === null;
    const { fields, files } = await readForm(req, stranger ? { ...limits, bytes: 0 } : limits, limits.bytes * CUT_AFTER);
    req.body = fields;
    if (stranger) throw new SignInNeeded('nobody is signed in');
    uploads.set(req, files);
    next();
  };
}

interface FormRead {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly Uploaded[];
}

const CUT_AFTER = 8;

async function readForm(req: Request, limits: UploadLimits, mostBytes: number): Promise<FormRead> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const files: Uploaded[] = [];
  let cut = false;
  let room = limits.bytes;
  const parser = parserOf(req, limits);
  parser.on('field', (name, value, { valueTruncated }) => {
    fields[name] = value;
    cut ||= valueTruncated;
  });
  parser.on('file', (_field, stream, { filename, mimeType }) => {
    // A form without a chosen file sends an empty one without a name.
    if (filename === undefined || filename === '') return void stream.resume();
    take(stream, room, (bytes) => {
      room -= bytes?.length ?? 0;
      files.push({ name: filename.slice(0, 200), type: mimeType.slice(0, 100), bytes: bytes ?? Buffer.alloc(0), tooLong: bytes === null });
    });
  });
  await piped(req, parser, mostBytes);
  if (cut) throw new BadRequest('Un texte de ce formulaire est trop long.');
  return { fields, files };
}

/** The bytes of a file, or null when there are more than there is room for; those are read and dropped. */
function take(stream: Readable, room: number, done: (bytes: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= room) chunks.push(chunk);
    else chunks.length = 0;
  });
  stream.on('end', () => done(length > room ? null : Buffer.concat(chunks)));
}

function parserOf({ headers }: IncomingMessage, { files, fields, fieldBytes }: UploadLimits): busboy.Busboy {
  try {
    return busboy({ headers, defParamCharset: 'utf8', limits: { files: files + 1, fields, fieldSize: fieldBytes, fieldNameSize: 200, parts: files + fields + 5, headerPairs: 20 } });
  } catch {
    throw new BadRequest('Ce formulaire est illisible : rechargez la page.');
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
