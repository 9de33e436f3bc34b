import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig, variableNames, type Config, type Environment } from './config';
import { rootFolder } from './db/root';

/**
 * The environment of this process: what it was given, then what files named by `<VARIABLE>_FILE` hold (container secrets), then
 * what `npm start` wrote down for the commands of this checkout (data/environment.json).
 * Throws ConfigError naming the variable whose file cannot be read.
 */
export function environment(given: Environment = process.env): Environment {
  return { ...writtenByStart(given), ...fromFiles(given), ...given };
}

/** The configuration of this process. Throws ConfigError as readConfig() does. */
export function processConfig(given: Environment = process.env): Config {
  return readConfig(environment(given));
}

function fromFiles(given: Environment): Environment {
  const files = variableNames.flatMap((name) => {
    const file = given[`${name}_FILE`];
    return file === undefined || file === '' || given[name] !== undefined ? [] : [[name, secretIn(file, name)] as const];
  });
  return Object.fromEntries(files);
}

function secretIn(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new ConfigError(`${name}_FILE : fichier illisible / cannot be read: ${file}`, { cause });
  }
}

/** Only where the environment names no database: a production container is never given a checkout's. */
function writtenByStart(given: Environment): Environment {
  if (given['GUICHET_DATABASE_URL'] !== undefined || given['GUICHET_DATABASE_URL_FILE'] !== undefined) return {};
  const folder = given['GUICHET_DATA_DIR'] ?? join(rootFolder(), 'data');
  const text = readIfThere(join(folder, 'environment.json'));
  return text === null ? {} : strings(JSON.parse(text));
}

function strings(read: unknown): Environment {
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(Object.entries(read).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
