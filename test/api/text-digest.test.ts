import { describe, expect, it } from 'vitest';
import { textDigest } from '../../api/intake/text-digest';

const digest = (text: string, subject = 'Bien reçu', from: string | null = 'accueil@mairie.example') => textDigest({ from, subject, text });

describe('the digest that tells a machine repeating itself', () => {
  it.each([
    ['Reçu le 22/11/2026 à 10:05.', 'Reçu le 23/11/2026 à 9:41.'],
    ['Reçu lundi 23 novembre 2026, 10 h 05.', 'Reçu mardi 1er décembre 2026, 9 h 41.'],
    ['Reçu le 2026-11-22T10:05:33Z', 'Reçu le 2026-11-22T10:06:01Z'],
    ['Votre demande 31-2026-000012 est  arrivée.\n', 'Votre demande 31-2026-000013 est arrivée.'],
  ])('is the same for « %s » and « %s »', (one, other) => {
    expect(digest(one)).toBe(digest(other));
  });

  it.each([
    ['le dossier', digest('Merci de débloquer le compte 41.'), digest('Merci de débloquer le compte 42.')],
    ['l’objet', digest('Bonjour', 'Compte de Mme A'), digest('Bonjour', 'Compte de Mme B')],
    ['l’expéditeur', digest('Bonjour'), digest('Bonjour', 'Bien reçu', 'autre@mairie.example')],
  ])('is another when %s is another', (_, one, other) => {
    expect(one).not.toBe(other);
  });
});
