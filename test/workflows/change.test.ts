import MailComposer from 'nodemailer/lib/mail-composer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeFiles } from '../../db/change';
import { findJourney } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { askJourney } from '../../desk/journey';
import { receiveChange } from '../../desk/change';
import type { CafCode, LocalDate } from '../../domain/ids';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import { later } from '../../desk/tools';
import { tellUntoldJourneys } from '../../worker/journey-chores';
import { journeyWorkflowId } from '../../workflows/messages';
import { FILLED } from '../support/change-case';
import { eventually } from '../support/eventually';
import { filledPdf, LINES } from '../support/filled-pdf';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';
import { startPages } from '../support/skipped-pages';
import { Browser } from '../api/browser';
import { visit } from '../api/visit';

let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function tell(id: string): Promise<void> {
  const row = await findJourney(desk.sql, id);
  if (row !== undefined) await desk.tools.tellJourney(row, row.last_n);
  await desk.settled();
}
async function ask(id: string, act: ChangeAct): Promise<void> {
  expect(await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey: id, act, actor: 'agent' }, desk.clock.now()))).toEqual({ state: 'done' });
  await tell(id);
}
const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind, at }) => [kind, at.slice(0, 10)]);

it('a change of administrator in skipped time (Nord): nobody signs, so reminders then the partner’s ladder; refused, it ends', { timeout: 240_000 }, async () => {
  const kept = { form: FILLED, digest: 'd1', people: 'p1', wrong: [] };
  const given = { caf: '59' as CafCode, conventionId: '59-2024-105', channel: 'post' as const, requester: null, kept, read: null, reference: null, actor: 'agent', by: 'agent', key: 'one' };
  const { id } = await desk.sql.begin((tx) => receiveChange(tx, desk.tools, given, desk.clock.now()));
  expect(id).toBe('59-ADM-2027-000001');
  await tell(id);
  await desk.until('2027-03-20T08:00:00.000Z');
  expect(await kinds(id)).toEqual([
    ['received', '2027-03-01'], ['warned', '2027-03-01'], ['signatures-asked', '2027-03-01'], ['objection-time-over', '2027-03-08'], ['reminded', '2027-03-08'], ['reminded', '2027-03-15'], ['rung-decided', '2027-03-15'], ['rung-contacted', '2027-03-15'],
  ]);
  await ask(id, { kind: 'refuse', reason: 'Sans signature.', by: 'agent' });
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'refused', owes: null, next_at: null });
  await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
  expect(desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true && mail.headers.get('x-guichet-letter')?.endsWith('change-warning') === true).length).toBeGreaterThan(1);
});

const MAILBOX_95 = 'guichet@caf95.example';
const SENDER = 'apolline.vernouillet@ccas-valmirande.example';

/** A mail with annex 3 joined to it, its fields filled in. */
async function mailWithForm(pdf: Buffer): Promise<Buffer> {
  const attachments = [{ filename: 'annexe-3.pdf', content: pdf, contentType: 'application/pdf' }];
  return await new MailComposer({ from: SENDER, to: MAILBOX_95, subject: 'Changement d’administrateur', text: 'Bonjour, veuillez trouver ci-joint le formulaire rempli. Cordialement', attachments }).compile().build();
}
let chores = 0;
const keep = async (raw: Buffer): Promise<void> => {
  await desk.keeper.keep({ raw, receivedAt: desk.clock.now(), deskMailboxes: [MAILBOX_95], envelopeFrom: SENDER, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
  // What came by mail is told by the worker's chores, to whom it is old enough here.
  await tellUntoldJourneys({ client: desk.env.client, tools: desk.tools, clock: { now: () => later(desk.clock.now(), (chores += 60_000)) } }, 0);
  await desk.settled();
};
const signatory = 'Théophile Marines';
const filled = (changes: Readonly<Record<string, string>>) => LINES.map(([label, value]): readonly [string, string] => [label, changes[label] ?? value]);

it('by mail with a filled PDF, sent twice: one change, read, confirmed, signed, checked, approved by another, carried out, in the register', { timeout: 240_000 }, async () => {
  await desk.until('2027-04-05T08:00:00.000Z');
  const lines = filled({ 'Nom du signataire': signatory, 'Nom de l’administrateur remplacé': 'Hérouard', 'Prénom de l’administrateur remplacé': 'Côme', 'Courriel de l’administrateur remplacé': 'come.herouard@ccas-valmirande.example' });
  const pdf = await filledPdf(lines);
  await keep(await mailWithForm(pdf));
  await keep(await mailWithForm(pdf));
  const changes = await desk.sql<{ id: string; phase: string; reference: string }[]>`select id, phase, reference from journey where caf = '95' and kind = 'administrator-change'`;
  expect(changes.map(({ phase }) => phase)).toEqual(['reading']);
  const id = changes[0]?.id ?? '';
  const [first] = await factsOfJourney(desk.sql, id);
  expect(first).toMatchObject({ kind: 'received', channel: 'email', kept: null, read: { source: 'pdf-fields', file: 'annexe-3.pdf', lines: { lastName: { value: 'Marchetti', sure: 'field' }, personalEmail: { value: 'h.marchetti@ccas-valmirande.example' } } } });
  expect(await changeFiles(desk.sql, id)).toMatchObject([{ name: 'annexe-3.pdf', type: 'application/pdf' }]);

  const form = { ...FILLED, signatoryName: signatory, replacedLastName: 'Hérouard', replacedFirstName: 'Côme', replacedEmail: 'come.herouard@ccas-valmirande.example' };
  await ask(id, { kind: 'keep-form', kept: { form, digest: 'read-by-an-agent', people: 'p1', wrong: [] }, by: 'agent' });
  for (const who of ['signatory', 'administrator'] as const) await ask(id, { kind: 'sign', who, digest: 'read-by-an-agent', by: null });
  await ask(id, { kind: 'call-back', number: '+33199005115', result: 'reached', note: 'Confirmé.', by: 'agent' });
  await ask(id, { kind: 'check', by: 'agent' });
  await desk.until('2027-04-16T08:00:00.000Z');
  await ask(id, { kind: 'approve', note: 'Conforme.', by: 'manager' });
  await ask(id, { kind: 'give-access', on: '2027-04-16' as LocalDate, by: 'manager' });
  await ask(id, { kind: 'withdraw-access', on: '2027-04-16' as LocalDate, by: 'manager' });
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'done', owes: null });
  expect(await desk.sql`select name, role, ladder_rank from contact where convention_id = '95-2024-042' and ended_at is null and role in ('administrator', 'deputy-administrator') order by name`)
    .toEqual([{ name: 'Apolline Vernouillet', role: 'administrator', ladder_rank: 1 }, { name: 'Hugo Marchetti', role: 'deputy-administrator', ladder_rank: 2 }]);
  await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
});

it('by post, incomplete, with a number that is missing: asked for, late, the partner’s ladder; completed, then objected to: refused, and the register is as it was', { timeout: 240_000 }, async () => {
  const people = async () => await desk.sql`select name, role, ladder_rank, ended_at from contact where convention_id = '59-2024-105' order by id`;
  const before = await people();
  await desk.until('2027-05-03T08:00:00.000Z');
  const incomplete = { form: { ...FILLED, mobile: '' }, digest: 'd2', people: 'p2', wrong: [{ item: 'phone', problem: 'missing' } as const] };
  const given = { caf: '59' as CafCode, conventionId: '59-2024-105', channel: 'post' as const, requester: null, kept: incomplete, read: null, reference: null, actor: 'agent', by: 'agent' };
  const both = await Promise.all(['here', 'there'].map((key) => desk.sql.begin((tx) => receiveChange(tx, desk.tools, { ...given, key }, desk.clock.now()))));
  const [id] = both.map((one) => one.id) as [string];
  expect(both).toEqual([{ id, again: expect.any(Boolean) as boolean }, { id, again: expect.any(Boolean) as boolean }]);
  expect(both.filter(({ again }) => again)).toHaveLength(1); // two agents in the same instant: one change
  await tell(id);
  await desk.until('2027-05-20T08:00:00.000Z');
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'incomplete', owes: 'partner' });
  expect((await kinds(id)).map(([kind]) => kind)).toEqual(expect.arrayContaining(['items-asked', 'reminded', 'rung-contacted']));
  await ask(id, { kind: 'keep-form', kept: { form: FILLED, digest: 'd3', people: 'p2', wrong: [] }, by: 'agent' });
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'signing', owes: 'partner' });
  await ask(id, { kind: 'object', reason: 'Je ne connais pas cette personne.', name: 'L’administrateur', by: null });
  expect(await findJourney(desk.sql, id)).toMatchObject({ owes: 'desk' });
  await ask(id, { kind: 'refuse', reason: 'Opposition confirmée au téléphone.', by: 'manager' });
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'refused', owes: null });
  expect(await people()).toEqual(before);
});

it('a rung’s letter that the relay put off never leaves once the partner has answered', { timeout: 240_000 }, async () => {
  await desk.until('2027-06-07T08:00:00.000Z');
  const kept = { form: { ...FILLED, lastName: 'Autre', personalEmail: 'autre@ccas-valmirande.example' }, digest: 'd4', people: 'p4', wrong: [] };
  const { id } = await desk.sql.begin((tx) => receiveChange(tx, desk.tools, { caf: '59' as CafCode, conventionId: '59-2024-105', channel: 'post', requester: null, kept, read: null, reference: null, actor: 'agent', by: 'agent', key: 'held' }, desk.clock.now()));
  await tell(id);
  await desk.until('2027-06-15T08:00:00.000Z');
  desk.sink.behave('*', { kind: 'refuse', at: 'rcpt', code: 451 });
  await desk.skipTo((await findJourney(desk.sql, id))?.next_at ?? '');
  const held = () => desk.sql<{ state: string; problem: string | null }[]>`select state, problem from letter where journey = ${id} and kind = 'escalation'`;
  expect(await eventually('the rung’s letter is put off', held, (rows) => rows.length === 1)).toEqual([{ state: 'claimed', problem: null }]);
  const cancel: ChangeAct = { kind: 'cancel', reason: 'Elle reste.', by: null };
  expect(await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: 'cancelled', journey: id, act: cancel, actor: 'partner' }, desk.clock.now()))).toEqual({ state: 'done' });
  desk.sink.behave('*', { kind: 'accept' });
  await desk.skipTo('2027-06-21T16:00:00.000Z');
  await tell(id);
  expect(await held()).toEqual([{ state: 'withheld', problem: 'answered' }]);
  expect((await kinds(id)).map(([kind]) => kind).filter((kind) => kind?.startsWith('rung'))).toEqual(['rung-decided', 'rung-withheld']);
});

const FORM: Readonly<Record<string, string>> = {
  convention: '95-2024-042', partenaire: 'CCAS de Valmirande-sur-Oise', numero: '95-2024-042', nom: 'Aubrac', prenom: 'Élise', fonction: 'cheffe de service', remplace: 'non', portable: '06 39 98 40 13',
  courriel: 'elise.aubrac@ccas-valmirande.example', signataire: signatory, 'signataire-fonction': 'président du CCAS',
};
const mailsOf = (id: string, kind: string) => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true && mail.headers.get('x-guichet-letter')?.endsWith(`/${kind}`) === true);
const linkTo = (id: string, kind: string, to: string): string => /\/changement\?jeton=[\w-]+/.exec(mailsOf(id, kind).find((mail) => mail.to.includes(to))?.raw.toString('utf8').replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '')?.[0] ?? '';

it('on the portal: objected to by a link, lifted, signed by two links, approved, in the register; another is refused, and the register is as it was', { timeout: 240_000 }, async () => {
  const people = async () => (await desk.sql<{ name: string }[]>`select name from contact where convention_id = '95-2024-042' and ended_at is null and role in ('administrator', 'deputy-administrator') order by name`).map(({ name }) => name);
  await desk.until('2027-07-05T08:00:00.000Z');
  const [before, pages] = [await people(), await startPages(desk)];
  const request = async (changes: Readonly<Record<string, string>> = {}): Promise<string> => {
    const partner = await visit(pages, SENDER);
    const answer = await partner.post('/partenaire/changements', { ...FORM, ...changes }, await partner.get('/partenaire/changements/nouveau'));
    expect(answer.status).toBe(303);
    await desk.settled();
    return answer.location?.split('/').at(-1) ?? '';
  };
  const press = async (link: string, fields: Readonly<Record<string, string>> = {}): Promise<string> => {
    const stranger = new Browser(pages.url);
    const answer = await stranger.post('/changement', { jeton: link.split('=')[1] ?? '', ...fields }, await stranger.get(link));
    await desk.settled();
    return answer.body;
  };
  try {
    const id = await request();
    expect(await press(linkTo(id, 'change-warning', 'theophile.marines@ccas-valmirande.example'), { motif: 'Qui est cette personne ?' })).toContain('Opposition reçue');
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'signing', owes: 'desk' });
    expect(mailsOf(id, 'change-objected')).toHaveLength(1);
    for (const to of ['theophile.marines@ccas-valmirande.example', 'elise.aubrac@ccas-valmirande.example']) expect(await press(linkTo(id, 'change-sign', to))).toContain('C’est signé');
    await ask(id, { kind: 'call-back', number: '+33199005115', result: 'reached', note: 'Le président confirme.', by: 'agent' });
    await ask(id, { kind: 'check', by: 'agent' });
    await desk.until('2027-07-13T08:00:00.000Z');
    const approving: ChangeAct = { kind: 'approve', note: '', by: 'manager' };
    const approve = (key: string) => desk.sql.begin((tx) => askJourney(tx, desk.tools, { key, journey: id, act: approving, actor: 'manager' }, desk.clock.now()));
    expect(await approve('objected')).toMatchObject({ state: 'refused', reason: expect.stringContaining('une opposition n’est pas levée') as string });
    await ask(id, { kind: 'lift-objection', reason: 'Élise Aubrac arrive le 1er août : il ne le savait pas.', by: 'agent' });
    expect(await approve('lifted')).toEqual({ state: 'done' });
    await ask(id, { kind: 'give-access', on: '2027-07-13' as LocalDate, by: 'manager' });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'done', owes: null });
    expect((await kinds(id)).map(([kind]) => kind)).toEqual(['received', 'warned', 'signatures-asked', 'objected', 'signed', 'signed', 'called-back', 'checked', 'objection-time-over', 'objection-reminded', 'objection-lifted', 'approved', 'access-given', 'reported']);
    expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
    const after = await people();
    expect(after.filter((name) => !before.includes(name))).toEqual(['Élise Aubrac']);

    // The relay refuses the signatory's address for good: his link becomes a form to sign on paper, sent to who asked.
    desk.sink.behave('theophile.marines@ccas-valmirande.example', { kind: 'refuse', at: 'rcpt', code: 550 });
    const other = await request({ nom: 'Intrus', prenom: 'Igor', courriel: 'igor.intrus@ailleurs.example' });
    expect(mailsOf(other, 'change-sign-paper').map((mail) => mail.to[0])).toEqual([SENDER]);
    expect((await factsOfJourney(desk.sql, other)).filter(({ kind }) => kind === 'letter-bounced' || kind === 'signatures-asked').map(({ kind }) => kind)).toEqual(['signatures-asked', 'letter-bounced', 'letter-bounced', 'signatures-asked']);
    await ask(other, { kind: 'refuse', reason: 'Le président, rappelé, n’a rien demandé.', by: 'manager' });
    await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(other)).describe()).status.name).toBe('COMPLETED');
    expect(mailsOf(other, 'change-refused').map((mail) => mail.to[0])).toEqual(expect.arrayContaining([SENDER, 'elise.aubrac@ccas-valmirande.example', 'igor.intrus@ailleurs.example']));
    expect(await people()).toEqual(after);
  } finally {
    await pages.close();
  }
});

it('the Caf is late to check, then to carry out: its own ladder climbs, its manager is told once; approving begins another debt', { timeout: 240_000 }, async () => {
  await desk.until('2027-08-02T08:00:00.000Z'); // a Monday; Haute-Garonne: five days
  const kept = { form: { ...FILLED, replaces: false }, digest: 'd9', people: 'p9', wrong: [] };
  const { id } = await desk.sql.begin((tx) => receiveChange(tx, desk.tools, { caf: '31' as CafCode, conventionId: '31-2024-017', channel: 'post', requester: null, kept, read: null, reference: null, actor: 'agent', by: 'agent', key: 'late' }, desk.clock.now()));
  for (const who of ['signatory', 'administrator'] as const) await ask(id, { kind: 'attest-signature', who, by: 'agent' });
  await desk.until('2027-08-10T08:00:00.000Z');
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'checking', owes: 'desk', late_since: '2027-08-09T05:30:00.000Z' });
  await ask(id, { kind: 'verify-signatory', how: 'Délibération reçue.', by: 'agent' });
  await ask(id, { kind: 'call-back', number: '+33536490118', result: 'reached', note: '', by: 'agent' });
  await ask(id, { kind: 'check', by: 'agent' });
  await desk.until('2027-08-17T08:00:00.000Z');
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'approving', owes: 'desk', exhausted: true });
  await ask(id, { kind: 'approve', note: '', by: 'manager' });
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'carrying-out', late_since: null, exhausted: false });
  await desk.until('2027-08-24T08:00:00.000Z');
  await ask(id, { kind: 'give-access', on: '2027-08-24' as LocalDate, by: 'manager' });
  expect((await kinds(id)).filter(([kind]) => /^(?:rung|ladder)/.test(kind ?? ''))).toEqual([
    ['rung-decided', '2027-08-09'], ['rung-contacted', '2027-08-09'], ['ladder-exhausted', '2027-08-16'], ['rung-decided', '2027-08-23'], ['rung-contacted', '2027-08-23'],
  ]);
  expect(mailsOf(id, 'escalation').map((mail) => mail.to[0])).toEqual(['maelle.casterane@caf31.example', 'maelle.casterane@caf31.example']);
  expect(mailsOf(id, 'ladder-exhausted')).toHaveLength(1);
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'done', owes: null });
});
