/** What came back of a request. */
export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  /** Unbreakable spaces are plain ones here. */
  readonly body: string;
}

/** Someone who visits the pages without a script: keeps cookies, takes the tokens of the page it is on. */
export class Browser {
  /** By the address of an office: what is done once it took a form that has a key (test/api/every-form-twice). */
  static readonly taken = new Map<string, (path: string, first: Answer, again: () => Promise<Answer>) => Promise<void>>();
  private readonly jar = new Map<string, string>();

  constructor(readonly url: string) {}

  /** @throws Error when the sign-in is refused. */
  static async signIn(url: string, login: string, password: string): Promise<Browser> {
    const browser = new Browser(url);
    const answer = await browser.tryToSignIn(login, password);
    if (answer.status !== 303) throw new Error(`sign-in refused (${answer.status})`);
    return browser;
  }

  /** Someone whose session was opened without its form: that of a partner's person. */
  static holding(url: string, cookie: string, value: string): Browser {
    const browser = new Browser(url);
    browser.jar.set(cookie, value);
    return browser;
  }

  async tryToSignIn(login: string, password: string): Promise<Answer> {
    const form = await this.get('/connexion');
    return await this.post('/connexion', { courriel: login, motdepasse: password }, form);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.send(path, { headers });
  }

  /** Posts a form with the tokens of the page it stands on; `_cle` given again plays a double click. */
  async post(path: string, fields: Record<string, string> | ReadonlyArray<readonly [string, string]>, page: Answer | null): Promise<Answer> {
    const csrf = page === null ? '' : (/name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '');
    const key = page === null ? '' : (/name="_cle" value="([^"]*)"/.exec(page.body)?.[1] ?? '');
    const given = Array.isArray(fields) ? (fields as ReadonlyArray<readonly [string, string]>) : Object.entries(fields);
    const body = new URLSearchParams(given.map(([name, value]) => [name, value]));
    for (const [name, value] of [['_csrf', csrf], ['_cle', key]] as const) if (!body.has(name)) body.set(name, value);
    return await this.send(path, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  }

  /** Posts a form that carries a file. */
  async postFile(path: string, fields: Record<string, string>, file: { readonly name: string; readonly bytes: Buffer } | null, page: Answer): Promise<Answer> {
    const body = new FormData();
    const given = { _csrf: /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '', _cle: /name="_cle" value="([^"]*)"/.exec(page.body)?.[1] ?? '', ...fields };
    for (const [name, value] of Object.entries(given)) body.set(name, value);
    body.set('fichier', new Blob(file === null ? [] : [new Uint8Array(file.bytes)], { type: 'text/csv' }), file?.name ?? '');
    return await this.send(path, { method: 'POST', body });
  }

  /** Posts a form to which files are joined; `suffix` tells it from the page's other forms. */
  async postFiles(path: string, fields: Record<string, string>, files: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[], page: Answer, suffix = ''): Promise<Answer> {
    const body = new FormData();
    const key = new RegExp(`name="_cle" value="([^"]*${suffix})"`).exec(page.body)?.[1] ?? '';
    const given = { _csrf: /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '', _cle: key, ...fields };
    for (const [name, value] of Object.entries(given)) body.set(name, value);
    for (const { name, type, bytes } of files) body.append('fichiers', new Blob([new Uint8Array(bytes)], { type }), name);
    return await this.send(path, { method: 'POST', body });
  }

  /** A file, byte for byte. */
  async bytes(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await fetch(new URL(path, this.url), { redirect: 'manual', headers: { cookie: this.cookies() } });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  async send(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Answer> {
    const answer = await this.sendOnce(path, init);
    const taken = answer.status === 303 && hasKey(init.body) ? Browser.taken.get(this.url) : undefined;
    await taken?.(path, answer, async () => await this.sendOnce(path, init));
    return answer;
  }

  private async sendOnce(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Answer> {
    const cookie = this.cookies();
    const response = await fetch(new URL(path, this.url), { redirect: 'manual', ...init, headers: { ...init.headers, cookie } });
    for (const set of response.headers.getSetCookie()) this.keep(set);
    return { status: response.status, location: response.headers.get('location'), headers: response.headers, body: (await response.text()).replaceAll(/[\u00a0\u202f]/g, ' ') };
  }

  /** All of them, as a request's header. */
  cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  cookie(name: string): string | undefined {
    return this.jar.get(name);
  }

  private keep(set: string): void {
    const [pair = ''] = set.split(';');
    const at = pair.indexOf('=');
    if (/expires=Thu, 01 Jan 1970/i.test(set)) this.jar.delete(pair.slice(0, at));
    else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function hasKey(body: unknown): boolean {
  return body instanceof FormData ? body.get('_cle') !== '' && body.has('_cle') : typeof body === 'string' && /(?:^|&)_cle=[^&]/.test(body);
}
