import type { VNode } from 'preact';
import { amendmentValues } from '../../../api/contract-form/values';
import { AmendmentPage } from '../../../web/pages/amendment/draft';
import { AmendmentFormPage } from '../../../web/pages/amendment/form';
import { AbsencesPage } from '../../../web/pages/desk-decisions/absences';
import { DeskDaysPage } from '../../../web/pages/desk-decisions/days';
import { absencesSample, amendmentFormSample, amendmentSample, daysSample, RUN } from './decisions';
import { contractOf } from './frame';

const typed = { nature: 'closed', du: '2026-06-08', au: '', horaires: '', motif: 'Grève' };

/** Every state of the pages on which a manager decides of the contract, the days and the people of a desk. */
export const DECISION_STATES: Readonly<Record<string, () => VNode>> = {
  'avenant-formulaire': () => AmendmentFormPage(amendmentFormSample()),
  'avenant-formulaire-refuse': () =>
    AmendmentFormPage(
      amendmentFormSample({
        draft: 'a1',
        refused: {
          values: { ...amendmentValues(contractOf('95')), 'horaires-tue': 'le matin', 'escalade-delai': 'dix' },
          errors: [
            { field: 'horaires-tue', message: 'Horaires du mardi : il faut une heure locale, « 08:30 ».' },
            { field: 'escalade-delai', message: 'Délai d’escalade : il faut un nombre.' },
          ],
        },
      }),
    ),
  'avenant-projet': () => AmendmentPage(amendmentSample()),
  'avenant-projet-garde': () => AmendmentPage(amendmentSample({ openTickets: 'keep-version', run: { ...RUN, changed: 0, atEffect: 0, hidden: 0, rows: RUN.rows.slice(5) } })),
  'avenant-projet-vide': () =>
    AmendmentPage(amendmentSample({ parts: [], gone: [], fresh: [], run: { open: 0, untried: 0, changed: 0, atEffect: 0, rows: [], hidden: 0 }, blocked: 'Ce projet ne change rien : modifiez-le avant de le signer.' })),
  'avenant-signature-refusee': () => AmendmentPage(amendmentSample({ refused: { values: { caf: '', partenaire: 'Les maires' }, errors: [{ field: 'caf', message: 'Écrivez qui a signé pour la Caf.' }] } })),
  'avenant-signe': () =>
    AmendmentPage(amendmentSample({ state: 'signed', run: null, signedWords: 'Signé le mer. 27 mai par la directrice pour la Caf et les maires pour les partenaires ; enregistré par Honorine Valmont le jeu. 28 mai à 10 h 00.' })),
  jours: () => DeskDaysPage(daysSample()),
  'jours-vides': () => DeskDaysPage(daysSample({ days: [] })),
  'jours-essai': () => DeskDaysPage(daysSample({ values: typed, trial: { words: 'fermé le lun. 8 juin', run: RUN, drop: null } })),
  'jours-essai-retrait': () => DeskDaysPage(daysSample({ trial: { words: 'sans la fermeture du lun. 13 juil.', run: { ...RUN, untried: 3 }, drop: 'j1' } })),
  'jours-refuses': () => DeskDaysPage(daysSample({ values: typed, refused: { values: { ...typed, motif: '' }, errors: [{ field: 'motif', message: 'Écrivez le motif : il reste au journal.' }] } })),
  absences: () => AbsencesPage(absencesSample()),
  'absences-vides': () => AbsencesPage(absencesSample({ absences: [], covers: [] })),
  'absences-refusees': () =>
    AbsencesPage(absencesSample({ refused: { form: 'remplacement', sent: { values: { nom: 'Odilon Carvenne', courriel: 'odilon' }, errors: [{ field: 'courriel', message: 'Écrivez une adresse de courriel.' }] } } })),
};
