/** The named points at which the kill tests end a process; nothing happens unless `GUICHET_KILL_AT` names one. */
export type KillPoint =
  | 'door:after-commit'
  | 'door:after-signal'
  | 'door:before-250'
  | 'portal:after-commit'
  | 'act:after-release'
  | 'erasure:after-one'
  | 'letter:after-claim'
  | 'letter:after-relay-250'
  | 'letter:before-marked';

/** Ends this process with SIGKILL when the environment names `point` (tests only; `NODE_ENV` must be `test`). */
export function killPoint(point: KillPoint): void {
  if (process.env['GUICHET_KILL_AT'] === point && process.env['NODE_ENV'] === 'test') process.kill(process.pid, 'SIGKILL');
}
