import { amendedLines, amendmentParts } from '../../../domain/amended';
import { amendmentValues } from '../../../api/contract-form/values';
import type { ContractDocument } from '../../../domain/contract-terms-types';
import type { LocalDate } from '../../../domain/ids';
import type { AmendmentProps } from '../../../web/pages/amendment/draft';
import type { AmendmentFormProps } from '../../../web/pages/amendment/form';
import type { AbsencesProps } from '../../../web/pages/desk-decisions/absences';
import type { DeskDaysProps } from '../../../web/pages/desk-decisions/days';
import type { DryRow, DryRunView } from '../../../web/view/dry-run';
import { reckon } from '../../../domain/deadline';
import { at, caf, contractOf, PARIS, ref, TOKENS, valDOise } from './frame';

const CAF = caf('95');
const NAME = 'Caf du Val-d’Oise';
const day = (text: string): LocalDate => text as LocalDate;

function amended(): ContractDocument {
  const base = contractOf('95');
  if (base.escalation === null) throw new Error('95 escalates');
  return { ...base, effectiveFrom: day('2026-06-01'), escalation: { ...base.escalation, stated: { workingDays: 10 }, rule: { workingDays: 10 } } };
}

const reckoning = reckon(contractOf('95').calendar, at('2026-05-21T09:05'), { workingDays: 10 }, 'next-opening', 'art. 3.3');
const row = (over: Partial<DryRow>): DryRow => ({
  reference: ref('95-2026-000217'), partner: 'CCAS de Valmirande-sur-Oise', owes: 'partner', what: '1er contact du partenaire', before: at('2026-06-22T09:00'), after: at('2026-06-05T09:05'),
  diff: { kind: 'earlier', words: '17 j plus tôt' }, calc: 'art. 3.3 — 10 jours ouvrés ; lun. 25 mai non compté', reckoning, more: 2, ...over,
});

export const RUN: DryRunView = {
  open: 31,
  untried: 0,
  changed: 25,
  atEffect: 1,
  hidden: 25,
  rows: [
    row({}),
    row({ reference: ref('95-2026-000231'), partner: 'Syndicat Petite Enfance du Clos', before: at('2026-06-08T09:00'), after: at('2026-06-01T09:00'), diff: { kind: 'at-effect' }, more: 0 }),
    row({ reference: ref('95-2026-000240'), owes: 'desk', what: '2e contact Caf', before: at('2026-07-15T09:00'), after: null, diff: { kind: 'gone' }, calc: null, reckoning: null, more: 0 }),
    row({ reference: ref('95-2026-000241'), owes: null, what: 'Clôture', before: null, after: at('2026-07-15T09:00'), diff: { kind: 'new' }, more: 0 }),
    row({ reference: ref('95-2026-000242'), before: at('2026-06-22T09:00'), after: at('2026-06-22T09:00'), diff: { kind: 'person' }, more: 0 }),
    row({ reference: ref('95-2026-000171'), partner: 'Ville d’Orsemont-le-Bois', before: at('2026-05-28T14:30'), after: at('2026-05-28T14:30'), diff: { kind: 'same' }, more: 0 }),
  ],
};

export function amendmentSample(over: Partial<AmendmentProps> = {}): AmendmentProps {
  const base = contractOf('95');
  return {
    shell: valDOise('contrats'), caf: CAF, name: NAME, id: 'a1', state: 'draft', baseVersion: 1, version: 2, effectiveFrom: day('2026-06-01'), parts: amendmentParts(base, amended()), ...amendedLines(base, amended()),
    openTickets: 'move', run: RUN, calendar: base.calendar, signedWords: null, blocked: null, refused: null, tokens: TOKENS, ...over,
  };
}

export function amendmentFormSample(over: Partial<AmendmentFormProps> = {}): AmendmentFormProps {
  return { shell: valDOise('contrats'), caf: CAF, name: NAME, baseVersion: 1, draft: null, values: { ...amendmentValues(contractOf('95')), effet: '' }, refused: null, rungs: 3, tokens: TOKENS, ...over };
}

export function daysSample(over: Partial<DeskDaysProps> = {}): DeskDaysProps {
  return {
    shell: valDOise('contrats'), caf: CAF, name: NAME, calendar: contractOf('95').calendar, values: {}, refused: null, trial: null, tokens: TOKENS,
    days: [
      { id: 'j1', day: day('2026-07-13'), kind: 'closed', hours: null, reason: 'Pont du 14 juillet', by: 'Honorine Valmont', at: at('2026-05-20T09:00') },
      { id: 'j2', day: day('2026-06-06'), kind: 'open', hours: '9 h 00 – 12 h 00', reason: 'Rattrapage', by: 'Honorine Valmont', at: at('2026-05-21T09:00') },
    ],
    ...over,
  };
}

export function absencesSample(over: Partial<AbsencesProps> = {}): AbsencesProps {
  return {
    shell: valDOise('contrats'), caf: CAF, name: NAME, timeZone: PARIS, zoneWords: 'heure de Paris', refused: null, tokens: TOKENS,
    agents: [
      { value: 'a', label: 'Inès Barthélemy' },
      { value: 'b', label: 'Marcellin Oriol' },
    ],
    rungs: [
      { value: '1', label: '1er contact Caf : Conseillère services numériques, Ludivine Ormesson-Bray' },
      { value: '0', label: 'Responsable du guichet : Honorine Valmont' },
    ],
    absences: [{ id: 'x1', who: 'Inès Barthélemy', standIn: 'Marcellin Oriol', from: at('2026-06-01T09:00'), until: at('2026-06-12T16:00') }],
    covers: [{ id: 'c1', who: '1er contact Caf : Conseillère services numériques, Ludivine Ormesson-Bray', standIn: 'Odilon Carvenne (odilon.carvenne@caf95.example)', from: at('2026-06-01T09:00'), until: at('2026-06-12T16:00') }],
    ...over,
  };
}
