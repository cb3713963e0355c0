// axe-core on one page of every kind: light and dark, phone and desk. No violation is allowed, of the rules for WCAG 2.2
// AA or of good practice. What axe cannot decide by itself is printed as a note.
//
//   node axe.mjs FOLDER
import { go, look, openPage, withChromium } from './chromium.mjs';
import { onePageOfEachKind } from './kinds.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { folderArgument, ownPath } from './site.mjs';
import { require } from './tools.mjs';

const axe = require('axe-core');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const folder = folderArgument();
const report = new Report();
const { found, missing } = onePageOfEachKind(folder);
for (const kind of missing) report.fail(kind, 'no page of this kind was found');

await withChromium(async (browser) => {
  const host = await serve(folder, { prefix: ownPath(folder) });
  const page = await openPage(browser);
  for (const { kind, path } of found) {
    for (const scheme of ['light', 'dark']) {
      for (const width of [360, 1280]) {
        await look(page, { width, scheme });
        await go(page, host.root + path);
        await page.evaluate(axe.source);
        const result = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
        const place = (node) => `${kind} (${path}), ${scheme}, ${width} px: ${node.target.join(' ')}`;
        const faults = result.violations.flatMap((rule) =>
          rule.nodes.map((node) => [place(node), `${rule.id}: ${rule.help}${why(node)}`]),
        );
        report.resultOf(faults);
        for (const rule of result.incomplete) {
          for (const node of rule.nodes) report.note(place(node), `axe could not decide ${rule.id}: ${rule.help}`);
        }
      }
    }
  }
  await host.close();
});
report.end();

/** The measured numbers of a contrast, without which nobody can mend it. */
function why(node) {
  const data = node.any.find((check) => check.id.startsWith('color-contrast'))?.data;
  if (!data) return '';
  return ` (${data.fgColor} on ${data.bgColor} is ${data.contrastRatio}, needs ${data.expectedContrastRatio})`;
}
