// @ts-check
// Keeps one part of the stack alive: starts it, starts it again with back-off when it dies, gives up when it dies too often.
import { reason as reasonOf } from './say.mjs';

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {Record<string, string>} Urls
 * @typedef {object} Part
 * @property {string} name
 * @property {() => Promise<{ child: ChildProcess, ready: Promise<Urls | void> }>} launch
 * @property {(child: ChildProcess) => void} stop asks it to stop in good order
 * @property {number} graceMs how long it may take to, before it is killed
 * @property {readonly string[]} [needs] the parts that must be up before it is started
 * @property {() => string} [lastWords] the last lines of its log
 *
 * @typedef {object} Surroundings
 * @property {() => number} now milliseconds of a clock that only goes forward
 * @property {(act: () => void, milliseconds: number) => () => void} after does a thing later; gives back what calls it off
 * @property {(message: string) => void} say
 * @property {(part: Part, child: ChildProcess) => void} onLaunched
 * @property {(reason: string) => void} onGivingUp
 * @property {(name: string) => Promise<void>} whenUp
 */

export const policy = { firstDelayMs: 200, longestDelayMs: 10_000, deaths: 5, withinMs: 60_000, readyWithinMs: 60_000 };

export class Keeper {
  /** @type {ChildProcess | null} */
  #child = null;
  /** @type {number[]} */
  #deaths = [];
  #inARow = 0;
  #isUp = false;
  #stopping = false;
  #callOff = () => {};
  #up = signal();
  #gone = signal();

  /** @param {Part} part @param {Surroundings} around */
  constructor(part, around) {
    this.part = part;
    this.around = around;
    /** @type {Urls} */
    this.urls = {};
  }

  /** Fulfilled while the part is up; a part that died is waited for. @returns {Promise<void>} */
  whenUp() {
    return this.#up.promise;
  }

  get pid() {
    return this.#child?.pid;
  }

  async start() {
    await Promise.all((this.part.needs ?? []).map((name) => this.around.whenUp(name)));
    if (this.#stopping) return;
    try {
      const { child, ready } = await this.part.launch();
      this.#watch(child, ready);
    } catch (error) {
      this.#died(reasonOf(error), this.around.now());
    }
  }

  /** @param {ChildProcess} child @param {Promise<Urls | void>} ready */
  #watch(child, ready) {
    const begun = this.around.now();
    this.#child = child;
    this.#gone = signal();
    let ended = false;
    const end = (/** @type {string} */ how) => {
      if (ended) return;
      ended = true;
      callOff();
      this.#child = null;
      this.#gone.resolve();
      if (!this.#stopping) this.#died(how, begun);
    };
    child.once('exit', (code, by) => end(code === null ? `was ended by ${by}` : `ended with code ${code}`));
    child.once('error', (error) => end(`could not be started: ${error.message}`));
    const callOff = this.around.after(() => child.kill('SIGKILL'), policy.readyWithinMs);
    ready.then(
      (urls) => {
        callOff();
        this.urls = urls ?? {};
        if (ended) return;
        this.#isUp = true;
        this.#up.resolve();
      },
      () => child.kill('SIGKILL'), // its exit tells the rest
    );
    this.around.onLaunched(this.part, child);
    if (this.#stopping) void this.stop();
  }

  /** @param {string} how @param {number} begun */
  #died(how, begun) {
    if (this.#stopping) return;
    const now = this.around.now();
    if (this.#isUp) this.#up = signal(); // who waits for its first start goes on waiting
    this.#isUp = false;
    this.#deaths = [...this.#deaths.filter((at) => now - at < policy.withinMs), now];
    this.#inARow = now - begun >= policy.withinMs ? 1 : this.#inARow + 1;
    if (this.#deaths.length >= policy.deaths) return this.#giveUp(how);
    const delay = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (this.#inARow - 1));
    this.around.say(`${this.part.name} ${how}; started again in ${delay / 1000} s`);
    this.#callOff = this.around.after(() => void this.start(), delay);
  }

  /** @param {string} how */
  #giveUp(how) {
    const words = this.part.lastWords?.() ?? '';
    this.around.onGivingUp(`${this.part.name} died ${policy.deaths} times in a minute (the last time it ${how}).${words === '' ? '' : ` Its last words:\n${words}`}`);
  }

  /** Asks the part to stop and waits until it is gone; killed when it takes longer than its grace. */
  async stop() {
    this.#stopping = true;
    this.#callOff();
    const child = this.#child;
    if (child === null) return;
    this.part.stop(child);
    const callOff = this.around.after(() => {
      this.around.say(`${this.part.name} does not stop: killed`);
      child.kill('SIGKILL');
    }, this.part.graceMs);
    await this.#gone.promise;
    callOff();
  }
}

function signal() {
  let resolve = () => {};
  const promise = new Promise((/** @type {(value: void) => void} */ fulfil) => {
    resolve = () => fulfil();
  });
  return { promise, resolve };
}
