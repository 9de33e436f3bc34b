import type { Response } from 'express';
import { UNTRUSTED_POLICY } from './secure-headers';
import { maskedHtml } from '../domain/personal-number';
import { SAFE_PICTURES, safeHtml, type InsidePicture } from '../mail/safe-html';

/** A file that came from outside: shown only when it is a picture of a safe type, else downloaded; never run. */
export function sendUntrusted(res: Response, file: { readonly name: string; readonly type: string; readonly content: Buffer }): void {
  const shown = SAFE_PICTURES.has(file.type);
  res.set({
    'Content-Type': shown ? file.type : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; ${fileName(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  }).send(file.content);
}

/** The bytes of a mail as they came, or left. */
export function sendMail(res: Response, name: string, raw: Buffer): void {
  res.set({ 'Content-Type': 'message/rfc822', 'Content-Disposition': `attachment; ${fileName(name)}`, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' }).send(raw);
}

/** A table for a spreadsheet, always downloaded. */
export function sendCsv(res: Response, name: string, csv: string): void {
  res.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; ${fileName(name)}`, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' }).send(csv);
}

/** A file of our own making, always downloaded. */
export function sendFile(res: Response, name: string, type: 'application/pdf' | 'application/zip', bytes: Buffer): void {
  res.set({ 'Content-Type': type, 'Content-Disposition': `attachment; ${fileName(name)}`, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' }).send(bytes);
}

/** A file that a program asked for: never shown, never run. */
export function sendAttached(res: Response, { name, type, bytes }: { readonly name: string; readonly type: string; readonly bytes: Buffer }): void {
  attached(res, { name, type }).send(bytes);
}

/** The head of such a file. */
export function attached(res: Response, { name, type }: { readonly name: string; readonly type: string }): Response {
  return res.set({ 'Content-Type': type, 'Content-Disposition': `attachment; ${fileName(name)}`, 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' });
}

/** A mail's own layout made safe, for a sandboxed frame of ours, under a policy that allows nothing besides. */
export function sendUntrustedHtml(res: Response, html: string, pictures: readonly InsidePicture[]): void {
  const inside = html.length > LONGEST_HTML ? '<p>Cette mise en forme est trop lourde pour être montrée : téléchargez l’original.</p>' : maskedHtml(safeHtml(html, pictures));
  sendFramed(res, `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Courriel</title></head><body>${inside}</body></html>`);
}
/** In characters; making it safe takes about a second for so many. */
const LONGEST_HTML = 2_000_000;

/** A letter of our own, in the same frame. */
export function sendFramed(res: Response, html: string): void {
  res.set({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': UNTRUSTED_POLICY, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' }).send(html);
}

/** Both forms of a file's name (RFC 6266): plain ASCII, and the name itself. */
function fileName(name: string): string {
  const safe = name.replace(/[\u0000-\u001f\u007f"\\/]/g, '_').slice(0, 150).replace(/\p{Surrogate}/gu, '_') || 'fichier';
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_');
  return `filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
