import { randomBytes } from 'node:crypto';
import { OPERATIONS } from '../../api/json/operations';
import { hashOfToken } from '../../api/json/caller';
import { problemSchema } from '../../api/json/problem';
import { insertToken } from '../../db/api-token';
import { SCOPES, type Scope } from '../../domain/api-scopes';
import { epochMs, instantAt } from '../../domain/ids';
import type { Office } from './office';
import { sit } from './role-people';

export interface ProgramAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

/** A program that asks the API by a token; each answer is compared with its description, and must hold nothing besides. */
export class Program {
  private constructor(private readonly office: Pick<Office, 'url'>, readonly token: string, readonly id: string, private readonly session: Readonly<Record<string, string>> | null = null) {}

  /** Somebody of a partner, by the session of the pages: no token is for them. */
  static async visiting(office: Office, address: string): Promise<Program> {
    const seat = await sit(office, { name: address, role: null, here: true, who: { visitor: address } });
    return new Program(office, '', '', { cookie: seat.cookie, 'x-csrf-token': seat.csrf });
  }

  static async of(office: Office, account: string, scopes: readonly Scope[] = SCOPES, days = 30): Promise<Program> {
    const token = `guichet_${randomBytes(32).toString('base64url')}`;
    const id = randomBytes(6).toString('hex');
    const now = office.clock.now();
    await insertToken(office.sql, { id, account_id: account, name: 'essai', scopes, made_at: now, expires_at: instantAt(epochMs(now) + days * 86_400_000) }, hashOfToken(token));
    return new Program(office, token, id);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<ProgramAnswer> {
    return await this.ask('GET', path, undefined, headers);
  }

  async post(path: string, body: unknown = {}, key = randomBytes(9).toString('hex'), headers: Record<string, string> = {}): Promise<ProgramAnswer> {
    return await this.ask('POST', path, JSON.stringify(body), { 'content-type': 'application/json', 'idempotency-key': key, ...headers });
  }

  async ask(method: string, path: string, body: string | undefined, headers: Record<string, string>): Promise<ProgramAnswer> {
    const response = await fetch(`${this.office.url}/api/v1${path}`, { method, headers: { ...(this.session ?? { authorization: `Bearer ${this.token}` }), ...headers }, ...(body === undefined ? {} : { body }) });
    const type = response.headers.get('content-type') ?? '';
    if (!type.includes('json')) return { status: response.status, headers: response.headers, json: { bytes: (await response.arrayBuffer()).byteLength } };
    const json = (await response.json()) as Record<string, unknown>;
    check(method, path, response.status, type, json);
    return { status: response.status, headers: response.headers, json };
  }
}

/** @throws Error when an answer is not as it is described. */
function check(method: string, path: string, status: number, type: string, json: unknown): void {
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) throw new Error(`${method} ${path}: ${status} as ${type}`);
    return void problemSchema.strict().parse(json);
  }
  const operation = OPERATIONS.find((one) => one.method === method.toLowerCase() && patternOf(one.path).test(path.split('?')[0] ?? ''));
  const described = operation?.answers[status];
  if (described === undefined || !('schema' in described)) throw new Error(`${method} ${path} answers ${status}, which is not described`);
  described.schema.parse(json);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}
