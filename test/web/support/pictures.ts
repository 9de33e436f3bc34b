import type { Page } from 'playwright-core';
import { GUIDE_PICTURES, PICTURED } from '../samples/pictured';
import { launchChromium } from './chromium';
import { startGallery } from './gallery';
import { PHONE, WIDE } from './look';

export interface PictureFile {
  /** From the checkout's own folder. */
  readonly file: string;
  readonly body: Buffer;
}
interface Wanted {
  readonly state: string;
  readonly file: string;
  readonly size: { readonly width: number; readonly height: number };
  /** No picture is taller than this, in CSS pixels. */
  readonly tallest: number;
}

/** Everything together stays under some 6 MB. */
const PICTURES = 'docs/pictures';

/** Every picture that the repository keeps: those of the guides, then pages at both widths (a guide's page shows the first). */
export function wantedPictures(): Wanted[] {
  return [
    ...Object.entries(GUIDE_PICTURES).map(([name, state]) => ({ state, file: `docs/guide/images/${name}.webp`, size: { width: 1200, height: 760 }, tallest: 900 })),
    ...PICTURED.flatMap((state) => [
      { state, file: `${PICTURES}/${state}-1440.webp`, size: WIDE, tallest: 1600 },
      { state, file: `${PICTURES}/${state}-360.webp`, size: PHONE, tallest: 1700 },
    ]),
  ];
}

/** Takes the pictures whose state is among `states`, or all when none is named, and gives each to `keep` at once. */
export async function takePictures(states: readonly string[], keep: (picture: PictureFile) => void): Promise<void> {
  const [gallery, browser] = await Promise.all([startGallery(0, { live: true }), launchChromium('fr-FR')]);
  try {
    const page = await browser.newPage({ colorScheme: 'light', reducedMotion: 'reduce', locale: 'fr-FR' });
    for (const wanted of wantedPictures().filter(({ state }) => states.length === 0 || states.includes(state))) {
      await page.setViewportSize(wanted.size);
      await page.goto(`${gallery.origin}/etat/${wanted.state}`);
      await page.evaluate(() => document.fonts.ready);
      keep({ file: wanted.file, body: await webp(page, wanted) });
    }
  } finally {
    await browser.close();
    await gallery.close();
  }
}

/** Playwright makes no webp; the browser itself does. */
async function webp(page: Page, { size: { width }, tallest }: Wanted): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.setViewportSize({ width, height: Math.max(height, 400) });
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 50, clip: { x: 0, y: 0, width, height: Math.max(height, 400), scale: 1 } });
  await session.detach();
  return Buffer.from(data, 'base64');
}
