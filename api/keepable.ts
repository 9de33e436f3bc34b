import type { RequestHandler } from 'express';

/** A text without the one character that PostgreSQL keeps in no text: nobody types it, a program may send it. */
export function keepable(text: string): string {
  return text.replaceAll('\u0000', '');
}

/** The same for every field of a form, before anything reads it. What programs send as JSON is told of instead. */
export const keepableForms: RequestHandler = (req, _res, next) => {
  const body: unknown = req.body;
  if (req.is('application/x-www-form-urlencoded') !== false && typeof body === 'object' && body !== null) {
    req.body = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, ofField(value)]));
  }
  next();
};

function ofField(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ofField);
  return typeof value === 'string' ? keepable(value) : value;
}
