import PDFDocument from 'pdfkit';

/** Annex 3 filled in for a fictional partner, label by label. */
export const LINES: ReadonlyArray<readonly [string, string]> = [
  ['Partenaire', 'CCAS de Valmirande-sur-Oise'], ['Numéro de la convention', '95-2024-042'], ['Nom', 'Marchetti'], ['Prénom', 'Hugo'], ['Fonction', 'chef du pôle social'],
  ['Remplace un administrateur', 'oui'], ['Nom de l’administrateur remplacé', 'Arnoult'], ['Prénom de l’administrateur remplacé', 'Sylvie'], ['Courriel de l’administrateur remplacé', 's.arnoult@ccas-valmirande.example'],
  ['Téléphone portable', '06 39 98 40 12'], ['Adresse de messagerie', 'h.marchetti@ccas-valmirande.example'], ['Nom du signataire', 'Brigitte Olivain'], ['Fonction du signataire', 'présidente'],
];

/** A form filled in, made by another library than the one that reads it. */
export async function filledPdf(lines: ReadonlyArray<readonly [string, string]>): Promise<Buffer> {
  const pdf = new PDFDocument();
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => pdf.on('end', resolve));
  pdf.font('Helvetica');
  if (lines.length > 0) pdf.initForm();
  // A field's name is in the bytes of its time: without accents, as form makers write them.
  lines.forEach(([name, value], i) => pdf.formText(name.normalize('NFD').replace(/\p{M}|’/gu, ''), 50, 40 + i * 30, 300, 20, { value }));
  pdf.text('Annexe 3');
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}
