import * as z from 'zod';
import express, { type Request, type Response } from 'express';
import { fileSize } from '../../web/words/labels';
import type { UploadLimits, Uploaded } from '../upload';

/** Longest request taken when no file comes with it: a text with its quotation. */
const TEXT_BYTES = 512_000;

const base64 = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text, { error: 'Ce contenu n’est pas du base64 (RFC 4648, § 4).' }).meta({
  description: 'Les octets du fichier, en base64. / The file’s bytes, in base64.', example: 'UERGLTEuNw==', override: { contentEncoding: 'base64' },
});
/** A file in a request. */
export const sentFile = z.object({
  nom: z.string().min(1).max(200).meta({ example: 'capture.png' }),
  type: z.string().max(100).default('application/octet-stream').meta({ example: 'image/png' }),
  contenu: base64,
}).meta({ id: 'SentFile', description: 'Un fichier joint. / A file that goes with it.' });

/** The field of files that go with a text, as many as its form takes. */
export function filesField({ files, bytes }: UploadLimits) {
  return z.array(sentFile).max(files).default([]).meta({ description: `${files} fichiers au plus, ${fileSize(bytes)} ensemble. / At most ${files} files, ${bytes / 1_000_000} MB together.` });
}

/** Files of a request as those of a form: beyond the limit they are said to be too long, and none of their bytes is kept. */
export function uploadedFrom(sent: readonly z.output<typeof sentFile>[], limits: UploadLimits): Uploaded[] {
  let room = limits.bytes;
  return sent.map(({ nom, type, contenu }) => {
    const bytes = Buffer.from(contenu, 'base64');
    const tooLong = bytes.length > room;
    if (!tooLong) room -= bytes.length;
    return { name: nom, type, bytes: tooLong ? Buffer.alloc(0) : bytes, tooLong };
  });
}

const readers = new Map<number, ReturnType<typeof express.json>>();

/** Reads a request's JSON once it is known who asks; as long as its files may be, and no longer. @throws what Express's reader throws */
export async function readJson(req: Request, res: Response, limits: UploadLimits | null): Promise<void> {
  const most = TEXT_BYTES + Math.ceil(((limits?.bytes ?? 0) * 4) / 3);
  const reader = readers.get(most) ?? express.json({ limit: most });
  readers.set(most, reader);
  await new Promise<void>((resolve, reject) => reader(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error as Error))));
}
