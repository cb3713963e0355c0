// The files that other programs read: feeds, the sitemap, the catalogue, robots.txt. A grammar says whether their shape
// is right; after that, every address in them must be a page of this site.
//
//   node formats.mjs FOLDER
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Report } from './report.mjs';
import { attribute, canonicalRoot, files, folderArgument, pages } from './site.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = folderArgument();
const all = files(folder);
const site = pages(folder, all);
const report = new Report();
const base = root();

const feeds = all.filter((path) => /(^|\/)feed\.xml$/.test(path));
if (feeds.length === 0) report.fail('**/feed.xml', 'the site has no feed');
if (!feeds.includes('feed.xml')) report.fail('feed.xml', 'the site has no feed for the whole');
for (const path of feeds) report.result(path, [...grammar('--relaxng', 'atom.rng', path), ...feed(path)]);

const sitemap = 'sitemap.xml';
if (all.includes(sitemap)) report.result(sitemap, [...grammar('--schema', 'sitemap.xsd', sitemap), ...sitemapPages()]);
else report.fail(sitemap, 'missing');

for (const path of all.filter((name) => /\.(json|webmanifest)$/.test(name))) report.result(path, json(path));
if (all.includes('catalogue.json')) report.result('catalogue.json: its files', catalogue());
else report.fail('catalogue.json', 'missing');

for (const page of site) {
  const blocks = page.all('script').filter((script) => attribute(script, 'type') === 'application/ld+json');
  for (const block of blocks) report.result(`${page.path}: JSON-LD`, linkedData(block));
}
if (!site.some((page) => page.source.includes('application/ld+json'))) report.fail('JSON-LD', 'no page has any');

report.result('robots.txt', robots());
report.result('.nojekyll', all.includes('.nojekyll') ? [] : ['missing: GitHub Pages would drop files that begin with _']);
report.end();

function grammar(option, schema, path) {
  const run = spawnSync('xmllint', ['--noout', '--nonet', option, join(here, schema), join(folder, path)], {
    encoding: 'utf8',
  });
  if (run.error) return [`xmllint did not run: ${run.error.message}`];
  if (run.status === 0) return [];
  // The whole path of a file of this run says nothing to the reader, and would keep equal faults apart.
  return run.stderr.replaceAll(join(folder, path), '').trim().split('\n').filter((line) => !/fails to validate$/.test(line));
}

/** What the grammar of Atom cannot say. */
function feed(path) {
  const xml = read(path);
  const faults = [];
  const head = xml.split('<entry')[0];
  const entries = [...xml.matchAll(/<entry[\s>][\s\S]*?<\/entry>/g)].map((match) => match[0]);
  const ids = entries.map((entry) => inner(entry, 'id'));
  if (new Set(ids).size !== ids.length) faults.push('two entries have the same id');
  if (!/<author[\s>]/.test(head) && entries.some((entry) => !/<author[\s>]/.test(entry))) {
    faults.push('neither the feed nor each of its entries names an author');
  }
  const self = links(head).find((link) => link.rel === 'self');
  if (!self) faults.push('no link with rel="self"');
  else if (self.href !== `${base}${path}`) faults.push(`rel="self" says ${self.href}, but the file is ${base}${path}`);
  for (const link of [...links(head), ...entries.flatMap(links)]) {
    const fault = address(link.href);
    if (fault) faults.push(`${link.href}: ${fault}`);
  }
  for (const entry of entries) {
    if (!links(entry).some((link) => (link.rel ?? 'alternate') === 'alternate')) {
      faults.push(`the entry "${inner(entry, 'title')}" links to no page`);
    }
  }
  const moments = entries.map((entry) => Date.parse(inner(entry, 'updated')));
  if (moments.some((moment) => Date.parse(inner(head, 'updated')) < moment)) {
    faults.push('the feed says it is older than one of its entries');
  }
  return faults;
}

function sitemapPages() {
  const listed = [...read(sitemap).matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => unescape(match[1]));
  const faults = listed.map((url) => [url, address(url) ?? canonicalFault(url)]).filter(([, fault]) => fault);
  const expected = site.filter((page) => page.path !== '404.html' && !page.isRedirect && !page.isUnlisted);
  const absent = expected.filter((page) => !listed.includes(canonicalOf(page.path)));
  return [
    ...faults.map(([url, fault]) => `${url}: ${fault}`),
    ...absent.map((page) => `${page.path} is not in the sitemap`),
    ...site
      .filter((page) => page.isUnlisted && listed.includes(canonicalOf(page.path)))
      .map((page) => `${page.path} asks not to be indexed, and is in the sitemap`),
  ];
}

function json(path) {
  try {
    JSON.parse(read(path));
    return [];
  } catch (error) {
    return [`not JSON: ${error.message}`];
  }
}

/** The catalogue promises files with sizes and hashes, so anyone can check a copy. Check them all. */
function catalogue() {
  let value;
  try {
    value = JSON.parse(read('catalogue.json'));
  } catch {
    return [];
  }
  const faults = [];
  if (!Object.keys(value).some((key) => /schema|version/i.test(key))) faults.push('names no version of its schema');
  let resources = 0;
  visit(value, (object) => {
    const where = object.url ?? object.href ?? object.path ?? object.file;
    if (typeof where !== 'string' || /^(mailto|tel):/.test(where)) return;
    const own = where.startsWith(base) || !/^[a-z]+:/.test(where);
    if (!own) return;
    resources += 1;
    const path = fileAt(where);
    if (!path) return faults.push(`${where}: no such file`);
    const bytes = readFileSync(join(folder, path));
    if (object.sha256 && createHash('sha256').update(bytes).digest('hex') !== object.sha256.toLowerCase()) {
      faults.push(`${where}: its SHA-256 is another`);
    }
    const size = object.size ?? object.bytes;
    if (typeof size === 'number' && size !== bytes.length) faults.push(`${where}: its size is ${bytes.length}, not ${size}`);
  });
  if (resources === 0) faults.push('lists nothing');
  return faults;
}

function linkedData(block) {
  const source = block.childNodes.map((node) => node.value).join('');
  try {
    const value = JSON.parse(source);
    const graph = Array.isArray(value) ? value : (value['@graph'] ?? [value]);
    const context = Array.isArray(value) ? value[0]?.['@context'] : value['@context'];
    if (!/^https?:\/\/schema\.org\/?$/.test(context)) return ['JSON-LD without the schema.org context'];
    return graph.every((item) => item['@type']) ? [] : ['JSON-LD with a thing that has no @type'];
  } catch (error) {
    return [`JSON-LD is not JSON: ${error.message}`];
  }
}

function robots() {
  if (!all.includes('robots.txt')) return ['missing'];
  const named = /^sitemap:\s*(\S+)/im.exec(read('robots.txt'))?.[1];
  return named === `${base}${sitemap}` ? [] : [`does not name the sitemap ${base}${sitemap}`];
}

/** What is wrong with an absolute address that should be ours, or undefined. */
function address(url) {
  if (!/^https?:\/\//.test(url)) return 'not a full address';
  if (!url.startsWith(base)) return undefined;
  return fileAt(url) ? undefined : 'no such page';
}

function canonicalFault(url) {
  if (!url.startsWith(base)) return 'an address of another site';
  return /\/index\.html$/.test(url) ? 'carries index.html' : undefined;
}

function fileAt(url) {
  const path = decodeURIComponent((url.startsWith(base) ? url.slice(base.length) : url.replace(/^\//, '')).split(/[?#]/)[0]);
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return existsSync(join(folder, file)) && statSync(join(folder, file)).isFile() ? file : undefined;
}

function canonicalOf(path) {
  const address = path.split('/').map(encodeURIComponent).join('/');
  return base + address.replace(/(^|\/)index\.html$/, '$1');
}

function root() {
  const href = all.includes('index.html') ? canonicalRoot(folder) : undefined;
  if (!href?.endsWith('/')) report.fail('index.html', 'has no canonical address that ends with a slash');
  return href ?? 'https://unknown.invalid/';
}

function visit(value, see) {
  if (Array.isArray(value)) value.forEach((item) => visit(item, see));
  else if (value && typeof value === 'object') {
    see(value);
    Object.values(value).forEach((item) => visit(item, see));
  }
}

function read(path) {
  return readFileSync(join(folder, path), 'utf8');
}

function inner(xml, name) {
  return unescape(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '');
}

function links(xml) {
  return [...xml.matchAll(/<link\s([^>]*?)\/?>/g)].map(([, attrs]) =>
    Object.fromEntries([...attrs.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescape(value)])),
  );
}

function unescape(text) {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
