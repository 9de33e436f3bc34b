import { Router } from 'express';
import { writePdf } from '../../paper/pdf';
import { assessmentRoute } from '../../web/paths';
import { signedIn } from '../guard';
import { assessment } from '../view/steering/assessment';
import type { WebTools } from '../tools';

/** The yearly assessment of a convention (convention, article on the « bilan annuel »), as a PDF. */
export function assessmentRoutes(tools: WebTools): Router {
  return Router().get(assessmentRoute(), signedIn(tools, 'read-morning', async (visit) => {
    const [convention, year] = [visit.param('id'), visit.param('year')];
    const bytes = await writePdf(await assessment(visit, convention, year));
    visit.res.type('application/pdf').set('Cache-Control', 'no-store').attachment(`bilan-${convention.replace(/[^\w-]+/g, '-')}-${year}.pdf`).send(bytes);
  }));
}
