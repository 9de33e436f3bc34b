import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { instant, type Instant, type LocalDate } from '../../domain/ids';
import { aroundOf, type Surroundings } from '../../domain/journeys/around';
import { conventionYear, type YearFact } from '../../domain/journeys/convention-year';
import { forecastJourney } from '../../domain/journeys/forecast';
import { meeting, type MeetingAct, type MeetingFact } from '../../domain/journeys/meeting';
import type { JourneyFact } from '../../domain/journeys/types';

function around(caf: string, of: Partial<Surroundings> = {}): Surroundings {
  const contract = loadPublishedContract(caf);
  const contacts = loadSeed().conventions.find((one) => one.caf === caf)?.contacts ?? [];
  return { id: `${caf}-REU-2027-000001`, caf: contract.caf, contract, contacts, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: `convention-${caf}`, number: '105', partnerName: 'Syndicat' }, ...of };
}
const CAF = { by: 'desk', who: 'Inès' } as const;
const PARTNER = { by: 'partner', who: 'Sylvie' } as const;
type Line = readonly [at: string, fact: MeetingFact];
const facts = (...lines: readonly Line[]) => lines.map(([at, fact], i): JourneyFact<MeetingFact> => ({ ...fact, n: i + 1, at: instant(at) }));
const seen = (lines: readonly Line[], caf: string, of: Partial<Surroundings> = {}) =>
  forecastJourney(meeting, facts(...lines), around(caf, of)).map(({ step, outcome }) => [step.at, step.rule, step.key ?? step.ladder?.rung?.rank ?? null, (outcome.letters ?? []).map(({ letter }) => letter).join()]);

const ASKED: Line = ['2027-01-31T09:00:00.000Z', { kind: 'meeting-requested', subject: 'Quotas', date: null, ...CAF }];
const PROPOSED: Line = ['2027-02-02T09:00:00.000Z', { kind: 'date-proposed', when: '2027-02-16T13:00:00.000Z' as Instant, place: 'Lille', ...PARTNER }];
const SET: Line = ['2027-02-03T09:00:00.000Z', { kind: 'date-set', when: '2027-02-16T13:00:00.000Z' as Instant, place: 'Lille', how: null, ...CAF }];
const HELD: Line = ['2027-02-17T09:00:00.000Z', { kind: 'meeting-held', on: '2027-02-16T13:00:00.000Z' as Instant, writer: 'partner', ...CAF }];
const WRITTEN: Line = ['2027-02-18T09:00:00.000Z', { kind: 'minutes-written', text: 'Dit.', file: null, ...PARTNER }];

describe('a meeting that nobody answers', () => {
  it('Nord: reminded, late one calendar month after the request (31 January: 28 February), then the silent side’s ladder, from then on', () => {
    expect(seen([ASKED], '59')).toEqual([
      ['2027-02-18T09:00:00.000Z', 'remind-date', '10', 'meeting-date-reminder,meeting-date-reminder'],
      ['2027-02-25T09:00:00.000Z', 'remind-date', '3', 'meeting-date-reminder,meeting-date-reminder'],
      ['2027-02-28T09:00:00.000Z', 'meeting-late', null, ''],
      ['2027-02-28T09:00:00.000Z', 'contact-rung', 1, 'escalation'],
      ['2027-03-12T09:00:00.000Z', 'contact-rung', 2, 'escalation'],
      ['2027-03-26T09:00:00.000Z', 'contact-rung', 3, 'escalation'],
      ['2027-04-12T08:00:00.000Z', 'skip-rung', 4, ''],
      ['2027-04-12T08:00:00.000Z', 'ladder-exhausted', null, 'ladder-exhausted'],
    ]);
  });

  it('Côte-d’Or has no ladder: the manager is told; the Caf’s own silence reminds its manager', () => {
    expect(seen([ASKED], '21').map(([, rule, , letters]) => [rule, letters])).toEqual([['remind-date', 'meeting-date-reminder,meeting-date-reminder'], ['remind-date', 'meeting-date-reminder,meeting-date-reminder'], ['meeting-late', 'meeting-late']]);
    expect(seen([['2027-02-01T09:00:00.000Z', { ...ASKED[1], ...PARTNER } as MeetingFact]], '21').map(([, rule, , letters]) => [rule, letters])).toEqual([['remind-date', 'meeting-date-reminder'], ['remind-date', 'meeting-date-reminder'], ['meeting-late', 'meeting-late']]);
  });

  it('a date that was set stops the ladder; both are reminded the morning before, the Caf asked the morning after, and again while nobody says whether it was held', () => {
    expect(seen([ASKED, PROPOSED, SET], '59')).toEqual([
      ['2027-02-15T08:00:00.000Z', 'remind-meeting', '3', 'meeting-reminder,meeting-reminder,meeting-reminder'],
      ['2027-02-17T08:00:00.000Z', 'ask-outcome', '3', 'meeting-outcome'],
      // Five and ten working days after it was asked.
      ['2027-02-24T08:00:00.000Z', 'remind-silence', '1', 'silence'],
      ['2027-03-03T08:00:00.000Z', 'remind-silence', 'last', 'silence'],
    ]);
  });

  it('a date agreed beyond the month is late all the same, and told', () => {
    const beyond: Line = ['2027-02-03T09:00:00.000Z', { kind: 'date-set', when: '2027-03-16T13:00:00.000Z' as Instant, place: 'Lille', how: 'Au téléphone', ...CAF }];
    expect(seen([ASKED, beyond], '59').slice(0, 3).map(([at, rule]) => [at, rule])).toEqual([['2027-02-28T09:00:00.000Z', 'meeting-late'], ['2027-03-15T08:00:00.000Z', 'remind-meeting'], ['2027-03-17T08:00:00.000Z', 'ask-outcome']]);
  });

  it('has no limit where the convention gives none: who was asked is reminded, and the manager told', () => {
    const told = around('59');
    const contract = { ...told.contract, convention: { ...told.contract.convention, terms: told.contract.convention.terms.filter(({ code }) => code !== 'meeting') } };
    expect(seen([ASKED], '59', { contract })).toEqual([['2027-02-05T09:00:00.000Z', 'remind-silence', '1', 'meeting-date-reminder,meeting-date-reminder'], ['2027-02-12T09:00:00.000Z', 'remind-silence', 'last', 'meeting-date-reminder,meeting-date-reminder,silence']]);
  });
});

describe('minutes', () => {
  it('are reminded to who must write, then to who must validate; thirty days after the meeting they are said not validated, and the manager told', () => {
    expect(seen([ASKED, PROPOSED, SET, HELD], '59').map(([at, rule, , letters]) => [at, rule, letters])).toEqual([
      ['2027-03-03T13:00:00.000Z', 'remind-minutes', 'minutes-reminder,minutes-reminder'],
      ['2027-03-13T13:00:00.000Z', 'remind-minutes', 'minutes-reminder,minutes-reminder'],
      ['2027-03-18T13:00:00.000Z', 'minutes-overdue', 'minutes-overdue'],
    ]);
    const written = forecastJourney(meeting, facts(ASKED, PROPOSED, SET, HELD, WRITTEN), around('59'));
    expect(written.map(({ step }) => step.side ?? null)).toEqual(['desk', 'desk', null]);
    expect(written.at(-1)?.state).toMatchObject({ phase: 'minutes-to-validate', overdueAt: '2027-03-18T13:00:00.000Z', lateSince: '2027-03-18T13:00:00.000Z' });
  });

  const act = (asked: MeetingAct, lines: readonly Line[], of: Partial<Surroundings> = {}, now = '2027-02-19T09:00:00.000Z') => meeting.act(asked, meeting.fold(facts(...lines)), aroundOf(around('59', of), new Map()), instant(now));

  it('go back and forth until both validate; the writer validates by sending', () => {
    const corrections: Line = ['2027-02-19T09:00:00.000Z', { kind: 'corrections-asked', text: 'Le quota.', ...CAF }];
    expect(meeting.fold(facts(ASKED, PROPOSED, SET, HELD, WRITTEN, corrections))).toMatchObject({ phase: 'minutes-to-write', corrections: 'Le quota.', debt: { side: 'partner' }, minutes: { version: 1 } });
    expect(meeting.fold(facts(ASKED, PROPOSED, SET, HELD, WRITTEN, corrections, ['2027-02-20T09:00:00.000Z', WRITTEN[1]]))).toMatchObject({ phase: 'minutes-to-validate', corrections: null, debt: { side: 'desk' }, minutes: { version: 2 } });
    expect(act({ kind: 'validate-minutes', ...CAF }, [ASKED, PROPOSED, SET, HELD, WRITTEN])).toMatchObject({ facts: [{ body: { kind: 'minutes-validated' } }], letters: [{}, {}, {}] });
  });

  it('are written in turn', () => {
    expect(act({ kind: 'note-held', on: '2027-02-16T13:00:00.000Z' as Instant, ...PARTNER }, [ASKED, PROPOSED, SET], { minutesTurn: 'partner' })).toMatchObject({ facts: [{ body: { writer: 'partner' } }] });
    expect(act({ kind: 'note-held', on: '2027-02-16T13:00:00.000Z' as Instant, ...PARTNER }, [ASKED, PROPOSED, SET])).toMatchObject({ facts: [{ body: { writer: 'desk' } }] });
  });

  it.each<[string, MeetingAct, Line[], string]>([
    ['minutes of the other side', { kind: 'write-minutes', text: 'x', file: null, ...CAF }, [ASKED, PROPOSED, SET, HELD], 'C’est à l’autre partie d’écrire ce compte rendu.'],
    ['one’s own minutes', { kind: 'validate-minutes', ...PARTNER }, [ASKED, PROPOSED, SET, HELD, WRITTEN], 'Aucun compte rendu n’attend votre validation.'],
    ['empty minutes', { kind: 'write-minutes', text: ' ', file: null, ...PARTNER }, [ASKED, PROPOSED, SET, HELD], 'Écrivez le compte rendu, ou joignez-le.'],
    ['corrections without a word', { kind: 'ask-corrections', text: '', ...CAF }, [ASKED, PROPOSED, SET, HELD, WRITTEN], 'Dites ce qui est à corriger.'],
    ['minutes before the meeting', { kind: 'write-minutes', text: 'x', file: null, ...CAF }, [ASKED], 'La réunion n’a pas encore eu lieu.'],
    ['one’s own date', { kind: 'accept-date', ...PARTNER }, [ASKED, PROPOSED], 'Cette date est la vôtre : l’autre partie doit l’accepter.'],
    ['no date', { kind: 'accept-date', ...CAF }, [ASKED], 'Aucune date n’est proposée.'],
    ['a past date', { kind: 'accept-date', ...CAF }, [ASKED, PROPOSED], 'Cette date est passée : proposez-en une autre.'],
    ['a date in another age', { kind: 'propose-date', when: '9999-02-01T09:00:00.000Z' as Instant, place: 'x', ...CAF }, [ASKED], 'Cette date est à plus d’un an : vérifiez-la.'],
    ['a date that has been', { kind: 'propose-date', when: '2027-02-01T09:00:00.000Z' as Instant, place: 'x', ...CAF }, [ASKED], 'Donnez une date à venir.'],
    ['nowhere', { kind: 'propose-date', when: '2027-04-01T09:00:00.000Z' as Instant, place: ' ', ...CAF }, [ASKED], 'Dites où se tient la réunion, ou comment s’y joindre.'],
    ['a date set by the partner alone', { kind: 'set-date', when: '2027-04-01T09:00:00.000Z' as Instant, place: 'x', how: 'x', ...PARTNER }, [ASKED], 'Proposez une date : la Caf l’accepte.'],
    ['held before it was asked for', { kind: 'note-held', on: '2027-01-01T09:00:00.000Z' as Instant, ...CAF }, [ASKED], 'La réunion ne peut pas précéder sa demande.'],
    ['held tomorrow', { kind: 'note-held', on: '2027-03-01T09:00:00.000Z' as Instant, ...CAF }, [ASKED], 'La date de la réunion ne peut pas être à venir.'],
    ['not held without a date', { kind: 'note-not-held', reason: 'x', ...CAF }, [ASKED], 'Aucune réunion n’était fixée à une date passée.'],
    ['given up by the other', { kind: 'call-off', reason: 'x', ...PARTNER }, [ASKED], 'Seul celui qui a demandé la réunion peut y renoncer.'],
    ['a date once held', { kind: 'propose-date', when: '2027-04-01T09:00:00.000Z' as Instant, place: 'x', ...CAF }, [ASKED, PROPOSED, SET, HELD], 'Cette réunion a déjà eu lieu.'],
  ])('refused: %s', (_name, asked, lines, refused) => {
    expect(act(asked, lines)).toEqual({ refused });
  });

  it('a meeting that was not held looks for another date, late or not; the end of the convention voids it', () => {
    const late: Line = ['2027-02-28T09:00:00.000Z', { kind: 'meeting-late' }];
    const notHeld: Line = ['2027-03-02T09:00:00.000Z', { kind: 'meeting-not-held', reason: 'Neige.', ...CAF }];
    expect(meeting.fold(facts(ASKED, PROPOSED, SET, late, notHeld))).toMatchObject({ phase: 'to-date', notHeld: 'Neige.', lateSince: '2027-02-28T09:00:00.000Z', debt: { side: 'partner' } });
    const ends: Line = ['2027-02-10T09:00:00.000Z', { kind: 'convention-ends', on: '2027-02-12' as LocalDate }];
    const [void_] = forecastJourney(meeting, facts(ASKED, PROPOSED, SET, ends), around('59'));
    expect([void_?.step.at, void_?.step.rule, void_?.state.phase]).toEqual(['2027-02-11T23:00:00.000Z', 'convention-over', 'called-off']);
  });
});

describe('a convention’s year', () => {
  const followed: JourneyFact<YearFact> = { kind: 'followed', signedOn: '2024-02-29' as LocalDate, reviewFrom: null, n: 1, at: instant('2026-12-01T00:00:00.000Z') };
  const told: JourneyFact<YearFact> = { kind: 'renewal-told-set', to: ['administrator', 'manager'], n: 2, at: instant('2026-12-02T00:00:00.000Z') };
  const year = (known: readonly JourneyFact<YearFact>[], of: Partial<Surroundings> = {}) => forecastJourney(conventionYear, known, around('59', of), instant('2027-12-01T00:00:00.000Z'));

  it('is told to who asked only', () => {
    const letters = (known: readonly JourneyFact<YearFact>[]) => year(known).find(({ step }) => step.rule === 'renew')?.outcome.letters?.map(({ to }) => to.address);
    expect(letters([followed])).toEqual([]);
    expect(letters([followed, told])).toHaveLength(2);
  });

  it('is assessed thirty days before, of the year that ends the day before; no meeting unless the contract asks for one', () => {
    const [assessed] = year([followed]).filter(({ step }) => step.rule === 'prepare-assessment');
    expect(assessed?.outcome.facts[0]?.body).toEqual({ kind: 'assessment-prepared', on: '2027-02-28', from: '2026-01-29', to: '2027-01-28' });
    expect([assessed?.outcome.letters?.map(({ letter }) => letter), assessed?.outcome.begins]).toEqual([['assessment-prepared', 'assessment-offered', 'assessment-offered'], []]);
    const { contract } = around('59');
    const terms = contract.convention.terms.map((term) => (term.code === 'yearly-assessment' ? { ...term, meeting: true } : term));
    const [with_] = year([followed], { contract: { ...contract, convention: { ...contract.convention, terms } } }).filter(({ step }) => step.rule === 'prepare-assessment');
    const [begun] = with_?.outcome.begins ?? [];
    expect(begun).toMatchObject({ kind: 'meeting', key: 'meeting/convention-59/2027-02-28' });
    // The years follow one another to the day, over the 29th of February of 2028.
    const periods = forecastJourney(conventionYear, [followed], around('59'), instant('2030-01-31T00:00:00.000Z')).flatMap(({ outcome }) => outcome.facts.flatMap(({ body }) => {
      const fact = body as YearFact;
      return fact.kind === 'assessment-prepared' ? [[fact.from, fact.to]] : [];
    }));
    expect(periods).toEqual([['2026-01-29', '2027-01-28'], ['2027-01-29', '2028-01-29'], ['2028-01-30', '2029-01-28'], ['2029-01-29', '2030-01-28']]);
    // The Caf proposes its date.
    const state = meeting.fold([{ ...(begun?.first as MeetingFact), n: 1, at: instant('2027-01-29T08:00:00.000Z') }]);
    expect(state).toMatchObject({ phase: 'to-date', debt: { side: 'desk' }, assessment: '2027-02-28' });
  });
});
