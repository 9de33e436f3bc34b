// @ts-check
// `npm run gallery [-- port]`: every page in every state and every letter, with sample data, on this machine alone. Development only.
import { complain, say } from './say.mjs';
import { loadGallery } from './samples.mjs';

try {
  const { startGallery } = await loadGallery();
  const { origin } = await startGallery(Number(process.argv[2] ?? 3080), { live: true });
  say(`gallery: ${origin}/ (Ctrl+C ends it)`);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
