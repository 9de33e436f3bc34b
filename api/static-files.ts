import { Router } from 'express';
import { assetsList } from '../web/assets';
import { open } from './guard';

/** The static files, each at a URL made of its content: kept for ever by browsers. */
export function staticFiles(): Router {
  const router = Router();
  for (const { url, contentType, body } of assetsList()) {
    router.get(url, open('fetch-asset', (_req, res) => {
      res.set({ 'Content-Type': contentType, 'Cache-Control': 'public, max-age=31536000, immutable' }).send(body);
    }));
  }
  return router;
}
