import { findJourney } from '../../db/journey';
import { readJourney, type LoadedJourney } from '../../db/journey-case';
import { journalOfJourney } from '../../db/journey-fact';
import { rawOf } from '../../db/mail';
import { contactsOfConvention, conventionsOfCaf } from '../../db/partner';
import { habilitationsOf } from '../../db/register';
import { findSecurityMail, securityIncidents } from '../../db/security';
import { RANK_WORDS } from '../../domain/french/register';
import { forecastJourney } from '../../domain/journeys/forecast';
import { CNIL_HOURS, foldIncident, securityIncident } from '../../domain/journeys/security-incident';
import type { SecurityFactBody, SecurityIncident, SecurityPhase } from '../../domain/journeys/security-facts';
import type { JourneyFact } from '../../domain/journeys/types';
import { later } from '../../desk/tools';
import type { Instant } from '../../domain/ids';
import type { Option } from '../../web/components/form';
import type { SecurityListProps } from '../../web/pages/security/list';
import type { SecurityView } from '../../web/view/security';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { readStorable } from '../intake/storable';
import type { Visit } from '../visit';
import { localOfInstant } from './local-time';
import { shellOf } from './shell';

export interface SentAct {
  readonly act: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

/** The incidents that row security shows: the officer's, or those of Cafs where the manager stands in. */
export async function securityListView(visit: Visit): Promise<SecurityListProps> {
  const [rows, shell] = await Promise.all([securityIncidents(visit.tools.sql, visit.cafs), shellOf(visit, 'securite')]);
  return { shell, incidents: rows.map(({ id, caf, partner, reference, phase, began_at, ended_at }) => ({ id, caf, partner, reference, phase: phase as SecurityPhase, began: began_at, ended: ended_at })) };
}

/** An incident that this person may see. @throws NotFound */
export async function incidentLoaded(visit: Visit): Promise<LoadedJourney & { readonly state: SecurityIncident }> {
  const row = await findJourney(visit.tools.sql, visit.param('alerte'));
  if (row === undefined || row.kind !== 'security-incident' || !visit.mayOn('work-on-security', { caf: row.caf, convention_id: null, restricted: true, referred: false })) throw new NotFound('no such incident');
  const loaded = await readJourney(visit.tools.sql, row.id, visit.now);
  if (loaded === undefined) throw new NotFound('no such incident');
  return { ...loaded, state: foldIncident(loaded.facts as JourneyFact<SecurityFactBody>[]) };
}

export async function securityView(visit: Visit, sent: SentAct | null): Promise<SecurityView> {
  const { row, surroundings, facts, state } = await incidentLoaded(visit);
  const { sql } = visit.tools;
  const [journal, shell, mail, accesses, conventions] = await Promise.all([
    securityJournal(visit, row.id), shellOf(visit, 'securite'), mailOf(visit, state.mail),
    row.convention_id === null ? [] : accessesOf(visit, row.convention_id), row.reference === null ? conventionsOfCaf(sql, [row.caf]) : [],
  ]);
  const timeZone = surroundings.contract.calendar.timeZone;
  const first = facts[0] as JourneyFact<Extract<SecurityFactBody, { kind: 'incident-reported' }>> | undefined;
  return {
    shell: { ...shell, timeZone }, tokens: visit.tokens(), id: row.id, state, channel: first?.channel ?? 'email', partner: surroundings.convention?.partnerName ?? null, convention: surroundings.convention?.number ?? null,
    reference: row.reference, mail, accesses, conventions: conventions.map((one) => ({ value: one.id, label: `${one.partner_name}, convention ${one.number}` })), journal,
    steps: forecastJourney(securityIncident as never, facts, surroundings).map(({ step }) => step), cnilLimit: cnilLimit(state), nowLocal: localOfInstant(visit.now, timeZone), sent,
  };
}

export function cnilLimit({ qualification, reportedAt }: SecurityIncident): Instant | null {
  return qualification?.personalData === true && reportedAt !== null ? later(reportedAt, CNIL_HOURS * 3_600_000) : null;
}

/** The journal with the names of who did each thing. */
export async function securityJournal(visit: Visit, id: string): Promise<SecurityView['journal']> {
  return (await journalOfJourney(visit.tools.sql, id)).map(({ at, body, kind, name }) => ({ at, fact: { ...body, kind } as SecurityFactBody, who: name }));
}

/** What was said, where it waits for a person still. */
async function mailOf(visit: Visit, id: string | null): Promise<SecurityView['mail']> {
  const row = id === null ? undefined : await findSecurityMail(visit.tools.sql, id);
  const raw = row === undefined ? undefined : await rawOf(visit.tools.sql, row.id);
  if (row === undefined || raw === undefined) return null;
  const { subject, text } = await readStorable(raw);
  return { subject, text, from: [row.from_name, row.from_address].filter((part) => part !== null).join(', ') };
}

/** A person's line of the register, or (« contact: ») an administrator whose line is written when something is first decided of them. */
async function accessesOf(visit: Visit, convention: string): Promise<Option[]> {
  const [rows, people] = await Promise.all([habilitationsOf(visit.tools.sql, convention), contactsOfConvention(visit.tools.sql, convention)]);
  const held = rows.filter(({ state }) => state !== 'withdrawn');
  const without = people.filter(({ id, role }) => (role === 'administrator' || role === 'deputy-administrator') && !rows.some((row) => row.contact_id === id));
  return [
    ...without.map(({ id, name, role }) => ({ value: `contact:${id}`, label: `${name}, ${RANK_WORDS[role === 'administrator' ? 'administrator' : 'deputy-administrator']}` })),
    ...held.map(({ id, name, rank, state }) => ({ value: id, label: `${name}, ${RANK_WORDS[rank]}${state === 'suspended' ? ' (suspendu)' : ''}` })),
  ];
}
