// @ts-check
// Free ports on loopback.
import { createServer } from 'node:net';
import { Plain, say } from './say.mjs';

/** Whether that port can be listened on. @param {number} port @param {string} [host] @returns {Promise<boolean>} */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Any free port, by the system's choice. @returns {Promise<number>} */
export function anyPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/**
 * The port that the environment asks for, which must be free; else the usual one, or the next free one, which is said.
 * @param {{ name: string, variable: string, usual: number, host?: string, taken?: Set<number> }} wanted
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function choosePort({ name, variable, usual, host = '127.0.0.1', taken = new Set() }, env = process.env) {
  const given = env[variable];
  if (given) return checkGiven(Number(given), { name, variable, host });
  for (let port = usual; port < usual + 100; port += 1) {
    if (taken.has(port) || !(await isFree(port, host))) continue;
    if (port !== usual) say(`port ${usual} is in use: ${name} takes ${port} (set ${variable} to choose)`);
    return port;
  }
  throw new Plain(`No free port for ${name} between ${usual} and ${usual + 99}: set ${variable}.`);
}

/** @param {number} port @param {{ name: string, variable: string, host: string }} what */
async function checkGiven(port, { name, variable, host }) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Plain(`${variable} must be a port number, 1 to 65535.`);
  if (await isFree(port, host)) return port;
  throw new Plain(`Port ${port} (${variable}) is in use or not allowed on ${host}: stop what holds it, or choose another port for ${name}.`);
}
