import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JourneyName } from '../../domain/journeys/types';

const folder = join(__dirname, '..', '..', 'docs', 'guide');
const guides = new Map(readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** Where each procedure of the contracts is explained to those who live it: a new one has its chapter, named here. */
const CHAPTERS: Readonly<Record<JourneyName | 'departure' | 'import' | 'opening' | 'calendar' | 'planned-stop' | 'retention', readonly [guide: string, chapter: string]>> = {
  'administrator-change': ['agents.md', 'Un changement d\'administrateur'],
  departure: ['habilitations.md', 'Un départ, un changement de poste'],
  import: ['habilitations.md', 'Importer un registre'],
  'reverse-review': ['responsables.md', 'Les revues inverses'],
  'convention-year': ['responsables.md', 'Les années d\'une convention'],
  meeting: ['agents.md', 'Une réunion de convention'],
  opening: ['habilitations.md', 'Ouvrir un service'],
  subcontractor: ['habilitations.md', 'Un sous-traitant annoncé'],
  termination: ['habilitations.md', 'La fin d\'une convention'],
  'formal-notice': ['habilitations.md', 'Une mise en demeure'],
  calendar: ['habilitations.md', 'Le calendrier'],
  'planned-stop': ['agents.md', 'Un arrêt planifié'],
  'security-incident': ['securite.md', 'Un incident de sécurité arrive'],
  'trace-request': ['securite.md', 'Les demandes de traces'],
  retention: ['responsables.md', 'Conservation et effacement'],
};
/** What a partner does of them, in its own guide. */
const FOR_PARTNERS = ['Changer d\'administrateur', 'Vos habilitations, et les départs', 'Faire la revue de vos habilitations', 'Réunions, bilans et reconduction', 'Un arrêt planifié', 'Annoncer un sous-traitant', 'Signaler un incident de sécurité'];

/** The text of a chapter, without its pictures; null = there is none. */
function chapter(guide: string, title: string): string | null {
  const found = (guides.get(guide) ?? '').split(/^## /m).find((one) => one.startsWith(`${title}\n`));
  return found === undefined ? null : found.slice(title.length).replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '').trim();
}

describe('the user guides', () => {
  it.each(Object.entries(CHAPTERS))('%s has its chapter', (_name, [guide, title]) => {
    expect(chapter(guide, title)?.length ?? 0, `${guide}, « ${title} »`).toBeGreaterThan(200);
  });

  it('say to partners what is theirs to do', () => {
    expect(FOR_PARTNERS.filter((title) => (chapter('partenaires.md', title)?.length ?? 0) < 200)).toEqual([]);
  });

  it('show each picture that they keep, and no other', () => {
    const shown = [...guides.values()].flatMap((text) => [...text.matchAll(/\]\(images\/([^)]+)\)/g)].map(([, file]) => file ?? ''));
    expect(shown.filter((file) => !existsSync(join(folder, 'images', file)))).toEqual([]);
    expect(readdirSync(join(folder, 'images')).filter((file) => !shown.includes(file))).toEqual([]);
  });
});
