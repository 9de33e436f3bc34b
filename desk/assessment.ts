import type { Sql, Tx } from '../db/connect';
import { actsOfPeriod, escalationsOfConvention, exhaustedOfConvention, reviewsOfPeriod } from '../db/assessment';
import { countByGroup, type FigureFilter } from '../db/figures-asked';
import { assessmentPdf, keepAssessment } from '../db/prepared-assessment';
import { reviewList } from './review-list';
import type { ContractDocument } from '../domain/contract-terms-types';
import { frenchDate } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { PaperDocument } from '../paper/document';
import { writePdf } from '../paper/pdf';
import { openDuration } from '../web/words/durations';
import { habilitationBlocks, reviewBlocks } from './assessment-register';
import { delays, escalated, requests } from './assessment-requests';
import { measuresOf } from './measures';

/** Which assessment: of whose convention, over which days of the Caf's own calendar, both included. */
export interface AssessmentAsked {
  readonly convention: { readonly id: string; readonly caf: CafCode; readonly number: string; readonly partner: string };
  readonly contract: ContractDocument;
  readonly title: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Its days are not over yet. */
  readonly running: boolean;
  /** Its security incidents are counted too. */
  readonly security: boolean;
}

/** What the yearly assessment of a convention says: requests, delays, escalations, reviews and habilitations (convention, « bilan annuel »). */
export async function assessmentPaper(sql: Sql, { convention, contract, title, from, to, running, security }: AssessmentAsked, now: Instant): Promise<PaperDocument> {
  const filter: FigureFilter = { cafs: [convention.caf], securityCafs: security ? [convention.caf] : [], from, to, service: null, kind: null, channel: null, conventions: [convention.id] };
  const [measures, groups, escalations, exhausted, reviews, acts, list] = await Promise.all([
    measuresOf(sql, filter, [contract], now), countByGroup(sql, filter), escalationsOfConvention(sql, convention.id, from, to, security), exhaustedOfConvention(sql, convention.id, from, to, security),
    reviewsOfPeriod(sql, convention.id, from, to), actsOfPeriod(sql, convention.id, from, to, contract.calendar.timeZone), reviewList(sql, convention.id, now),
  ]);
  const days = measures.dayMs === null ? '' : ` ; 1 j = ${openDuration(measures.dayMs, null)}`;
  return {
    title, subtitle: `${convention.partner}, convention ${convention.number}`, author: contract.desk.name, reference: convention.number, madeAt: now,
    blocks: [
      { kind: 'paragraph', muted: true, text: typo(`Demandes reçues du ${frenchDate(from)} au ${frenchDate(to)}${running ? ' (année en cours)' : ''}. Les délais sont en heures d’ouverture du guichet${days}.${security ? '' : ' Les incidents de sécurité, réservés au responsable de la sécurité, n’y figurent pas.'}`) },
      ...requests(measures, groups), ...delays(measures), ...escalated(escalations, exhausted), ...reviewBlocks(reviews), ...habilitationBlocks(list, acts),
    ],
  };
}

/** The assessment that goes with a return of the signature, made once: whoever asks again is given the same paper. Security incidents are not in it: the partner reads it. */
export async function prepareAssessment(tx: Tx, asked: Pick<AssessmentAsked, 'convention' | 'contract' | 'from' | 'to'> & { readonly on: LocalDate }, now: Instant): Promise<Buffer> {
  const { on, from, to, convention } = asked;
  const known = await assessmentPdf(tx, convention.id, on);
  if (known !== undefined) return known;
  // A transaction asks as its pool does; its type alone differs.
  const paper = await assessmentPaper(tx as unknown as Sql, { ...asked, title: `Bilan annuel ${on.slice(0, 4)}`, running: false, security: false }, now);
  const pdf = await writePdf(paper);
  await keepAssessment(tx, { convention_id: convention.id, due_on: on, from_on: from, to_on: to, made_at: now }, pdf);
  return pdf;
}
