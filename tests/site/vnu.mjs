// HTML, CSS and SVG judged by the Nu checker, in one run of Java because starting it costs more than the checking.
// Errors fail. Warnings are printed only: the checker warns of habits (a section without a heading, for instance) that
// are allowed and sometimes right.
//
//   node vnu.mjs FOLDER
import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Report } from './report.mjs';
import { files, folderArgument } from './site.mjs';
import { TOOLS } from './tools.mjs';

// CSS that browsers know and the checker does not yet. Each line: what it says, and why it is allowed.
const UNKNOWN_TO_THE_CHECKER = [];

// A file read from disk has no origin, so to the checker 'self' allows nothing, and it takes JSON-LD for a script. Whether
// the policy lets a page work is seen in the browser.
const OF_NO_ORIGIN = /violates Content Security Policy/;

const folder = folderArgument();
const judged = files(folder).filter((path) => /\.(html|css|svg)$/.test(path));
const report = new Report();

// The deep stack is for long pages: the checker descends once per nested element.
const run = spawnSync(
  'java',
  [
    '-Xss4m',
    '-jar',
    join(TOOLS, 'node_modules/vnu-jar/build/dist/vnu.jar'),
    ...['--format', 'json', '--stdout', '--exit-zero-always'],
    ...['--skip-non-html', '--also-check-css', '--also-check-svg'],
    // The folder, which the checker walks by itself; a list of files would outgrow the command line.
    resolve(folder),
  ],
  { encoding: 'utf8', maxBuffer: 1 << 30 },
);
if (run.error || run.status !== 0) {
  report.fail('java', `the checker did not run: ${run.error ?? run.stderr}`);
  report.end();
} else {
  read(JSON.parse(run.stdout).messages);
}

function read(messages) {
  const faults = new Map(judged.map((path) => [path, []]));
  for (const message of messages) {
    const path = message.url === undefined ? 'the checker' : relative(resolve(folder), fileURLToPath(message.url));
    const place = `${path}:${message.lastLine ?? 1}:${message.firstColumn ?? message.lastColumn ?? 1}`;
    const extract = message.extract ? `   ${message.extract.replace(/\s+/g, ' ').trim()}` : '';
    if (message.type === 'error' || message.type === 'non-document-error') {
      if (UNKNOWN_TO_THE_CHECKER.some((known) => known.test(message.message))) continue;
      if (!faults.has(path)) faults.set(path, []);
      faults.get(path).push([`${place}${extract}`, message.message]);
    } else if (!OF_NO_ORIGIN.test(message.message)) {
      report.note(`${place}${extract}`, message.message);
    }
  }
  for (const list of faults.values()) report.resultOf(list);
  report.end();
}
