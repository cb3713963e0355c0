// Asks several engines the same queries and prints, class by class, how often the first result is right and how often one of the first 3.
// See ../compare, which prepares everything and calls this.
//
//   node compare.mjs PACKAGES PROTOTYPE.js [--set NAME FOLDER QUERIES.jsonl]… [--engines a,b] [--misses]
//
// FOLDER holds corpus.jsonl, synonyms.json, ids.tsv, our index in index/ and the prototype's in proto/.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import * as engines from './engines.mjs';

const [packages, prototype, ...rest] = [...process.argv.slice(2, 4).map((path) => resolve(path)), ...process.argv.slice(4)];
const sets = [];
let only = null;
let showsMisses = false;
while (rest.length) {
  const word = rest.shift();
  if (word === '--set') sets.push({ name: rest.shift(), folder: rest.shift(), queries: lines(rest.shift()) });
  else if (word === '--engines') only = new Set(rest.shift().split(','));
  else if (word === '--misses') showsMisses = true;
  else throw new Error(`compare.mjs does not know ${word}`);
}

function lines(file) {
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
}

const script = new URL('../../../themes/default/scripts/search/engine.js', import.meta.url).href;

/** The engines over the pages of one folder, made when they are asked for. */
function makers(folder, work) {
  const documents = engines.fieldsOf(lines(`${folder}/corpus.jsonl`), JSON.parse(readFileSync(`${folder}/synonyms.json`, 'utf8')));
  const idOf = new Map(readFileSync(`${folder}/ids.tsv`, 'utf8').trim().split('\n').map((line) => line.split('\t')));
  return {
    ours: () => engines.ours(`${folder}/index`, script, idOf),
    prototype: () => engines.prototype(`${folder}/proto`, prototype),
    minisearch: () => engines.miniSearch(packages, documents),
    lunr: () => engines.lunrSearch(packages, documents),
    elasticlunr: () => engines.elasticlunrSearch(packages, documents),
    pagefind: () => engines.pagefind(packages, documents, work),
  };
}

/** { class: { asked, first, three } } and the same over all classes. */
async function ask(engine, queries) {
  const classes = new Map();
  const all = { asked: 0, first: 0, three: 0 };
  for (const query of queries) {
    const right = (await engine.find(query.q)).map((id) => id in query.rel);
    const one = classes.get(query.class) ?? { asked: 0, first: 0, three: 0 };
    classes.set(query.class, one);
    for (const sum of [one, all]) {
      sum.asked += 1;
      sum.first += right[0] ? 1 : 0;
      sum.three += right.slice(0, 3).includes(true) ? 1 : 0;
    }
    if (showsMisses && !right[0]) console.log(`${engine.name} | ${query.class} | ${query.q} | ${right.indexOf(true) + 1 || '-'}`);
  }
  return { classes, all };
}

const figures = ({ asked, first, three }) => `${(first / asked).toFixed(3)} ${(three / asked).toFixed(3)}`;

const below = [];
for (const { name, folder, queries } of sets) {
  const work = mkdtempSync(join(tmpdir(), 'peerpress-compare-'));
  const found = [];
  for (const [engineName, make] of Object.entries(makers(folder, work))) {
    if (only && !only.has(engineName)) continue;
    const engine = await make();
    const start = performance.now();
    found.push({ engine: engine.name, seconds: 0, ...(await ask(engine, queries)) });
    found.at(-1).seconds = (performance.now() - start) / 1000;
    engine.close?.();
  }
  rmSync(work, { recursive: true });
  const row = (title, asked, cells, mark = '') => console.log(`${title.padEnd(20)}${String(asked).padStart(5)}  ${cells.map((cell) => cell.padEnd(13)).join('')}${mark}`);
  console.log(`\n${name}: first result right, one of the first 3 right`);
  row('', '', found.map((one) => one.engine));
  for (const [title, { asked }] of found[0].classes) {
    const of = found.map((one) => one.classes.get(title));
    const best = ['first', 'three'].map((what) => Math.max(...of.slice(1).map((one) => one[what])));
    const isBelow = of[0].first < best[0] || of[0].three < best[1];
    if (isBelow) below.push(`${title} of ${name}`);
    row(title, asked, of.map(figures), isBelow ? '<' : '');
  }
  row('all', queries.length, found.map((one) => figures(one.all)));
  row('ms a query', '', found.map((one) => ((one.seconds * 1000) / queries.length).toFixed(1)));
}
if (sets.length && !only) console.log(below.length ? `\nBelow the best engine of the class: ${below.join(', ')}.` : '\nNo class is below the best engine.');
