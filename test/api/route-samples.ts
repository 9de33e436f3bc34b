import { randomBytes } from 'node:crypto';
import { loadPublishedContract } from '../../contracts/load';
import { keepAct } from '../../db/act';
import { saveDraft } from '../../db/amendment';
import { keepChangeFile } from '../../db/change';
import { receiveChange } from '../../desk/change';
import type { TerminationFact } from '../../domain/journeys/termination';
import type { NoticeFact } from '../../domain/journeys/formal-notice';
import { planStop } from '../../desk/planned-stop';
import { later } from '../../desk/tools';
import { announceSubcontractor } from '../../desk/subcontractor';
import { askJourney, beginJourney } from '../../desk/journey';
import { saveTemplate } from '../../db/reply-template';
import type { CafCode, LocalDate, Reference } from '../../domain/ids';
import { FROM_31, mail, MELISANDE, opened, type Office } from './office';

/** Words that only what stands behind a sample holds, by what it is: nobody who may not see it reads them. */
export const SECRETS = { ordinary: 'Pastel de Lauragais', restricted: 'Violette confisquée', referred: 'Canal des deux mers', unidentified: 'Brique foraine', traces: 'Safran enfoui' } as const;
export type Kind = keyof typeof SECRETS;
/** Those that are of a ticket. */
export type TicketKind = Exclude<Kind, 'unidentified' | 'traces'>;

/** Tickets of Haute-Garonne: an ordinary one, a security incident, one referred to the national level; and mails that wait for a person. */
export interface Samples {
  readonly tickets: Readonly<Record<TicketKind, Reference>>;
  /** What a route's address stands for, for a kind of ticket. @throws Error for a parameter that nobody has given a sample of. */
  path(route: string, kind: TicketKind): Promise<string>;
  /** The same, for requests that change nothing: what an address stands for is made once, not anew for each. */
  kept(): Samples['path'];
}

export async function makeSamples(office: Office): Promise<Samples> {
  const open = (kind: TicketKind) => opened(office, '31', mail(FROM_31, kind === 'restricted' ? `Compte piraté : ${SECRETS[kind]}` : SECRETS[kind], `${SECRETS[kind]}, la page reste blanche depuis ce matin.`));
  const tickets = { ordinary: await open('ordinary'), restricted: await open('restricted'), referred: await open('referred') };
  await office.sql`update ticket set restricted = true where reference = ${tickets.restricted}`;
  await keepAct(office.sql, { key: 'referral', reference: tickets.referred, kind: 'refer', body: { kind: 'refer', text: 'À regarder.' }, actor: MELISANDE, asked_at: office.clock.now() });
  await office.move(tickets.referred, ['referral']);
  const messages = await byTicket(office, 'message', tickets);
  const letters = await byTicket(office, 'letter', tickets);
  // One at a time: telling a planned stop twice at once takes more connections than a test has.
  let stopping = Promise.resolve('');
  const values: Record<string, (kind: TicketKind) => string | Promise<string>> = {
    '/demandes/:reference': (kind) => tickets[kind],
    '/messages/:message': (kind) => messages[kind],
    '/pieces/:piece': (kind) => `${messages[kind]}.0`,
    '/courriers/:id': (kind) => encodeURIComponent(letters[kind]),
    '/a-identifier/:id': () => waiting(office),
    '/jetons/:id': () => 'aucun',
    '/vues/:id': () => 'aucune',
    '/webhooks/:id': () => webhook(office),
    '/envois/:envoi': () => 'aucun',
    '/envois/:key': () => '0'.repeat(40),
    '/brouillons/:act': () => 'note',
    '/modeles/:id': () => template(office),
    '/signature/:caf': () => '31',
    '/contrats/:caf': () => '31',
    '/avenants/:id': () => draftAmendment(office),
    '/jours/:id': () => 'aucun',
    '/absences/:id': () => 'aucune',
    '/reunions/:reunion': () => conventionMeeting(office),
    '/fichiers/:annexe': () => 'annexe',
    '/bilans/:jour': () => preparedOn(office),
    '/aide/:guide': () => 'agents',
    '/images/:picture': () => 'file.webp',
    '/remplacements/:id': () => 'aucun',
    '/partenaires/:id': () => 'mairie-castelbrun',
    '/registre/:id': () => '31-2024-017',
    '/acces/:habilitation': () => 'castelbrun-administratrice',
    '/mises-en-demeure/:notice': () => notice(office),
    '/demarches/:journey': (kind) => (kind === 'restricted' ? alerted(office, tickets.restricted) : notice(office)),
    '/resiliations/:resiliation': () => resiliation(office),
    '/papiers/:papier': () => paper(office),
    '/sous-traitants/:annonce': () => annonce(office),
    '/conventions/:id': () => '31-2024-017',
    '/bilans/:year': () => '2026',
    '/incidents/:incident': () => incident(office),
    '/contacts/:id': () => 'castelbrun-utilisateur',
    '/personnes/:personne': () => keptPerson(office),
    '/imports-registre/:id': () => sentFile(office, 'register'),
    '/imports/:id': () => sentFile(office),
    '/comptes/:id': () => MELISANDE,
    '/guichets/:caf': () => '31',
    '/changements/:change': () => change(office),
    '/effacements/:effacement': () => erasure(office),
    '/litiges/:litige': () => hold(office),
    '/arrets/:arret': () => (stopping = stopping.then(() => stop(office))),
    '/fichiers/:file': () => 'formulaire',
    '/revues/:revue': () => review(office, false),
    '/revues/:faite': () => review(office, true),
    '/fichiers/:preuve': () => 'preuve-false',
    '/traces/:demande': () => traces(office),
    '/fichiers/:fichier': () => 'releve',
    '/securite/:alerte': () => alerted(office, tickets.restricted),
    '/boites/:adresse': () => 'guichet@caf31.example',
  };
  const kept = (): Samples['path'] => {
    const made = new Map<string, string | Promise<string> | undefined>();
    return (route, kind) =>
      filled(route, (before) => {
        const key = `${before} ${kind}`;
        if (!made.has(key)) made.set(key, values[before]?.(kind));
        return made.get(key);
      });
  };
  return { tickets, kept, path: (route, kind) => filled(route, (before) => values[before]?.(kind)) };
}

/** A night's erasure at Haute-Garonne. */
async function erasure({ sql, clock }: Office): Promise<string> {
  await sql`insert into erasure (id, caf, began_at, done_at, years, months) values ('essai', '31', ${clock.now()}, ${clock.now()}, 6, 6) on conflict do nothing`;
  return 'essai';
}

/** A dispute over a convention of Castelbrun's town hall, a new one each time: lifting uses it up. */
async function hold({ sql, clock }: Office): Promise<string> {
  const id = `litige-${randomBytes(4).toString('hex')}`;
  await sql`insert into retention_hold (id, caf, convention_id, reason, until, put_by, put_at) values (${id}, '31', '31-2024-017', 'Essai', '2027-01-01', 'responsable@caf31.example', ${clock.now()})`;
  return id;
}

/** A planned stop of Haute-Garonne, announced. */
async function stop({ desk, tools, clock }: Office): Promise<string> {
  const now = clock.now();
  await desk.begin((tx) => planStop(tx, { id: 'essai', cafs: ['31' as CafCode], services: null, title: 'Mise à jour', meanwhile: '', from_at: later(now, 86_400_000), until_at: later(now, 90_000_000), announce_at: now, remind_at: null, planned_at: now, planned_by: MELISANDE }));
  await tools.tellStop('essai', 1);
  return 'essai';
}

/** A request for traces by the administrator of Castelbrun's town hall, with an answer. */
async function traces({ desk, tools, clock }: Office): Promise<string> {
  const asked = { whose: 'Tout le service', from: '2026-09-01', until: '2026-10-01', why: 'Contrôle', basis: 'security', onBehalfOf: null };
  const [asker, account] = ['clemence.astugue@castelbrun.example', 'traces@caf31.example'];
  const first = { kind: 'traces-asked', channel: 'portal', asked, asker: { name: 'Clémence Astugue', address: asker }, by: null } as never;
  return await desk.begin(async (tx) => {
    const { id, again } = await beginJourney(tx, tools, { kind: 'trace-request', caf: '31' as CafCode, conventionId: '31-2024-017', restricted: true, people: [`partner:${asker}`], first, actor: `partner:${asker}`, key: 'essai-traces' }, clock.now());
    if (again) return id;
    await tx`insert into trace_answer ${tx({ id: 'reponse', journey: id, caf: '31', reader: `partner:${asker}`, body: SECRETS.traces, at: clock.now(), by_account: account })}`;
    await tx`insert into trace_file ${tx({ id: 'releve', answer: 'reponse', journey: id, caf: '31', reader: `partner:${asker}`, name: 'releve.csv', type: 'text/csv', size: 4, sha256: 'essai', bytes: Buffer.from('jour') })}`;
    await askJourney(tx, tools, { key: 'essai-traces', journey: id, act: { kind: 'answer-traces', answer: 'reponse', way: 'portal', by: account } as never, actor: account }, clock.now());
    return id;
  });
}

/** The security incident of a request under restricted access. */
async function alerted({ sql, tools }: Office, reference: Reference): Promise<string> {
  await tools.tell(reference, 1);
  const [row] = await sql<{ id: string }[]>`select id from journey where reference = ${reference} and kind = 'security-incident'`;
  return row?.id ?? '';
}

/** A change of administrator of Castelbrun's town hall, with a file. */
async function change({ desk, tools, clock }: Office): Promise<string> {
  return await desk.begin(async (tx) => {
    const given = { caf: '31' as CafCode, conventionId: '31-2024-017', channel: 'post' as const, requester: null, kept: null, read: null, reference: null, actor: MELISANDE, by: MELISANDE, key: 'essai' };
    const { id } = await receiveChange(tx, tools, given, clock.now());
    await keepChangeFile(tx, id, { id: 'formulaire', name: 'formulaire.pdf', type: 'application/pdf', size: 4, sha256: 'essai' }, Buffer.from('%PDF'), clock.now(), MELISANDE);
    return id;
  });
}

/** A formal notice to Castelbrun's town hall, always the same. */
async function notice({ desk, tools, clock }: Office): Promise<string> {
  const first: NoticeFact = { kind: 'notice-decided', breach: 'Essai' };
  return await desk.begin(async (tx) => (await beginJourney(tx, tools, { kind: 'formal-notice', caf: '31' as CafCode, conventionId: '31-2024-017', first, actor: MELISANDE, key: 'essai-mise-en-demeure' }, clock.now())).id);
}

/** The end of Castelbrun's convention, always the same: entered, as its day is far. */
async function resiliation({ desk, tools, clock }: Office): Promise<string> {
  const first: TerminationFact = { kind: 'termination-notified', by: 'partner', receivedOn: '2026-11-02' as LocalDate, effectiveOn: '2030-01-01' as LocalDate, tracking: '', reason: 'Essai', enteredAt: clock.now() };
  return await desk.begin(async (tx) => (await beginJourney(tx, tools, { kind: 'termination', caf: '31' as CafCode, conventionId: '31-2024-017', first, actor: MELISANDE, key: 'essai-resiliation' }, clock.now())).id);
}

/** A subcontractor that Castelbrun announced, always the same. */
async function annonce({ desk, tools, clock }: Office): Promise<string> {
  const given = { caf: '31' as CafCode, conventionId: '31-2024-017', way: 'post', items: {}, startsOn: '2030-01-01' as LocalDate, receivedOn: null, actor: MELISANDE, key: 'essai-sous-traitant' } as const;
  const begun = await desk.begin((tx) => announceSubcontractor(tx, tools, given, clock.now()));
  return 'id' in begun ? begun.id : 'aucune';
}

/** A paper of Castelbrun's convention. */
async function paper({ sql, clock }: Office): Promise<string> {
  await sql`insert into convention_paper (id, convention_id, name, type, size, sha256, bytes, at, added_by) values ('essai', '31-2024-017', 'lettre.pdf', 'application/pdf', 4, 'essai', ${Buffer.from('%PDF')}, ${clock.now()}, ${MELISANDE}) on conflict do nothing`;
  return 'essai';
}

/** A reverse review of Castelbrun's town hall with a file, under way or accepted. */
async function review({ desk, tools, clock }: Office, accepted: boolean): Promise<string> {
  return await desk.begin(async (tx) => {
    const begun = { kind: 'reverse-review', caf: '31' as CafCode, conventionId: '31-2024-017', first: { kind: 'review-begun', due: '2026-12-15' } as never, actor: null, key: `essai-${accepted}` } as const;
    const { id, again } = await beginJourney(tx, tools, begun, clock.now());
    if (!again) await tx`insert into review_file ${tx({ id: `preuve-${accepted}`, journey: id, name: 'preuve.pdf', type: 'application/pdf', size: 4, sha256: 'essai', bytes: Buffer.from('%PDF'), at: clock.now(), added_by: MELISANDE })}`;
    const acts = [{ kind: 'record-result', how: 'portal', note: '', result: { people: [], profiles: [] } }, { kind: 'accept-result' }] as const;
    if (accepted) for (const act of acts) await askJourney(tx, tools, { key: `essai/${act.kind}`, journey: id, act, actor: MELISANDE }, clock.now());
    return id;
  });
}

/** A meeting that Castelbrun's town hall asked for, its minutes written with a file; always the same. */
async function conventionMeeting({ desk, tools, clock }: Office): Promise<string> {
  return await desk.begin(async (tx) => {
    const first = { kind: 'meeting-requested', by: 'partner', who: 'Clémence Astugue', subject: 'Essai', date: null } as never;
    const { id, again } = await beginJourney(tx, tools, { kind: 'meeting', caf: '31' as CafCode, conventionId: '31-2024-017', first, actor: MELISANDE, key: 'essai-reunion' }, clock.now());
    if (again) return id;
    await tx`insert into meeting_file ${tx({ id: 'annexe', journey: id, name: 'annexe.pdf', type: 'application/pdf', size: 4, sha256: 'essai', bytes: Buffer.from('%PDF'), at: clock.now(), added_by: MELISANDE })}`;
    const doer = { by: 'desk', who: 'Essai' } as const;
    for (const act of [{ kind: 'note-held', on: clock.now(), ...doer }, { kind: 'write-minutes', text: 'Essai', file: 'annexe', ...doer }] as const) await askJourney(tx, tools, { key: `essai/${act.kind}`, journey: id, act, actor: MELISANDE }, clock.now());
    return id;
  });
}

/** The assessment of Castelbrun's town hall, as it was sent. */
async function preparedOn({ sql, clock }: Office): Promise<string> {
  await sql`insert into assessment ${sql({ convention_id: '31-2024-017', due_on: '2026-12-01', from_on: '2025-11-01', to_on: '2026-10-31', made_at: clock.now(), pdf: Buffer.from('%PDF') })} on conflict do nothing`;
  return '2026-12-01';
}

/** Someone whom the partner's administrator keeps, a new one each time: an end uses them up. */
async function keptPerson({ sql }: Office): Promise<string> {
  const id = `essai-${randomBytes(4).toString('hex')}`;
  await sql`insert into contact (id, convention_id, name, role, email, phones) values (${id}, '31-2024-017', 'Personne Gardée', 'other', ${`${id}@castelbrun.example`}, '{}')`;
  return id;
}

/** Replaces each parameter, known by the segment that stands before it. */
async function filled(route: string, valueOf: (before: string) => string | Promise<string> | undefined): Promise<string> {
  let path = route;
  for (let found = /(\/[\w-]+)\/(:\w+)/.exec(path); found !== null; found = /(\/[\w-]+)\/(:\w+)/.exec(path)) {
    const [, segment = '', parameter = ''] = found;
    const value = valueOf(`${segment}/${parameter}`);
    if (value === undefined) throw new Error(`test/api/route-samples.ts: no sample of ${segment}/${parameter}, for the route ${route}`);
    path = path.replace(parameter, await value);
  }
  return path;
}

/** A file that a manager of Haute-Garonne put up for import. */
async function sentFile(office: Office, kind = 'contacts'): Promise<string> {
  await office.sql`insert into import_file (id, caf, account_id, at, name, bytes, kind) values (${`fichier-${kind}`}, '31', 'responsable@caf31.example', ${office.clock.now()}, 'liste.csv', '', ${kind}) on conflict do nothing`;
  return `fichier-${kind}`;
}

/** A reply template, a new one each time: a withdrawal uses it up. */
async function template(office: Office): Promise<string> {
  const id = `31-${randomBytes(4).toString('hex')}`;
  await saveTemplate(office.sql, { id, caf: '31' as CafCode, service: null, title: 'Modèle', body: 'Bonjour,', updated_by: MELISANDE, updated_at: office.clock.now() });
  return id;
}

/** A webhook of Haute-Garonne, with a delivery that was given up. */
async function webhook(office: Office): Promise<string> {
  await office.sql`insert into webhook (id, caf, url, events, secret, made_by, made_at) values ('programme', '31', 'https://programme.example/', '{demande.closed}', '-', ${MELISANDE}, ${office.clock.now()}) on conflict do nothing`;
  const [ticket] = await office.sql<{ reference: string }[]>`select reference from ticket where caf = '31' order by reference limit 1`;
  await office.sql`insert into webhook_delivery (id, webhook_id, caf, reference, n, event, happened_at, made_at, state)
    values ('aucun', 'programme', '31', ${ticket?.reference ?? ''}, 1, 'demande.closed', ${office.clock.now()}, ${office.clock.now()}, 'given-up') on conflict do nothing`;
  return 'programme';
}

/** An outage of Haute-Garonne alone. */
async function incident(office: Office): Promise<string> {
  await office.sql`insert into incident (id, caf, title, since, opened_at, opened_by) values ('sample', '31', 'Panne', ${office.clock.now()}, ${office.clock.now()}, ${MELISANDE}) on conflict do nothing`;
  return 'sample';
}

/** A mail of a stranger, a new one each time: a decision uses it up. */
async function waiting(office: Office): Promise<string> {
  await office.receive('31', mail('Inconnu <inconnu@ailleurs.example>', SECRETS.unidentified, SECRETS.unidentified));
  const [row] = await office.sql<{ id: string }[]>`select id from arrived_mail where outcome = 'to-identify' and caf = '31' order by received_at desc, id desc limit 1`;
  return row?.id ?? '';
}

async function byTicket(office: Office, table: 'message' | 'letter', tickets: Samples['tickets']): Promise<Record<TicketKind, string>> {
  const rows = await office.sql<{ reference: string; id: string }[]>`select distinct on (reference) reference, id from ${office.sql(table)} order by reference, id`;
  const of = (reference: string): string => rows.find((row) => row.reference === reference)?.id ?? '';
  return { ordinary: of(tickets.ordinary), restricted: of(tickets.restricted), referred: of(tickets.referred) };
}

let drafts = 0;
/** A draft amendment, a new one each time: signing or giving up uses it up. */
async function draftAmendment({ sql, clock }: Office): Promise<string> {
  drafts += 1;
  const id = `essai-${drafts}`;
  await saveDraft(sql, { id, caf: '31' as CafCode, base_version: 1, body: loadPublishedContract('31'), open_tickets: 'keep-version' }, MELISANDE, clock.now());
  return id;
}
