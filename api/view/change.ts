import { changeFiles } from '../../db/change';
import { journeysOfKind, findJourney, type JourneyRow } from '../../db/journey';
import { readJourney, type LoadedJourney } from '../../db/journey-case';
import { journalOfJourney } from '../../db/journey-fact';
import { lettersOfJourney } from '../../db/letter';
import { findConvention } from '../../db/partner';
import { aroundOf } from '../../domain/journeys/around';
import { changeOfAdministrator } from '../../domain/journeys/change';
import { approvalBlocks, checkBlocks } from '../../domain/journeys/change-acts';
import { nobodyTold, onPaper } from '../../domain/journeys/change-asking';
import { formTerms } from '../../domain/journeys/change-form';
import { isFormer, knownSignatory, numbersToRing, replacedOf, whoMayObjectByPhone } from '../../domain/journeys/change-people';
import { foldChange, type ChangeFact } from '../../domain/journeys/change-state';
import { forecastJourney } from '../../domain/journeys/forecast';
import { localDateOf } from '../../domain/calendar';
import type { ChangeLine, ChangeView } from '../../web/view/change';
import { NotFound } from '../errors';
import type { FieldError } from '../act-forms';
import type { Visit } from '../visit';
import { localOfInstant, zoneWords } from './local-time';
import { shellOf } from './shell';

export interface SentAct {
  readonly act: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

/** A change that this person may see. @throws NotFound */
export async function changeLoaded(visit: Visit, id: string): Promise<{ readonly row: JourneyRow; readonly loaded: LoadedJourney }> {
  const row = await findJourney(visit.tools.sql, id);
  if (row === undefined || row.kind !== 'administrator-change' || !visit.cafs.includes(row.caf)) throw new NotFound('no such change');
  const loaded = await readJourney(visit.tools.sql, id, visit.now);
  if (loaded === undefined) throw new NotFound('no such change');
  return { row, loaded };
}

/** What the Caf's page of a change shows. @throws NotFound */
export async function changeView(visit: Visit, id: string, sent: SentAct | null): Promise<ChangeView> {
  const { row, loaded } = await changeLoaded(visit, id);
  const { facts, surroundings } = loaded;
  const state = foldChange(facts as ChangeFact[]);
  const around = aroundOf(surroundings, new Map());
  const [journal, files, letters, shell] = await Promise.all([journalOfJourney(visit.tools.sql, id), changeFiles(visit.tools.sql, id), lettersOfJourney(visit.tools.sql, id), shellOf(visit, 'changements')]);
  const names = new Map(journal.flatMap(({ actor, name }) => (actor !== null && name !== null ? [[actor, name] as const] : [])));
  return {
    shell: { ...shell, timeZone: surroundings.contract.calendar.timeZone }, tokens: visit.tokens(), id, state, terms: formTerms(surroundings.contract.administratorChange),
    partner: surroundings.convention?.partnerName ?? '', convention: surroundings.convention?.number ?? '', conventionId: row.convention_id ?? '', reference: row.reference, began: row.began_at,
    journal: journal.map(({ at, body, kind, actor, name }) => ({ at, fact: { ...body, kind } as ChangeFact, who: name ?? (actor?.startsWith('partner:') === true ? actor.slice(8) : null) })),
    steps: forecastJourney(changeOfAdministrator as never, facts, surroundings).map(({ step }) => step),
    names, files, signatoryKnown: knownSignatory(state, around) !== undefined, ...replacedView(state, surroundings),
    numbers: numbersToRing(surroundings.contacts), objectors: whoMayObjectByPhone(surroundings.contacts), nowTyped: localOfInstant(visit.now, surroundings.contract.calendar.timeZone), zoneWords: zoneWords(surroundings.contract.calendar.timeZone),
    notOpen: surroundings.standing === 'not-open',
    known: surroundings.contacts.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()])),
    onPaper: onPaper(state, around), nobodyTold: nobodyTold(state, around),
    failed: letters.filter((letter) => letter.state === 'bounced' || letter.state === 'refused').map(({ to_address, kind }) => ({ to: to_address, letter: kind })),
    blocks: approvalBlocks(state, visit.session.account_id, around), checkBlocks: checkBlocks(state, around), me: visit.session.account_id, mayWork: visit.may('work-on-change'),
    today: localDateOf(surroundings.contract.calendar, visit.now), article: surroundings.contract.escalation?.article ?? null, sent,
  };
}

/** The changes of the Cafs of who asks, those under way first. */
export async function changeLines(visit: Visit): Promise<ChangeLine[]> {
  const rows = await journeysOfKind(visit.tools.sql, visit.cafs, 'administrator-change');
  return await Promise.all(rows.map(async (row): Promise<ChangeLine> => {
    const [loaded, convention] = await Promise.all([readJourney(visit.tools.sql, row.id, visit.now), row.convention_id === null ? undefined : findConvention(visit.tools.sql, row.convention_id)]);
    const state = foldChange((loaded?.facts ?? []) as ChangeFact[]);
    return { id: row.id, partner: convention?.partner_name ?? '', convention: convention?.number ?? '', person: personOf(state), phase: state.phase, owes: row.owes, since: row.owes_since, next: row.next_at, began: row.began_at, over: row.ended_at !== null, objected: state.objections.length > 0 };
  }));
}

/** Whether the convention knows, or knew, who is replaced, and since when they no longer have access. */
function replacedView(state: ReturnType<typeof foldChange>, surroundings: LoadedJourney['surroundings']): Pick<ChangeView, 'replacedKnown' | 'replacedGone'> {
  const replaced = replacedOf(state, surroundings);
  return { replacedKnown: replaced !== undefined, replacedGone: replaced !== undefined && isFormer(replaced) && state.withdrawn === null ? replaced.endedAt : null };
}

function personOf({ kept }: ReturnType<typeof foldChange>): string {
  return kept === null ? 'à lire' : `${kept.form.firstName} ${kept.form.lastName}`.trim();
}
