// The search engines that are compared, each as `{ name, find(query) -> Promise of page ids, close? }`.
//
// All of them read the same pages and the same vocabulary. The peers are tuned as somebody would who knows them well: fields with
// weights, the other names of a page's procedure and trust as a field of their own, stemming, typing mistakes, and the last
// word as a beginning. Their settings were chosen on the tuning half of generated queries, as ours were.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

const MOST = 10;

/** One text per field, the same for every peer. */
export function fieldsOf(pages, vocabulary) {
  const namesOf = new Map();
  for (const { group, lay } of vocabulary) {
    for (const name of group) namesOf.set(name, [...(namesOf.get(name) ?? []), ...group, ...lay]);
  }
  // Hospital sites, as a trust's home page names them: ours has them in its vocabulary, too.
  for (const page of pages) {
    const sites = page.type === 'Trust home' && /Main sites: ([^.]+)\./.exec(page.sections[0].t);
    if (sites) namesOf.set(page.trust.toLowerCase(), [...(namesOf.get(page.trust.toLowerCase()) ?? []), ...sites[1].split(', ')]);
  }
  const others = (name) => namesOf.get(name?.toLowerCase()) ?? [];
  return pages.map((page) => ({
    id: page.id,
    url: page.url,
    title: page.title,
    procedure: page.procedure ?? '',
    trust: page.trust ?? '',
    kind: page.type ?? '',
    names: [...others(page.procedure), ...others(page.trust)].join(' , '),
    headings: page.sections.map((section) => section.h).join(' , '),
    body: page.sections.map((section) => section.t).join('\n'),
    files: page.attach.map((file) => `${file.name} ${file.text}`).join('\n'),
  }));
}

const FIELDS = ['title', 'procedure', 'trust', 'kind', 'names', 'headings', 'body', 'files'];
const STOP_WORDS = new Set(
  (
    'a about an and any are as at be been but by can could did do does for from had has have how i if in into is it its may me my no not of on or ' +
    'our should so than that the their them then there these they this to was we were what when where which who why will with would you your'
  ).split(' '),
);
const split = (text) => text.toLowerCase().replace(/['’]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];
const meant = (words) => {
  const left = words.filter((word) => !STOP_WORDS.has(word));
  return left.length ? left : words;
};

/** The index of this repository, read by its reader. `weights` replace those of the ranking. */
export async function ours(index, script, idOf, weights) {
  const { open, payload } = await import(script);
  const engine = await open(async (name) => payload(readFileSync(`${index}/${name}.js`)), weights);
  return { name: 'ours', find: async (query) => (await engine.search(query)).hits.map((hit) => idOf.get(hit.url)) };
}

/** The prototype of ../shared/search, whose index `folder` holds. */
export async function prototype(folder, script) {
  const { open } = await import(pathToFileURL(script).href);
  const engine = open(async (name) => new Uint8Array(gunzipSync(readFileSync(`${folder}/${name}`))));
  return { name: 'prototype', find: async (query) => (await engine.search(query)).hits.map((hit) => hit.id) };
}

/** MiniSearch with lunr's stemmer, typing mistakes, beginnings, and all words before any word. */
export function miniSearch(packages, documents) {
  const require = createRequire(join(packages, 'package.json'));
  const MiniSearch = require('minisearch');
  const lunr = require('lunr');
  const stem = (word) => (/\d/.test(word) ? word : lunr.stemmer(new lunr.Token(word)).toString());
  const index = new MiniSearch({
    fields: FIELDS,
    tokenize: split,
    processTerm: (word) => (STOP_WORDS.has(word) ? null : stem(word)),
  });
  index.addAll(documents);
  const options = {
    boost: { title: 4, procedure: 3, trust: 3, kind: 2, names: 2.5, headings: 1.5, body: 1, files: 0.8 },
    fuzzy: (word) => (word.length > 7 ? 2 : word.length > 3 ? 1 : false),
    maxFuzzy: 2,
    prefix: (word, place, words) => place === words.length - 1 && word.length > 1,
    weights: { fuzzy: 0.3, prefix: 0.4 },
  };
  return {
    name: 'MiniSearch',
    find: async (query) => {
      // A query of nothing but stop words finds nothing.
      const all = index.search(query, { ...options, combineWith: 'AND' });
      const some = all.length < MOST ? index.search(query, { ...options, combineWith: 'OR' }) : [];
      return [...new Set([...all, ...some].map((hit) => hit.id))].slice(0, MOST);
    },
  };
}

/** lunr with weighted fields: words as they are, mistyped, and the last one as a beginning. */
export function lunrSearch(packages, documents) {
  const lunr = createRequire(join(packages, 'package.json'))('lunr');
  const boosts = { title: 6, procedure: 4, trust: 4, kind: 2, names: 4, headings: 1.5, body: 1, files: 0.7 };
  const index = lunr(function build() {
    this.ref('id');
    for (const field of FIELDS) this.field(field, { boost: boosts[field] });
    for (const document of documents) this.add(document);
  });
  const ask = (words, mistyped) =>
    index
      .query((query) => {
        words.forEach((word, place) => {
          query.term(word, { boost: 10 });
          if (place === words.length - 1 && word.length > 1) query.term(word, { boost: 2, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
          if (mistyped && word.length > 3) query.term(word, { boost: 1, editDistance: word.length > 7 ? 2 : 1, usePipeline: false });
        });
      })
      .slice(0, MOST)
      .map((hit) => hit.ref);
  return {
    name: 'lunr',
    find: async (query) => {
      const words = meant(split(query));
      // Tolerance costs ranking where it is not needed, so it is asked for when a word is unknown.
      const known = words.every((word) => lunrKnows(lunr, index, word));
      return ask(words, !known);
    },
  };
}

function lunrKnows(lunr, index, word) {
  const [token] = index.pipeline.run([new lunr.Token(word)]);
  return !token || token.toString() in index.invertedIndex;
}

/** elasticlunr with weighted fields and words that begin alike. */
export function elasticlunrSearch(packages, documents) {
  const elasticlunr = createRequire(join(packages, 'package.json'))('elasticlunr');
  const index = elasticlunr(function build() {
    this.setRef('id');
    for (const field of FIELDS) this.addField(field);
    this.saveDocument(false);
  });
  for (const document of documents) index.addDoc(document);
  const boosts = { title: 6, procedure: 4, trust: 4, kind: 2, names: 4, headings: 1.5, body: 1, files: 0.7 };
  const fields = Object.fromEntries(FIELDS.map((field) => [field, { boost: boosts[field] }]));
  return {
    name: 'elasticlunr',
    find: async (query) => index.search(query, { fields, bool: 'OR', expand: true }).slice(0, MOST).map((hit) => hit.ref),
  };
}

/** Pagefind's own index of HTML pages with weights, other names and all, asked through its own script. */
export async function pagefind(packages, documents, work) {
  const site = join(work, 'pagefind-site');
  const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  for (const page of documents) {
    const folder = join(site, page.url);
    mkdirSync(folder, { recursive: true });
    const weighed = (weight, text) => `<p data-pagefind-weight="${weight}">${escape(text)}</p>`;
    const labels = weighed(5, [page.procedure, page.trust, page.kind].join(' . ')) + weighed(4, page.names);
    writeFileSync(
      join(folder, 'index.html'),
      `<!doctype html><html lang="en"><title>${escape(page.title)}</title><main data-pagefind-body><h1>${escape(page.title)}</h1>` +
        `${labels}<h2>${escape(page.headings)}</h2><p>${escape(page.body)}</p><p>${escape(page.files)}</p></main></html>`,
    );
  }
  execFileSync(join(packages, 'node_modules/.bin/pagefind'), ['--site', site, '--quiet'], { stdio: 'ignore' });
  // Its script asks for files of the site by address; here they are read from the folder.
  const host = 'http://pagefind.invalid/';
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const text = String(address);
    if (!text.startsWith(host)) return fetchBefore(address, options);
    return new Response(readFileSync(join(site, decodeURIComponent(new URL(text).pathname))));
  };
  globalThis.location ??= new URL(host);
  // As a module by its ending: the folder has no package.json.
  const script = join(site, 'pagefind/pagefind.mjs');
  writeFileSync(script, readFileSync(join(site, 'pagefind/pagefind.js')));
  const engine = await import(pathToFileURL(script).href);
  await engine.options({ basePath: `${host}pagefind/`, baseUrl: '/' });
  await engine.init();
  const idOf = new Map(documents.map((page) => [page.url.replace(/^\/|\/$/g, ''), page.id]));
  return {
    name: 'Pagefind',
    find: async (query) => {
      const { results } = await engine.search(query);
      const top = await Promise.all(results.slice(0, MOST).map((hit) => hit.data()));
      return top.map((hit) => idOf.get(hit.raw_url?.replace(/^\/|\/$/g, '') ?? hit.url.replace(/^\/|\/$/g, '')));
    },
    close: () => {
      globalThis.fetch = fetchBefore;
    },
  };
}
