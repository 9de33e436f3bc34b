import { Router } from 'express';
import { journeyByKey } from '../../db/journey';
import { findConvention } from '../../db/partner';
import { yearKey } from '../../desk/convention-year';
import { askJourney } from '../../desk/journey';
import type { LocalDate } from '../../domain/ids';
import type { YearAct } from '../../domain/journeys/convention-year';
import { writeCsv } from '../../paper/csv';
import { CampaignPage } from '../../web/pages/review/campaign';
import { campaignFilePath, reviewDatesPath, reviewsPath } from '../../web/paths-review';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { sendCsv } from '../files';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import type { WebTools } from '../tools';
import { askedLines, askedOf, campaignOf, campaignView } from '../view/campaign';
import { isDay } from '../view/steering/desk-days';
import type { Visit } from '../visit';

/** A year of reverse reviews: its page, its file, the date of a convention's. */
export function campaignRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(reviewsPath(), signedIn(tools, 'read-reviews', async (visit) => visit.show(CampaignPage(await campaignView(visit, null)))));
  router.get(campaignFilePath(), signedIn(tools, 'read-reviews', sendCampaign));
  router.post(reviewDatesPath(), posted(tools, 'work-on-review', setDate));
  return router;
}

const TITLES = ['Caf', 'Partenaire', 'Convention', 'Date de la revue', 'Revue', 'État', 'Suite', 'Faite le', 'Doit répondre'];

async function sendCampaign(visit: Visit): Promise<void> {
  const campaign = await campaignOf(visit);
  const rows = askedLines(campaign, askedOf(visit)).map(({ caf, partner, number, due, review, words, next, doneOn, owes }) => [caf, partner, number, due, review ?? '', words, next, doneOn ?? '', owes === null ? '' : owes === 'desk' ? 'Caf' : 'partenaire']);
  sendCsv(visit.res, `revues-${campaign.year}.csv`, writeCsv(TITLES, rows));
}

/** The date that comes back each year, set by the Caf. */
async function setDate(visit: Visit): Promise<void> {
  const { convention = '', date = '' } = visit.fields();
  const found = await findConvention(visit.tools.sql, convention);
  const year = found === undefined || !visit.cafs.includes(found.caf) ? undefined : await journeyByKey(visit.tools.sql, yearKey(convention));
  const errors: FieldError[] = [
    ...(year === undefined ? [{ field: 'convention', message: 'Choisissez une convention.' }] : []),
    ...(isDay(date) ? [] : [{ field: 'date', message: 'Donnez une date.' }]),
  ];
  if (year === undefined || errors.length > 0) return await again(visit, errors);
  const act: YearAct = { kind: 'set-review-date', reviewFrom: date as LocalDate };
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: year.id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: 'date', message: answer.reason }]);
    return reviewsPath({ annee: date.slice(0, 4) });
  }).catch(refusalOf);
  if (!('path' in done)) return await again(visit, done);
  await tellJourneyNow(visit.tools, year.id);
  await visit.goTo(done.path, { tone: 'done', text: 'Date fixée.' });
}

async function again(visit: Visit, errors: readonly FieldError[]): Promise<void> {
  visit.show(CampaignPage(await campaignView(visit, { values: visit.fields(), errors })), 422);
}
