import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './root';

/** A guide as it is written in docs/guide, for who reads it. */
export interface Guide {
  readonly name: string;
  readonly title: string;
  /** For whom, in a sentence. */
  readonly lead: string;
}

export const GUIDES: readonly Guide[] = [
  { name: 'agents', title: 'Guide des agents', lead: 'Recevoir, prendre en charge, répondre, transmettre, résoudre.' },
  { name: 'responsables', title: 'Guide des responsables', lead: 'Le matin, les chiffres, le contrat et ses avenants, les réglages.' },
  { name: 'habilitations', title: 'Guide des habilitations', lead: 'Le registre, les décisions et leurs courriers, les départs, l’import, l’ouverture et la fin d’une convention, son calendrier.' },
  { name: 'securite', title: 'Guide de la sécurité et des traces', lead: 'Traiter un incident de sécurité, répondre à une demande de traces.' },
  { name: 'partenaires', title: 'Guide des partenaires', lead: 'Écrire au guichet, suivre ses demandes, tenir ses contacts à jour.' },
];

const FOLDER = 'docs/guide';
const texts = new Map<string, string>();

/** The text of a guide, read once. @throws Error when its file is missing from the installation */
export function guideText(name: Guide['name']): string {
  const known = texts.get(name) ?? readFileSync(join(packageRoot(), FOLDER, `${name}.md`), 'utf8');
  texts.set(name, known);
  return known;
}

/** A picture of the guides; undefined when there is none of that name. */
export function guidePicture(name: string): Buffer | undefined {
  if (!/^[a-z0-9-]+\.webp$/.test(name)) return undefined;
  try {
    return readFileSync(join(packageRoot(), FOLDER, 'images', name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
