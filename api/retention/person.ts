import { findPersons, personStays, type Stay } from '../../db/person';
import { insertPersonRequest, listPersonRequests } from '../../db/person-request';
import { personCutOffs } from '../../desk/retention';
import type { CafCode } from '../../domain/ids';
import type { Refused } from '../../web/components/form';
import { personPath } from '../../web/retention-paths';
import type { PersonProps, StayView } from '../../web/view/retention';
import { KNOWN_AS, stayWords, whyItStays } from '../../web/words/retention';
import { FormRefused, once, onceKey, type Once } from '../once';
import { contractsNow, shellOf } from '../view/shell';
import type { Visit } from '../visit';

const MOST_FOUND = 50;
const MOST_REQUESTS = 30;

export async function personView(visit: Visit, asked: string, refused: Refused | null = null): Promise<PersonProps> {
  const { tools: { sql }, cafs } = visit;
  const words = asked.trim().toLowerCase().slice(0, 200);
  const [shell, found, requests] = await Promise.all([shellOf(visit, 'reglages'), words.length < 2 ? [] : findPersons(sql, cafs, words, MOST_FOUND), listPersonRequests(sql, cafs, MOST_REQUESTS)]);
  const one = found.find(({ address }) => address === words);
  return {
    shell,
    tokens: visit.tokens(),
    asked,
    found: found.map(({ address, names, as }) => ({ address, names: names.join(', '), as: as.map((part) => KNOWN_AS[part] ?? part).join(', '), href: personPath({ q: address }) })),
    person: one === undefined ? null : { address: one.address, names: one.names.join(', '), desks: await desksOf(visit, one.address) },
    requests: requests.map(({ asked_at, caf, kind, asked_name, reason, done_at, erasure, stays }) => ({ at: asked_at, caf, kind, by: asked_name, reason, done: done_at !== null, erasure, stays: stays.map(stayView) })),
    refused,
  };
}

/** What would stay at each desk of who asks, by the very question of the erasure. */
async function desksOf(visit: Visit, address: string): Promise<NonNullable<PersonProps['person']>['desks']> {
  const { tools: { sql }, now } = visit;
  const desks = [];
  for (const { caf, name } of await contractsNow(visit)) {
    const { tickets, habilitations } = await personCutOffs(sql, caf, now);
    desks.push({ caf, name, stays: (await personStays(sql, caf, address, tickets, habilitations, now)).map(stayView) });
  }
  return desks;
}

function stayView({ what, rule, n }: Stay): StayView {
  return { what: stayWords(what, n), n, why: whyItStays(rule) };
}

/** Writes down, at each desk of who asks, that a person's data are handed over or to be erased, and why. @throws FormRefused */
export async function notePersonRequest(visit: Visit, kind: 'export' | 'erasure'): Promise<Once & { readonly address: string }> {
  const address = (visit.fields()['adresse'] ?? '').trim().toLowerCase();
  const reason = (visit.fields()['motif'] ?? '').trim();
  if (reason.length < 5 || reason.length > 500) throw new FormRefused([{ field: 'motif', message: 'Écrivez le motif, en 500 caractères au plus.' }]);
  if (!address.includes('@')) throw new FormRefused([{ field: null, message: 'Une adresse de courriel est attendue.' }]);
  const key = onceKey(visit).slice(0, 12);
  const done = await once(visit, async (tx) => {
    for (const caf of visit.cafs) await insertPersonRequest(tx, { id: `${key}-${caf}`, caf, kind, address, reason, by: visit.session.account_id, at: visit.now });
    return personPath();
  });
  return { ...done, address };
}

/** The worker carries it out; who cannot be told now looks by itself at night. */
export async function tellAll({ tools, cafs }: Visit): Promise<void> {
  const told = async (caf: CafCode): Promise<void> => {
    await tools.tellRetention(caf).catch((error: unknown) => tools.log.warn({ caf, error: error instanceof Error ? error.message : String(error) }, 'a Caf’s retention could not be told, it looks by itself tonight'));
  };
  for (const caf of cafs) await told(caf);
}
