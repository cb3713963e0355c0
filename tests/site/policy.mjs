// Promises that can be read from the files alone, asked of every page: nothing inline, nothing from another host, one
// content security policy in the page and in `_headers`, one h1, a language, the notice, and the weight of a first view.
//
//   node policy.mjs FOLDER [NOTICE]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { Report } from './report.mjs';
import { headerRules } from './serve.mjs';
import { addressOf, attribute, fileOf, folderArgument, pages, styleAddresses, text, within } from './site.mjs';

// 40 KB for everything a browser fetches before the reader has touched anything, gzip at a host's usual level.
const LIMIT = 40_000;
// A host sends these as a header or not at all; a policy in a meta element may not hold them.
const HEADER_ONLY = /^(frame-ancestors|report-uri|report-to|sandbox)\b/;

const folder = folderArgument();
const notice = process.argv[3];
const report = new Report();
const sizes = new Map();
const header = headerRules(folder)['content-security-policy'];
let heaviest = { bytes: 0 };

report.result('_headers', header ? policyFaults(header) : ['gives no content security policy to /*']);
for (const page of pages(folder)) report.result(page.path, check(page));
if (heaviest.path) report.note(heaviest.path, `the heaviest first view is ${heaviest.bytes} bytes`);
report.end();

function check(page) {
  const faults = [...inline(page), ...policy(page), ...weight(page)];
  if (page.isRedirect) return faults;
  const html = page.all('html')[0];
  if (!attribute(html, 'lang')) faults.push('<html> has no lang');
  const headings = page.all('h1');
  if (headings.length !== 1) faults.push(`${headings.length} h1 elements, not 1`);
  if (!page.all('title').some((title) => text(title).trim() && !within(title, (node) => node.tagName === 'svg'))) {
    faults.push('no title');
  }
  for (const name of ['header', 'main', 'footer']) if (page.all(name).length === 0) faults.push(`no <${name}>`);
  if (!page.all('meta').some((meta) => attribute(meta, 'name') === 'viewport')) faults.push('no viewport');
  if (page.path !== '404.html' && !page.all('link').some((link) => attribute(link, 'rel') === 'canonical')) {
    faults.push('no canonical address');
  }
  if (notice && !visibleText(page).includes(notice)) faults.push(`does not say "${notice}"`);
  return faults;
}

/** Anything the policy would block, or that would need a hole in it. */
function inline(page) {
  const faults = [];
  for (const element of page.elements) {
    const tag = element.tagName;
    if (tag === 'style') faults.push('an inline <style>');
    if (tag === 'script' && attribute(element, 'src') === undefined && attribute(element, 'type') !== 'application/ld+json') {
      faults.push('an inline <script>');
    }
    if (/^(iframe|embed|object|frame)$/.test(tag)) faults.push(`<${tag}> loads another document`);
    for (const { name, value } of element.attrs) {
      if (name === 'style') faults.push(`an inline style on <${tag}>`);
      if (/^on[a-z]+$/.test(name)) faults.push(`an inline script: ${name} on <${tag}>`);
      if (/^(href|src|action|formaction|data|poster)$/.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value)) {
        faults.push(`a script as an address on <${tag}>`);
      }
      const fetched = name === 'src' || name === 'srcset' || name === 'poster' || (tag === 'link' && isFetched(element));
      if (fetched && /^(https?:)?\/\//.test(value)) faults.push(`<${tag}> fetches from another host`);
    }
  }
  return faults;
}

function policy(page) {
  const metas = page.all('meta').filter((meta) => /^content-security-policy$/i.test(attribute(meta, 'http-equiv') ?? ''));
  if (metas.length !== 1) return [`${metas.length} content security policies in meta elements, not 1`];
  const value = attribute(metas[0], 'content') ?? '';
  const faults = policyFaults(value);
  if (header && normal(value) !== normal(header)) faults.push('the policy of the page is not the policy of _headers');
  const before = page.elements.findIndex((element) => element === metas[0]);
  const first = page.elements.findIndex((element) => element.tagName === 'script' || (element.tagName === 'link' && isFetched(element)));
  if (first !== -1 && first < before) faults.push('something is fetched before the policy is known');
  return faults;
}

function policyFaults(value) {
  const faults = [];
  if (!/\bdefault-src\s+'(self|none)'/.test(value)) faults.push("the policy has no default-src 'self' or 'none'");
  if (/unsafe-|\*|https?:|\bdata:/.test(value.replace(/\bimg-src 'self' data:/, ''))) {
    faults.push('the policy has a hole: a wildcard, a host, data: or unsafe-*');
  }
  for (const name of ['base-uri', 'form-action']) {
    // default-src does not cover these two.
    if (!new RegExp(`\\b${name}\\s+'(none|self)'`).test(value)) faults.push(`the policy says nothing of ${name}`);
  }
  return faults;
}

function normal(value) {
  const parts = value.split(';').map((part) => part.trim().replace(/\s+/g, ' '));
  return parts.filter((part) => part && !HEADER_ONLY.test(part)).sort().join('; ');
}

function isFetched(link) {
  return /\b(stylesheet|icon|preload|modulepreload|manifest|apple-touch-icon)\b/.test(attribute(link, 'rel') ?? '');
}

/** The page, and everything it fetches by itself, compressed. browser.mjs measures the same from outside. */
function weight(page) {
  const parts = new Set([page.path]);
  const add = (from, value) => {
    if (!value || /^[a-z]+:/i.test(value)) return;
    const path = fileOf(new URL(value, addressOf(from)));
    if (!path || parts.has(path) || !existsSync(join(folder, path))) return;
    parts.add(path);
    if (path.endsWith('.css')) styleAddresses(readFileSync(join(folder, path), 'utf8')).forEach((next) => add(path, next));
  };
  for (const element of page.elements) {
    if (element.tagName === 'link' && isFetched(element)) add(page.path, attribute(element, 'href'));
    const waits = attribute(element, 'loading') === 'lazy' || attribute(element, 'preload') === 'none';
    if (!waits && /^(img|script|audio|video|source|track)$/.test(element.tagName)) add(page.path, attribute(element, 'src'));
  }
  const bytes = [...parts].reduce((sum, path) => sum + compressed(path), 0);
  if (bytes > heaviest.bytes) heaviest = { bytes, path: page.path };
  return bytes > LIMIT ? [`a first view of more than ${LIMIT} bytes (${bytes}: ${[...parts].join(', ')})`] : [];
}

function compressed(path) {
  if (!sizes.has(path)) {
    const bytes = readFileSync(join(folder, path));
    sizes.set(path, /\.(png|jpe?g|webp|avif|woff2|mp4)$/.test(path) ? bytes.length : gzipSync(bytes, { level: 6 }).length);
  }
  return sizes.get(path);
}

function visibleText(page) {
  const body = page.all('body')[0];
  return body ? text(body).replace(/\s+/g, ' ') : '';
}
