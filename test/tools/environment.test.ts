import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environment } from '../../environment';
import { freshFolder } from './support';

let folder: string;
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the environment of a command', () => {
  it('is what `npm start` wrote down, but for what it is given', () => {
    writeFileSync(join(folder, 'environment.json'), JSON.stringify({ GUICHET_DATABASE_URL: 'postgres://kept', GUICHET_SMTP_PORT: '2526' }));
    const read = environment({ GUICHET_DATA_DIR: folder, GUICHET_SMTP_PORT: '2600' });
    expect(read).toMatchObject({ GUICHET_DATABASE_URL: 'postgres://kept', GUICHET_SMTP_PORT: '2600' });
  });

  it('takes nothing from a checkout when it names a database itself', () => {
    writeFileSync(join(folder, 'environment.json'), JSON.stringify({ GUICHET_SMTP_PORT: '2526' }));
    expect(environment({ GUICHET_DATA_DIR: folder, GUICHET_DATABASE_URL: 'postgres://given' })).not.toHaveProperty('GUICHET_SMTP_PORT');
  });

  it('reads a secret from the file that is named for it', () => {
    writeFileSync(join(folder, 'url'), 'postgres://secret\n');
    const read = environment({ GUICHET_DATABASE_URL_FILE: join(folder, 'url') });
    expect(read['GUICHET_DATABASE_URL']).toBe('postgres://secret');
  });

  it('names the variable whose file cannot be read', () => {
    expect(() => environment({ GUICHET_RELAY_URL_FILE: join(folder, 'none') })).toThrow('GUICHET_RELAY_URL_FILE : fichier illisible / cannot be read');
  });
});
