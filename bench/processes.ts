import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc (Linux: 100 on every architecture that Node supports). */
const TICKS_A_SECOND = 100;

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
  readonly residentKb: number;
}

/** CPU used so far, in milliseconds, and memory held, in kB, by a process, its living children and those it has waited for. */
export function usageOf(pid: number): { cpuMs: number; residentKb: number } {
  const all = everyProcess();
  const family = descendants(pid, all);
  return {
    cpuMs: family.reduce((sum, one) => sum + one.cpuMs, 0),
    residentKb: family.reduce((sum, one) => sum + one.residentKb, 0),
  };
}

function descendants(pid: number, all: readonly Seen[]): Seen[] {
  const self = all.filter((one) => one.pid === pid);
  const children = all.filter((one) => one.parent === pid);
  return [...self, ...children.flatMap((child) => descendants(child.pid, all))];
}

function everyProcess(): Seen[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? look(Number(name)) : []));
}

function look(pid: number): Seen[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0);
    return [{ pid, parent: Number(fields[1]), cpuMs: (ticks * 1000) / TICKS_A_SECOND, residentKb: privateKb(pid) }];
  } catch {
    return []; // it ended while we were looking
  }
}

/** Proportional share: what PostgreSQL's processes share is counted once. */
function privateKb(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  return line === null ? 0 : Number(line[1]);
}
