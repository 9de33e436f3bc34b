import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/connect';
import { contactsOfConvention } from '../../db/partner';
import { bulletinsOf, conventionFile, habilitationsOf, quotasOf, registerActsOf, registerLines, setConventionFile, setQuota } from '../../db/register';
import { changeHabilitation, enterAdministrators, giveAdministratorAccess, giveUserAccess, setConventionDate, setDelegation, withdrawAdministratorAccess, type Decided } from '../../desk/register';
import { instant, type CafCode, type LocalDate } from '../../domain/ids';
import { MELISANDE, startOffice, type Office } from './office';

const CONVENTION = '31-2024-017';
const AT = instant('2026-05-13T10:00:00+02:00');
const BY: Decided = { at: AT, actor: 'mcp@caf31.example', actorName: 'Administratrice MCP' };
let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office?.stop();
});
const inTx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => (await office.desk.begin(work)) as T;
const acts = async (): Promise<string[]> => (await registerActsOf(office.sql, CONVENTION)).map(({ kind, label }) => `${kind} ${label}`).sort();

describe('the register', () => {
  it('knows of each seeded convention its dates, its bulletins and their quotas', async () => {
    expect((await conventionFile(office.sql, CONVENTION))?.opened_on).not.toBeNull();
    const bulletins = await bulletinsOf(office.sql, CONVENTION);
    expect(bulletins.length).toBeGreaterThan(0);
    expect((await quotasOf(office.sql, CONVENTION)).length).toBeGreaterThan(0);
    expect((await registerLines(office.sql, ['31' as CafCode])).find(({ id }) => id === CONVENTION)).toMatchObject({ administrators: 2, users: 0, entered: true });
  });

  it('an administrator is replaced: the one ends with their rung, the other takes both, each act says who decided it', async () => {
    const before = (await contactsOfConvention(office.sql, CONVENTION)).find(({ role }) => role === 'administrator');
    if (before?.email == null) throw new Error('no administrator');
    const email = before.email;
    expect(await inTx((tx) => withdrawAdministratorAccess(tx, { conventionId: CONVENTION, email: email.toUpperCase() }, { ...BY, reason: 'Remplacée' }))).toBe(true);
    expect(await inTx((tx) => withdrawAdministratorAccess(tx, { conventionId: CONVENTION, email }, BY))).toBe(false);
    await inTx((tx) => giveAdministratorAccess(tx, { conventionId: CONVENTION, rank: 'administrator', name: 'Nouvelle Personne', email: 'Nouvelle.Personne@castelbrun.example', phones: ['+33561910099'], jobTitle: 'cheffe de service' }, BY));
    const now = (await contactsOfConvention(office.sql, CONVENTION)).filter(({ role }) => role === 'administrator');
    expect(now.map(({ name, email: address, ladder_rank }) => [name, address, ladder_rank])).toEqual([['Nouvelle Personne', 'nouvelle.personne@castelbrun.example', before.ladder_rank]]);
    expect((await habilitationsOf(office.sql, CONVENTION)).map(({ name, state }) => [name, state])).toEqual([['Nouvelle Personne', 'active'], [before.name, 'withdrawn']]);
    expect(await registerActsOf(office.sql, CONVENTION)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'withdrawn', label: before.name, actor_name: 'Administratrice MCP', reason: 'Remplacée' })]));
  });

  it('in centralised mode a user is given access within the quota, refused beyond; the suspended still count, the withdrawn no longer', async () => {
    const [bulletin] = await bulletinsOf(office.sql, CONVENTION);
    if (bulletin === undefined) throw new Error('no bulletin');
    await inTx((tx) => setQuota(tx, { bulletin_id: bulletin.id, profile: 'T1', users: 1 }, CONVENTION));
    const user = (name: string) => ({ conventionId: CONVENTION, bulletinId: bulletin.id, profile: 'T1', name, email: null, jobTitle: null });
    const one = await inTx((tx) => giveUserAccess(tx, user('Une'), 'centralised', BY));
    const id = 'id' in one ? one.id : '';
    const full = { refused: 'Le bulletin d’adhésion permet 1 utilisateur du profil T1 : il n’y a plus de place.' };
    expect(await inTx((tx) => giveUserAccess(tx, user('Deux'), 'centralised', BY))).toEqual(full);
    await inTx((tx) => changeHabilitation(tx, id, 'suspend', BY));
    expect(await inTx((tx) => changeHabilitation(tx, id, 'suspend', BY))).toEqual({ refused: 'Cette habilitation est déjà suspendue.' });
    expect(await inTx((tx) => giveUserAccess(tx, user('Deux'), 'centralised', BY))).toEqual(full);
    await inTx((tx) => changeHabilitation(tx, id, 'resume', BY));
    await inTx((tx) => changeHabilitation(tx, id, 'withdraw', BY));
    expect(await inTx((tx) => changeHabilitation(tx, id, 'resume', BY))).toEqual({ refused: 'Cette habilitation est déjà retirée.' });
    expect(await inTx((tx) => giveUserAccess(tx, user('Deux'), 'centralised', BY))).toHaveProperty('id');
  });

  it('password changes, delegation and their liftings are acts; nothing opens before the signatures and the formalities', async () => {
    await inTx((tx) => enterAdministrators(tx, CONVENTION, AT));
    const deputy = (await habilitationsOf(office.sql, CONVENTION)).find(({ rank }) => rank === 'deputy-administrator');
    await inTx((tx) => changeHabilitation(tx, deputy?.id ?? '', 'force-password', BY));
    await inTx((tx) => changeHabilitation(tx, deputy?.id ?? '', 'password-changed', BY));
    expect(await inTx((tx) => setDelegation(tx, CONVENTION, true, BY))).toBeNull();
    expect(await inTx((tx) => setDelegation(tx, CONVENTION, true, BY))).toEqual({ refused: 'La délégation est déjà retirée.' });
    expect(await inTx((tx) => setDelegation(tx, CONVENTION, false, BY))).toBeNull();
    expect(await acts()).toEqual(expect.arrayContaining(['delegation-restored ', 'delegation-taken-back ', `password-changed ${deputy?.name}`, `password-forced ${deputy?.name}`]));
    await inTx((tx) => setConventionFile(tx, CONVENTION, { formalities_on: null }));
    const opening = (on: string) => inTx((tx) => setConventionDate(tx, CONVENTION, 'opened_on', on as LocalDate, BY));
    expect(await opening('2026-06-01')).toEqual({ refused: 'Rien ne s’ouvre avant : les formalités de protection des données.' });
    await inTx((tx) => setConventionDate(tx, CONVENTION, 'formalities_on', '2026-05-20' as LocalDate, BY));
    expect(await opening('2026-06-01')).toBeNull();
  });
});

describe('the register as its MCP administrator reads it', () => {
  it('lists, shows and exports it, carries out acts once, refuses in French what has no reason; others read nothing of it', async () => {
    const mcp = await office.signIn('habilitations@caf31.example');
    const page = `/registre/${CONVENTION}`;
    const read = async (path: string) => JSON.parse((await mcp.get(path)).body) as Record<string, never>;
    expect((await read('/registre.json'))['conventions']).toEqual(expect.arrayContaining([expect.objectContaining({ id: CONVENTION, caf: '31' })]));
    await inTx((tx) => giveAdministratorAccess(tx, { conventionId: CONVENTION, rank: 'deputy-administrator', name: '=HYPERLINK("http://x.example")', email: 'formule@castelbrun.example', phones: [], jobTitle: null, ladderRank: null }, BY));
    const id = (await habilitationsOf(office.sql, CONVENTION)).find(({ email }) => email === 'formule@castelbrun.example')?.id ?? '';
    const form = await mcp.get('/contrats');
    const act = (fields: Record<string, string>) => mcp.post(`${page}/actes`, { habilitation: id, _cle: `acte-${String(JSON.stringify(fields).length).padStart(20, '0')}`, ...fields }, form);
    expect(JSON.parse((await act({ acte: 'suspendre' })).body)).toEqual({ errors: [{ field: 'motif', message: 'Dites pourquoi : le motif est gardé au registre.' }] });
    expect((await act({ acte: 'suspendre', motif: 'Compte partagé' })).status).toBe(200);
    expect((await act({ acte: 'suspendre', motif: 'Compte partagé' })).status).toBe(200);
    const shown = await read(page);
    expect(shown['habilitations']).toEqual(expect.arrayContaining([expect.objectContaining({ id, state: 'suspended' })]));
    expect((await registerActsOf(office.sql, CONVENTION)).filter(({ kind, habilitation_id }) => kind === 'suspended' && habilitation_id === id)).toEqual([expect.objectContaining({ reason: 'Compte partagé', actor: 'habilitations@caf31.example' })]);
    const csv = (await mcp.bytes('/registre.csv')).bytes.toString();
    expect(csv).toContain('\'=HYPERLINK');
    expect((await mcp.bytes('/registre.ods')).bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await (await office.signIn(MELISANDE)).get(page)).status).toBe(403);
  });
});
