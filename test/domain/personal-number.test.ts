import { describe, expect, it } from 'vitest';
import { maskedHtml, personalNumbersIn, withoutPersonalNumbers } from '../../domain/personal-number';

const NIR = '[numéro de sécurité sociale masqué]';
const CLAIMANT = '[numéro d’allocataire masqué]';

describe('a claimant’s personal number', () => {
  it.each([
    ['1850731555123 15', NIR],
    ['1 85 07 31 555 123 15', NIR],
    ['1.85.07.31.555.123/15', NIR],
    ['2\u00a099\u00a012\u00a013\u00a0055\u00a0001\u00a029.', `${NIR}.`],
    ['né en Corse, 1 68 04 2A 004 123 97', `né en Corse, ${NIR}`],
    ['27505 2B033456 96', NIR],
    ['son n° de sécurité sociale est 1850731555123, merci', `son n° de sécurité sociale est ${NIR}, merci`],
    ['NIR : 1 85 07 31 555 123', `NIR : ${NIR}`],
    ['allocataire n° 1234567 A, dossier ouvert', `allocataire n° ${CLAIMANT}, dossier ouvert`],
    ['Numéro d’allocataire : 0456789\nMerci', `Numéro d’allocataire : ${CLAIMANT}\nMerci`],
    ['matricule 1234567', `matricule ${CLAIMANT}`],
    ['1 85 07 31 555 123 clé 15', NIR],
    ['NIR 1850731555123 (15), merci', `NIR ${NIR}, merci`],
    ['(1850731555123, clé : 15)', `(${NIR})`],
    ['numéro SS : 1850731555123', `numéro SS : ${NIR}`],
    ['NIR :\n1850731555123', `NIR :\n${NIR}`],
    ['allocataire 1 234 567', `allocataire ${CLAIMANT}`],
    ['n° CAF 1234567', `n° CAF ${CLAIMANT}`],
    ['n° alloc. 1234567', `n° alloc. ${CLAIMANT}`],
  ])('%s', (text, masked) => {
    expect(withoutPersonalNumbers(text)).toBe(masked);
  });

  it.each(['1850731555123 16', '1 85 07 31 555 123', 'SIRET 213 101 234 00017', 'tél. 01 99 00 51 30', '31-2026-000409', 'convention 95-2024-042', 'allocataire depuis 2019', 'allocation de 12000 euros', 'les 12 allocataires', 'IBAN FR76 3000 6000 0112 3456 7890 189', '18507315551231512', 'Caf 31, bureau 12', 'Adresse de l’allocataire :\n31000 Toulouse', '1850731555123 (16)'])('is not %s', (text) => {
    expect(withoutPersonalNumbers(text)).toBe(text);
    expect(personalNumbersIn(text)).toEqual([]);
  });

  it('is told by its kind, each once', () => {
    expect(personalNumbersIn('1850731555123 15 et 2991213055001 29', 'allocataire 1234567')).toEqual(['claimant', 'nir']);
  });

  it('is masked between the tags of a page, and left in a field that is sent again', () => {
    const html = '<p title="1850731555123 15">1 85 07 31 555 123 15</p><textarea name="texte">1850731555123 15</textarea><b>allocataire 1234567</b>';
    expect(maskedHtml(html)).toBe(`<p title="1850731555123 15">${NIR}</p><textarea name="texte">1850731555123 15</textarea><b>allocataire ${CLAIMANT}</b>`);
  });

  it('is looked for in a long page in linear time', () => {
    const page = `<p>${'1 '.repeat(200_000)}</p><p>${'allocataire '.repeat(30_000)}</p>`;
    expect(maskedHtml(page)).toBe(page);
  });
});
