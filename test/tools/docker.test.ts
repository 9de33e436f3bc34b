import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readConfig, variableNames } from '../../config';

const root = join(__dirname, '..', '..');
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

const serviceSchema = z.object({
  image: z.string(),
  restart: z.enum(['unless-stopped', 'on-failure:5']),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.enum(['service_healthy', 'service_completed_successfully']) })).default({}),
  command: z.array(z.union([z.string(), z.number()])).optional(),
  entrypoint: z.array(z.string()).optional(),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z.union([z.object({ disable: z.literal(true) }), z.object({ test: z.array(z.string()) }).loose()]).optional(),
  read_only: z.boolean().optional(),
});
const composeSchema = z.object({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.null()) }).loose();
const { services, volumes } = composeSchema.parse(parse(text('docker-compose.yml'), { merge: true }));
const parts = ['api', 'door', 'worker', 'migrate'] as const;
const service = (name: string) => services[name] ?? expect.fail(`no service ${name}`);

/** « ${NAME:-default} » and « ${NAME:?why} » as compose would put them, with `given` for what has no default. */
function interpolated(value: string, given: string): string {
  return value.replace(/\$\{\w+(?::-([^}]*)|:\?[^}]*)\}/g, (_, fallback: string | undefined) => fallback ?? given);
}

describe('docker-compose.yml', () => {
  it('has what production needs', () => {
    expect(Object.keys(services)).toEqual(expect.arrayContaining(['postgres', 'temporal', 'temporal-ui', 'mailpit', ...parts]));
  });

  it('gives the parts variables that they read, and values that they accept', () => {
    for (const part of parts) {
      const { environment } = service(part);
      expect(Object.keys(environment).filter((name) => !variableNames.includes(name)), part).toEqual([]);
      const filled = Object.entries(environment).map(([name, value]) => [name, interpolated(value, name === 'GUICHET_PUBLIC_URL' ? 'https://guichet.example' : 'x'.repeat(64))]);
      expect(() => readConfig(Object.fromEntries(filled))).not.toThrow();
    }
  });

  it('lets the role that owns the tables into the migration alone', () => {
    const owners = Object.entries(services).filter(([, { environment }]) => 'GUICHET_OWNER_DATABASE_URL' in environment);
    expect(owners.map(([name]) => name)).toEqual(['migrate']);
  });

  it('gives the pages the one role that is under row security', () => {
    expect(service('api').environment['GUICHET_DATABASE_URL']).toContain('//guichet_web:');
    for (const part of ['door', 'worker']) expect(service(part).environment['GUICHET_DATABASE_URL']).toContain('//guichet_app:');
  });

  it('ships no password', () => {
    for (const [name, { environment }] of Object.entries(services)) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!/PASSWORD|PWD|SECRET|DATABASE_URL/.test(variable)) continue;
        expect(value, `${name}: ${variable}`).toMatch(/\$\{\w+:\?see docker\/example\.env\}/);
      }
    }
  });

  it('asks in docker/example.env for each value that it cannot do without', () => {
    const asked = [...text('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    const offered = [...text('docker/example.env').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(asked.filter((name) => !offered.includes(name))).toEqual([]);
  });

  it('waits for services that exist and can tell that they are well', () => {
    for (const [name, { depends_on }] of Object.entries(services)) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const checked = condition === 'service_completed_successfully' || (service(other).healthcheck !== undefined && 'test' in (service(other).healthcheck ?? {}));
        expect(checked, `${name} waits for ${other}`).toBe(true);
      }
    }
  });

  it('pins every image that is not ours, and mounts files that exist', () => {
    for (const { image, volumes: mounted } of Object.values(services)) {
      if (!image.startsWith('guichet-unique:')) expect(image).toMatch(/:v?\d+[\w.-]*$/);
      for (const [source = ''] of mounted.map((mount) => mount.split(':'))) expect(source.startsWith('./') ? existsSync(join(root, source)) : source in volumes, source).toBe(true);
    }
  });

  it('publishes on the loopback of the machine unless told otherwise', () => {
    for (const { ports } of Object.values(services)) for (const port of ports) expect(interpolated(port, 'x')).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('runs the parts on a file system that nothing is written to', () => {
    for (const part of parts) expect(service(part).read_only).toBe(true);
  });
});

describe('Dockerfile', () => {
  const dockerfile = text('Dockerfile');

  it('copies folders that exist, does not run as root, and says how it is', () => {
    const copied = [...dockerfile.matchAll(/^COPY --from=build \/guichet\/(\S+)/gm)].map(([, path]) => path ?? '').filter((path) => !['node_modules', 'dist'].includes(path));
    expect(copied.length).toBeGreaterThan(4);
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });

  it('is given every folder of sources, and never data or secrets', () => {
    const allowed = text('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const { include } = z.object({ include: z.array(z.string()) }).parse(JSON.parse(text('tsconfig.json')));
    const folders = include.filter((entry) => !entry.includes('.') && !['test', 'bench'].includes(entry) && existsSync(join(root, entry)));
    expect(folders.filter((folder) => !allowed.includes(folder))).toEqual([]);
    expect(text('.dockerignore').split('\n')[0]).toBe('*');
    expect(allowed).not.toContain('data');
  });
});
