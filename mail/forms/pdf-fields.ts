import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** A file of a stranger is read apart, in little memory and time: what takes more is for an agent to read. */
export const MOST_PDF_BYTES = 5_000_000;
const LONGEST_MS = 5_000;
const MOST_MEMORY_MB = 192;
const MOST_FIELDS = 300;

/** Runs in its own thread, so that a file that never ends is stopped. */
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const { PDFDocument, PDFTextField, PDFCheckBox, PDFRadioGroup, PDFDropdown } = require(workerData.library);
(async () => {
  const pdf = await PDFDocument.load(workerData.bytes, { updateMetadata: false, throwOnInvalidObject: false });
  const text = (field) => {
    if (field instanceof PDFTextField) return field.getText() || '';
    if (field instanceof PDFCheckBox) return field.isChecked() ? 'oui' : '';
    if (field instanceof PDFRadioGroup) return field.getSelected() || '';
    if (field instanceof PDFDropdown) return field.getSelected()[0] || '';
    return '';
  };
  const fields = pdf.getForm().getFields().slice(0, workerData.most).map((field) => [field.getName().slice(0, 200), text(field).slice(0, 1000)]);
  parentPort.postMessage(fields);
})().catch(() => parentPort.postMessage(null));
`;

/** Names and values of the fields of a filled PDF form (AcroForm); null when it cannot be read, [] when it has none (a scan). Never rejects. */
export async function pdfFields(bytes: Buffer): Promise<readonly (readonly [name: string, value: string])[] | null> {
  if (bytes.length > MOST_PDF_BYTES) return null;
  const library = createRequire(__filename).resolve('@cantoo/pdf-lib');
  const worker = new Worker(READER, { eval: true, workerData: { bytes: new Uint8Array(bytes), library, most: MOST_FIELDS }, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB }, env: {} });
  return await new Promise((resolve) => {
    const done = (fields: unknown): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(Array.isArray(fields) ? (fields as [string, string][]) : null);
    };
    const timer = setTimeout(() => done(null), LONGEST_MS);
    worker.once('message', done);
    worker.once('error', () => done(null));
    worker.once('exit', () => done(null));
  });
}
