// Follows every link of the site with linkinator, a link checker that shares no code with this program. It reads the
// first site from its folder and served under a sub-path it was not built for, since one output must do for all; further
// ones under the path they were built for. Links to other hosts are left alone: a test must not fail for someone else's
// site.
//
//   node crawl.mjs FOLDER [FOLDER_BUILT_FOR_A_SUB_PATH…]
import { basename } from 'node:path';
import process from 'node:process';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { files, folderArgument, ownPath } from './site.mjs';
import { importFile } from './tools.mjs';

const { LinkChecker } = await importFile('linkinator/build/src/index.js');

const folder = folderArgument();
const others = process.argv.slice(3);
const report = new Report();

await crawl('from the folder', { path: folder }, 'http://localhost:');
await served('under a sub-path', folder, '/sub/ipsn/');
for (const other of others) await served(`${basename(other)}, under its path`, other, ownPath(other));
report.end();

async function served(name, where, prefix) {
  const host = await serve(where, { prefix });
  await crawl(name, { path: host.root }, host.root);
  // The 404 page is reached by no link; but it works only where it was built for. By itself: of pages that two places to start from lead to
  // at once, linkinator follows some no further.
  if (files(where).includes('404.html') && prefix === ownPath(where)) {
    await crawl(`${name}, the 404 page`, { path: `${host.root}404.html`, recurse: false }, host.root);
  }
  await host.close();
}

async function crawl(name, options, own) {
  const checker = new LinkChecker();
  const seen = { ok: 0, broken: [], fragments: 0 };
  const result = await checker.check({
    recurse: true,
    ...options,
    checkCss: true,
    checkFragments: true,
    concurrency: 8,
    // Where the site is served below a sub-path, an address on this host but outside the sub-path is a fault, not a skip.
    linksToSkip: async (link) => !/^https?:\/\/(localhost|127\.0\.0\.1):/.test(link),
  });
  for (const link of result.links) {
    if (link.state === 'SKIPPED') continue;
    if (link.state === 'OK' && (own.endsWith(':') || link.url.startsWith(own))) {
      seen.ok += 1;
      report.pass();
    } else {
      const why = link.state === 'OK' ? 'leaves the sub-path' : (link.status ?? 'no answer');
      const told = link.failureDetails?.map((detail) => detail.message ?? '').filter(Boolean).join('; ');
      report.fail(`${name}: ${link.url}`, `${why}${told ? ` (${told})` : ''}, linked from ${link.parent ?? 'the start'}`);
    }
  }
  if (seen.ok < 2) report.fail(name, 'the crawl found no links to follow');
  else report.note(name, `${seen.ok} addresses answered`);
}
