// @ts-check
// Starts the parts of the stack in their order, keeps them alive, stops them in the reverse order.
import { Keeper } from './keeper.mjs';
import { say as print } from './say.mjs';

/** @typedef {import('./keeper.mjs').Part} Part */

/** The real clock and timers; the tests give their own. */
const real = {
  now: () => performance.now(),
  /** @param {() => void} act @param {number} milliseconds */
  after: (act, milliseconds) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

export class Supervisor {
  /** @type {Keeper[]} */
  #keepers = [];
  /** @type {Promise<void> | null} */
  #stopped = null;
  /** @type {(reason: string) => void} */
  #fail = () => {};

  /**
   * @param {object} [options]
   * @param {Pick<import('./keeper.mjs').Surroundings, 'now' | 'after'>} [options.time]
   * @param {(message: string) => void} [options.say]
   * @param {(running: Record<string, number>) => void} [options.onChange] told the pids whenever a part was started
   */
  constructor({ time = real, say = print, onChange = () => {} } = {}) {
    this.onChange = onChange;
    /** Fulfilled with the reason when a part dies too often. @type {Promise<string>} */
    this.failed = new Promise((resolve) => (this.#fail = resolve));
    this.around = {
      ...time,
      say,
      onLaunched: () => this.#tell(),
      onGivingUp: (/** @type {string} */ reason) => this.#fail(reason),
      whenUp: (/** @type {string} */ name) => this.#keeper(name).whenUp(),
    };
  }

  /** Starts parts side by side (each after those it needs). Rejects when one dies too often before all are up. @param {readonly Part[]} parts */
  async start(parts) {
    const keepers = parts.map((part) => new Keeper(part, this.around));
    this.#keepers.push(...keepers);
    for (const keeper of keepers) void keeper.start();
    await Promise.race([Promise.all(keepers.map((keeper) => keeper.whenUp())), this.failed.then((reason) => Promise.reject(new Error(reason)))]);
  }

  /** Where the parts are, by name. @returns {Record<string, string>} */
  get urls() {
    return Object.assign({}, ...this.#keepers.map((keeper) => keeper.urls));
  }

  /** Stops the last started first, each once the one before is gone. Called again, waits for the same. */
  stop() {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll() {
    for (const keeper of [...this.#keepers].reverse()) {
      const running = keeper.pid !== undefined;
      await keeper.stop();
      if (running) this.around.say(`${keeper.part.name} stopped`);
    }
  }

  #tell() {
    this.onChange(Object.fromEntries(this.#keepers.flatMap(({ part, pid }) => (pid === undefined ? [] : [[part.name, pid]]))));
  }

  /** @param {string} name */
  #keeper(name) {
    const keeper = this.#keepers.find(({ part }) => part.name === name);
    if (keeper === undefined) throw new Error(`no part is called ${name}`);
    return keeper;
  }
}
