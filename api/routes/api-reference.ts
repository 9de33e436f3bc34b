import { Router } from 'express';
import { renderPage } from '../../web/render';
import { ApiReferencePage } from '../../web/pages/api/reference';
import { apiReferencePath } from '../../web/paths-sign-in';
import { open } from '../guard';
import type { WebTools } from '../tools';
import { apiReferenceView } from '../view/api-reference';
import { strangerShell } from '../view/shell';

/** The reference of the API, for anybody: it tells nothing of any ticket. */
export function apiReferenceRoutes(tools: WebTools): Router {
  return Router().get(apiReferencePath(), open('read-api-description', (req, res) => {
    const view = apiReferenceView(tools.publicUrl, req.query['lang'] === 'en' ? 'en' : 'fr');
    res.type('html').set('Cache-Control', 'no-cache').send(renderPage(ApiReferencePage({ shell: strangerShell(tools.clock.now()), view })));
  }));
}
