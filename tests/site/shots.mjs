// See `shots`, which calls this with the folder of the site and the folder for the pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { go, look, openPage, withChromium } from './chromium.mjs';
import { onePageOfEachKind } from './kinds.mjs';
import { serve } from './serve.mjs';
import { folderArgument, ownPath } from './site.mjs';

const folder = folderArgument();
const out = process.argv[3] ?? 'shots';
mkdirSync(out, { recursive: true });
const { found, missing } = onePageOfEachKind(folder);
if (missing.length) console.log(`no page of: ${missing.join(', ')}`);

await withChromium(async (browser) => {
  const host = await serve(folder, { prefix: ownPath(folder) });
  const page = await openPage(browser);
  for (const { kind, path } of found) {
    const name = kind.replace(/\W+/g, '-').toLowerCase();
    for (const scheme of ['light', 'dark']) {
      for (const width of [360, 768, 1280]) {
        await look(page, { width, scheme });
        await go(page, host.root + path);
        await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
    }
    await look(page, { width: 1280 });
    await go(page, host.root + path);
    await page.pdf({ path: join(out, `${name}-print.pdf`), preferCSSPageSize: true, format: 'A4', displayHeaderFooter: false });
    console.log(`${name}: ${path}`);
  }
  await host.close();
});
