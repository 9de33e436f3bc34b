import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../config';

const database = { GUICHET_DATABASE_URL: 'postgres://guichet_app:secret@127.0.0.1:5433/guichet' };

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('the configuration', () => {
  it('needs the database alone', () => {
    const config = readConfig(database);
    expect(config.http).toEqual({ host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', trustProxy: 0 });
    expect(config.temporal).toEqual({ address: '127.0.0.1:7233', namespace: 'default', tls: false, apiKey: null });
    expect(config.smtpDoor).toMatchObject({ host: '127.0.0.1', port: 2525, sizeLimitBytes: 35_000_000, maxInFlight: 16 });
    expect(config.relay).toBeNull();
    expect(config.imapMailboxes).toEqual([]);
  });

  it('counts an empty variable as unset', () => {
    expect(readConfig({ ...database, GUICHET_HTTP_PORT: '', GUICHET_RELAY_URL: '' }).http.port).toBe(3000);
  });

  it('names each wrong variable in both languages, without repeating a value', () => {
    const said = refusal({ GUICHET_DATABASE_URL: 'mysql://u:hush@h/d', GUICHET_HTTP_PORT: 'abc', GUICHET_LOG_LEVEL: 'loud', GUICHET_SESSION_SECRETS: 'short' });
    expect(said).toContain('- GUICHET_DATABASE_URL : une adresse postgres://…, postgresql://… est attendue / an address');
    expect(said).toContain('- GUICHET_HTTP_PORT : un numéro de port est attendu, de 1 à 65535 / a port number is expected');
    expect(said).toContain('- GUICHET_LOG_LEVEL : un niveau est attendu');
    expect(said).toContain('- GUICHET_SESSION_SECRETS : ');
    expect(said).not.toContain('hush');
    expect(said).not.toContain('short');
  });

  it('says that a variable is missing', () => {
    expect(refusal({})).toContain('- GUICHET_DATABASE_URL : variable absente');
  });

  it('takes a trailing slash from the public address', () => {
    expect(readConfig({ ...database, GUICHET_PUBLIC_URL: 'https://guichet.example/' }).http.publicUrl).toBe('https://guichet.example');
  });

  it('reads mailboxes to collect, with their usual settings', () => {
    const boxes = [{ desk: 'desk@caf31.example', host: 'imap.example', user: 'desk', password: 'hush' }];
    const [box] = readConfig({ ...database, GUICHET_IMAP_MAILBOXES: JSON.stringify(boxes) }).imapMailboxes;
    expect(box).toEqual({ ...boxes[0], port: 993, secure: true, verifyCertificate: true, folder: 'INBOX', doneFolder: 'Traités' });
  });

  it.each(['{not json', '[{"password":"hush"}]', '"hush"'])('refuses a list of mailboxes that is %s, silent about its content', (value) => {
    const said = refusal({ ...database, GUICHET_IMAP_MAILBOXES: value });
    expect(said).toContain('- GUICHET_IMAP_MAILBOXES : ');
    expect(said).not.toContain('hush');
  });

  it('asks a second factor of the trusted roles on https, of nobody on a trial, and of those that are named', () => {
    const rolesOf = (env: Record<string, string>) => readConfig({ ...database, ...env }).signIn.totpRoles;
    expect(rolesOf({})).toEqual([]);
    expect(rolesOf({ GUICHET_PUBLIC_URL: 'https://guichet.example' })).toEqual(['manager', 'mcp-administrator', 'security-officer', 'instance-administrator']);
    expect(rolesOf({ GUICHET_PUBLIC_URL: 'https://guichet.example', GUICHET_TOTP_ROLES: 'none' })).toEqual([]);
    expect(rolesOf({ GUICHET_TOTP_ROLES: 'agent, manager' })).toEqual(['agent', 'manager']);
    expect(refusal({ ...database, GUICHET_TOTP_ROLES: 'managers' })).toContain('- GUICHET_TOTP_ROLES : « none », ou des rôles parmi agent');
  });

  it('reads a provider, and says nothing of what a wrong map of roles holds', () => {
    const { oidc } = readConfig({ ...database, GUICHET_OIDC_ISSUER: 'https://id.example', GUICHET_OIDC_ROLES: '{"desk":"agent"}' }).signIn;
    expect(oidc).toMatchObject({ issuer: 'https://id.example', clientId: 'guichet', clientSecret: null, roleClaim: 'roles', cafClaim: 'cafs', roles: { desk: 'agent' } });
    expect(readConfig(database).signIn.oidc).toBeNull();
    expect(refusal({ ...database, GUICHET_OIDC_ROLES: '{hush' })).not.toContain('hush');
  });
});
