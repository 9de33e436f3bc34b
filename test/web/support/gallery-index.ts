import { LETTERS } from '../../mail/letters/all-letters';
import { STATES } from '../samples/states';

/** The list of everything that there is to see: states of pages, and letters in their three dresses. */
export function galleryIndex(): string {
  const states = Object.keys(STATES).map((name) => `<li>${name}: <a href="/etat/${name}">clair</a> <a href="/etat/${name}?sombre">sombre</a></li>`);
  const letters = Object.keys(LETTERS).map((name) => `<li>${name}: <a href="/lettre/${name}">clair</a> <a href="/lettre/${name}?sombre">sombre</a> <a href="/lettre/${name}?texte">texte</a></li>`);
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Galerie</title><h1>Galerie</h1><h2>${states.length} états de pages</h2><ul>${states.join('')}</ul><h2>${letters.length} lettres</h2><ul>${letters.join('')}</ul></html>`;
}

/** The same page as a reader whose system is dark sees it, whatever this system is. */
export function inTheDark(html: string): string {
  return html.replace('<html lang="fr"', '<html lang="fr" data-theme="dark"').replace('(prefers-color-scheme:dark)', 'all');
}
