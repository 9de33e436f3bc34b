import { exportLines } from '../../db/directory';
import { writePdf } from '../../paper/pdf';
import { exportCsv } from '../directory/export';
import { figuresCsv, figuresOds, writeTicketsCsv } from '../routes/figures';
import { todayOf } from '../view/today';
import { directoryAsked } from '../view/directory';
import { assessment } from '../view/steering/assessment';
import { operation, type Operation } from './operation';
import { directoryQuery, figuresQuery } from './queries';

const CSV = 'text/csv';
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
const PDF = 'application/pdf';
const of = { method: 'get', tag: 'pilotage', scope: 'lecture' } as const;

/** What the pages give as files: the same filters, the same files. */
export const EXPORTS: readonly Operation[] = [
  operation({
    ...of, id: 'getFiguresCsv', path: '/pilotage/chiffres.csv', action: 'read-figures', query: figuresQuery, title: { fr: 'Les chiffres d’une période, en CSV', en: 'The figures of a period, as CSV' },
    answers: { 200: { words: { fr: 'Le fichier', en: 'The file' }, type: CSV } },
    handle: async (visit) => ({ file: { ...(await figuresCsv(visit)), type: CSV } }),
  }),
  operation({
    ...of, id: 'getFiguresOds', path: '/pilotage/chiffres.ods', action: 'read-figures', query: figuresQuery, title: { fr: 'Les chiffres d’une période et leurs demandes, en ODS', en: 'The figures of a period and their tickets, as ODS' },
    answers: { 200: { words: { fr: 'Le classeur', en: 'The workbook' }, type: ODS } },
    handle: async (visit) => ({ file: { ...(await figuresOds(visit)), type: ODS } }),
  }),
  operation({
    ...of, id: 'getTicketsCsv', path: '/pilotage/demandes.csv', action: 'read-morning', query: figuresQuery, title: { fr: 'Les demandes d’une période et leurs délais, en CSV', en: 'The tickets of a period and their times, as CSV' },
    answers: { 200: { words: { fr: 'Le fichier', en: 'The file' }, type: CSV } },
    handle: (visit) => Promise.resolve({ stream: { name: 'demandes.csv', type: CSV, write: (res) => writeTicketsCsv(visit, res) } }),
  }),
  operation({
    ...of, id: 'getAssessment', path: '/conventions/{id}/bilans/{year}', action: 'read-morning', title: { fr: 'Le bilan annuel d’une convention, en PDF', en: 'The yearly assessment of a convention, as PDF' },
    answers: { 200: { words: { fr: 'Le bilan', en: 'The assessment' }, type: PDF } },
    handle: async (visit) => {
      const [convention, year] = [visit.param('id'), visit.param('year')];
      return { file: { name: `bilan-${convention.replace(/[^\w-]+/g, '-')}-${year}.pdf`, type: PDF, bytes: await writePdf(await assessment(visit, convention, year)) } };
    },
  }),
  operation({
    ...of, id: 'getPartnersCsv', path: '/partenaires.csv', tag: 'partenaires', action: 'manage-desk', query: directoryQuery, title: { fr: 'Les partenaires et leurs contacts, en CSV', en: 'Partners and their people, as CSV' },
    answers: { 200: { words: { fr: 'Le fichier', en: 'The file' }, type: CSV } },
    handle: async (visit) => ({ file: { name: `partenaires-${await todayOf(visit)}.csv`, type: CSV, bytes: Buffer.from(exportCsv(await exportLines(visit.tools.sql, directoryAsked(visit).filter))) } }),
  }),
];
