import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { giveRole } from '../../db/account';
import { insertSession, type Who } from '../../db/session';
import { connect } from '../../db/connect';
import type { Role } from '../../domain/roles';
import { FROM_95, INES, MELISANDE, type Office } from './office';

/** Someone who asks: in a role at Haute-Garonne or at a partner of it, in the same role elsewhere, or nobody. */
export interface Person {
  readonly name: string;
  readonly role: Role | null;
  /** False: what they ask for is another Caf's, or another partner's. */
  readonly here: boolean;
  readonly who: Who | null;
}

const at = (account: string): Who => ({ account });
const visiting = (visitor: string): Who => ({ visitor });
const CASTELBRUN = 'castelbrun.example';

export const PEOPLE: readonly Person[] = [
  { name: 'nobody', role: null, here: false, who: null },
  { name: 'agent', role: 'agent', here: true, who: at(MELISANDE) },
  { name: 'manager', role: 'manager', here: true, who: at('responsable@caf31.example') },
  { name: 'MCP administrator', role: 'mcp-administrator', here: true, who: at('habilitations@caf31.example') },
  { name: 'security officer', role: 'security-officer', here: true, who: at('securite@caf31.example') },
  { name: 'trace reader', role: 'trace-reader', here: true, who: at('traces@caf31.example') },
  { name: 'national level', role: 'national', here: true, who: at('appui@national.example') },
  { name: 'instance administrator', role: 'instance-administrator', here: true, who: at('administration@guichet.example') },
  { name: 'agent of another Caf', role: 'agent', here: false, who: at(INES) },
  { name: 'manager of another Caf', role: 'manager', here: false, who: at('responsable@caf95.example') },
  { name: 'MCP administrator of another Caf', role: 'mcp-administrator', here: false, who: at('habilitations@caf95.example') },
  { name: 'security officer of another Caf', role: 'security-officer', here: false, who: at('securite@caf95.example') },
  { name: 'level-1 support', role: 'partner-level-one', here: true, who: visiting(`joachim.peyrade@${CASTELBRUN}`) },
  { name: 'partner’s administrator', role: 'partner-administrator', here: true, who: visiting(`clemence.astugue@${CASTELBRUN}`) },
  { name: 'partner’s deputy', role: 'partner-deputy', here: true, who: visiting(`timothee.larrouy@${CASTELBRUN}`) },
  { name: 'partner’s signatory', role: 'partner-signatory', here: true, who: visiting(`philibert.dastugue@${CASTELBRUN}`) },
  { name: 'partner’s security officer', role: 'partner-security-officer', here: true, who: visiting(`rodolphe.minvielle@${CASTELBRUN}`) },
  { name: 'partner’s DPO', role: 'partner-dpo', here: true, who: visiting(`ysaure.cazalot@${CASTELBRUN}`) },
  { name: 'another person of the convention', role: 'partner-contact', here: true, who: visiting(`sidonie.roquebert@${CASTELBRUN}`) },
  { name: 'level-1 support of another partner', role: 'partner-level-one', here: false, who: visiting(/<(.*)>/.exec(FROM_95)?.[1] ?? '') },
];

/** The one role that the fictional people of Val-d'Oise lack. */
export async function addPeople(office: Office): Promise<void> {
  const owner = connect(office.database.ownerUrl, { max: 1 });
  await owner`insert into account (id, login, name, password_hash) values ('habilitations@caf95.example', 'habilitations@caf95.example', 'Personne Ailleurs', '-')`;
  await giveRole(owner, 'habilitations@caf95.example', 'mcp-administrator', ['95' as never]);
  await owner.end();
}

export interface Asked {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

/** A session of this person; nobody has none. */
export interface Seat {
  readonly cookie: string;
  readonly csrf: string;
}

export async function sit(office: Office, { who }: Person): Promise<Seat> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(16).toString('base64url');
  if (who !== null) await insertSession(office.tools.sql, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who, csrf, way: 'password', address: '', userAgent: '', at: office.clock.now() });
  return { cookie: `guichet=${token}`, csrf };
}

/** Connections are kept: thousands of small requests cost more in their client than in the pages. */
const agent = new Agent({ keepAlive: true });

/** Asks for a route from this seat; a link that stays open is cut once its headers are there. */
export async function ask(office: Office, { cookie, csrf }: Seat, method: string, path: string, fields: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const program = path.startsWith('/api/');
  const body = method === 'GET' ? '' : program ? JSON.stringify(fields) : new URLSearchParams({ _csrf: csrf, _cle: randomBytes(12).toString('hex'), ...fields }).toString();
  const headers = {
    cookie, 'accept-encoding': 'identity', 'idempotency-key': randomBytes(12).toString('hex'), 'content-length': String(Buffer.byteLength(body)),
    'content-type': program ? 'application/json' : 'application/x-www-form-urlencoded', ...(program ? { 'x-csrf-token': csrf } : {}),
  };
  const asked = request(new URL(path, office.url), { method, headers, agent });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const live = response.headers['content-type']?.startsWith('text/event-stream') === true;
  if (live) response.destroy();
  return { status: response.statusCode ?? 0, location: response.headers.location ?? null, body: live ? '' : (await text(response)).replaceAll(/[\u00a0\u202f]/g, ' ') };
}
