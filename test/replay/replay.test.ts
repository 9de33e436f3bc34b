import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describe, expect, it } from 'vitest';
import { loadSeed } from '../../contracts/seed';
import { rootFolder } from '../../db/root';
import { workflowBundle } from '../support/bundle';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const folder = join(__dirname, 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function recorded(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
}

function history(file: string) {
  return temporal.api.history.v1.History.fromObject(recorded(file));
}

describe('recorded histories', () => {
  it('are there, one a shape', () => {
    expect([...files].sort()).toEqual([
      'administrator-change-0.1.0-carried-out.json',
      'convention-year-0.1.0-assessed.json',
      'convention-year-0.1.0-continued.json',
      'convention-year-0.1.0-two-years.json',
      'formal-notice-0.1.0-terminated.json',
      'meeting-0.1.0-minutes-corrected.json',
      'planned-stop-0.1.0-changed.json',
      'retention-0.1.0-continued.json',
      'reverse-review-0.1.0-returned.json',
      'security-incident-0.1.0-silent.json',
      'subcontractor-notice-0.1.0-refused.json',
      'termination-0.1.0-moved.json',
      'ticket-0.1.0-asked-answered-closed.json',
      'ticket-0.1.0-desk-silent.json',
      'ticket-0.1.0-merged.json',
      'ticket-0.1.0-relay-down.json',
      'ticket-0.1.0-reopened.json',
      'ticket-0.1.0-urgent.json',
      'trace-request-0.1.0-unclear.json',
    ]);
  });

  it.each(files)('%s replays', async (file) => {
    const replayed = await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history(file)).then(() => 'replayed', (error: unknown) => String(error));
    expect(replayed).toBe('replayed');
  });

  it.each(files)('%s holds no address, name or text: references, instants and rule names only', (file) => {
    const said = payloads(recorded(file)).join('\n');
    expect(said).toMatch(/\d{2}-(?:[A-Z]{3}-)?20\d{2}-\d{6}|"id":"\w+"/);
    for (const forbidden of ['@', 'Bonjour', ...loadSeed().conventions.flatMap((convention) => convention.contacts.map((contact) => contact.name))]) {
      expect(said).not.toContain(forbidden);
    }
  });
});

describe('a changed order of commands', () => {
  it.each([
    ['a wait that comes before the first move', 'desk-silent', waitFirst],
    ['a letter posted after the wait has begun, not before', 'relay-down', letterLast],
  ] as const)('%s makes the replay fail', async (_what, shape, swap) => {
    const copy = mkdtempSync(join(rootFolder(), 'dist', 'swapped-'));
    try {
      cpSync(join(rootFolder(), 'dist', 'workflows'), copy, { recursive: true });
      swap(join(copy, 'ticket.js'));
      const workflowBundle = await bundleWorkflowCode({ workflowsPath: join(copy, 'index.js'), logger: new DefaultLogger('ERROR') });
      const error = await Worker.runReplayHistory({ workflowBundle }, history(files.find((name) => name.includes(shape)) ?? '')).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DeterminismViolationError);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

function waitFirst(file: string): void {
  rewrite(file, (code) => code.replace(/(\n\s*)(const moved = await moveTicket\()/, '$1await (0, workflow_1.sleep)(60000);$1$2'));
}

/** Two commands of one task swapped: the activity that posts a letter, and the timer. */
function letterLast(file: string): void {
  const posting = /\n\s*for \(const letter of moved\.lettersToPost[^]*?void post\(letter\);/;
  rewrite(file, (code) => {
    const [posted = ''] = posting.exec(code) ?? [];
    return code.replace(posting, '').replace('await waitUntil(wake.at, news);', `{ const waiting = waitUntil(wake.at, news);${posted} await waiting; }`);
  });
}

function rewrite(file: string, change: (code: string) => string): void {
  const code = readFileSync(file, 'utf8');
  const changed = change(code);
  expect(changed).not.toBe(code);
  writeFileSync(file, changed);
}

/** Every payload of a history, decoded. */
function payloads(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(payloads);
  if (value === null || typeof value !== 'object') return [];
  const here = 'data' in value && typeof value.data === 'string' && 'metadata' in value ? [Buffer.from(value.data, 'base64').toString('utf8')] : [];
  return [...here, ...Object.values(value).flatMap(payloads)];
}
