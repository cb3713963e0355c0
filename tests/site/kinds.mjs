// One page of every kind, found in the output. A kind without a page is a fault of its own: otherwise a page that
// vanished would pass every test.
import process from 'node:process';
import { files } from './site.mjs';

const KINDS = [
  ['home', /^index\.html$/],
  ['members', /^trusts\/index\.html$/],
  ['member', /^trusts\/(?!north-middlesex)[^/]+\/index\.html$/],
  ['merged member', /^trusts\/north-middlesex\/index\.html$/],
  ['checklist', /^trusts\/[^/]+\/checklists\/(?!a-to-z)[^/]+\/index\.html$/],
  ['practice write-up', /^trusts\/[^/]+\/practice\/(?!a-to-z)[^/]+\/index\.html$/],
  ['talk', /^trusts\/[^/]+\/talks\/(?!a-to-z)[^/]+\/index\.html$/],
  ['event', /^events\/(?!a-to-z)[^/]+\/index\.html$/],
  ['video', /^videos\/(?!a-to-z)[^/]+\/index\.html$/],
  ['key document', /^resources\/(?!a-to-z)[^/]+\/index\.html$/],
  ['news item', /^news\/(?!a-to-z)[^/]+\/index\.html$/],
  ['page', /^about\/index\.html$/],
  ['list', /^checklists\/index\.html$/],
  ['list of talks', /^talks\/index\.html$/],
  ['list of events', /^events\/index\.html$/],
  ['A to Z', /^a-to-z\/index\.html$/],
  ['A to Z of one kind', /^checklists\/a-to-z\/index\.html$/],
  ['procedures', /^procedures\/index\.html$/],
  ['procedure', /^procedures\/[^/]+\/index\.html$/],
  ['standard', /^standards\/[^/]+\/index\.html$/],
  ['specialty', /^specialties\/[^/]+\/index\.html$/],
  ['setting', /^settings\/[^/]+\/index\.html$/],
  ['theme', /^themes\/[^/]+\/index\.html$/],
  ['audience', /^audiences\/[^/]+\/index\.html$/],
  ['reviews', /^reviews\/index\.html$/],
  ['glossary', /^glossary\/index\.html$/],
  ['accessibility statement', /^accessibility\/index\.html$/],
  ['search', /^search\/index\.html$/],
  ['404', /^404\.html$/],
];

// --kinds=home,talk looks at these only: for a quick look, and for planted.mjs.
const only = process.argv.find((word) => word.startsWith('--kinds='))?.slice('--kinds='.length).split(',');

/** The first page of each kind as `{ kind, path }`, and the names of the kinds that have none. */
export function onePageOfEachKind(folder) {
  const all = files(folder);
  const found = [];
  const missing = [];
  for (const [kind, pattern] of KINDS) {
    if (only && !only.includes(kind)) continue;
    const path = all.find((name) => pattern.test(name));
    if (path) found.push({ kind, path });
    else missing.push(kind);
  }
  return { found, missing };
}
