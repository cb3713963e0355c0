// Every link, asset and fragment of the site, read as a file on a shared drive would be: relative to its page, naming a
// file that exists with exactly this spelling, never leaving the folder. What passes here works on any host and under
// any sub-path. crawl.mjs asks the same of an independent link checker over HTTP.
//
//   node links.mjs FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Report } from './report.mjs';
import { addressOf, attribute, canonicalRoot, fileOf, files, folderArgument, pages, styleAddresses, text } from './site.mjs';

const folder = folderArgument();
const all = files(folder);
const exists = new Set(all);
const site = new Map(pages(folder, all).map((page) => [page.path, page]));
const base = new URL((exists.has('index.html') && canonicalRoot(folder)) || 'https://unknown.invalid/');
const report = new Report();
const reached = new Map([...site.keys()].map((path) => [path, new Set()]));

for (const page of site.values()) report.result(page.path, checkPage(page));
for (const path of all.filter((path) => path.endsWith('.css'))) report.result(path, checkStyle(path));
checkReach();
report.end();

function checkPage(page) {
  const faults = [];
  for (const { element, name, value, kind } of references(page)) {
    const fault = checkReference(page.path, value, kind);
    if (fault) faults.push(`<${element.tagName} ${name}="${value}">: ${fault}`);
  }
  if (page.all('base').length > 0 && page.path !== '404.html') faults.push('<base> breaks links to a place on the page');
  return faults;
}

function checkStyle(path) {
  return styleAddresses(readFileSync(join(folder, path), 'utf8'))
    .map((value) => [value, checkReference(path, value, 'asset')])
    .filter(([, fault]) => fault)
    .map(([value, fault]) => `url(${value}): ${fault}`);
}

/** What is wrong with one address on one page, or undefined. */
function checkReference(from, value, kind) {
  if (value.trim() !== value || /[\s\\]/.test(value)) return 'an address with a space or a backslash in it';
  if (/^data:image\//.test(value) && kind === 'asset') return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(value)) {
    if (value.startsWith(base.href)) return checkOwn(from, value, kind);
    if (kind === 'asset') return 'an asset from another host';
    if (/^(https?|mailto|tel):/i.test(value)) return undefined;
    return 'a scheme that no page should use';
  }
  if (value.startsWith('//')) return 'an address without a scheme goes nowhere from a folder';
  // A server shows 404.html at any depth, so it alone must name places from the root.
  if (value.startsWith('/')) {
    if (from !== '404.html') return 'starts at the root of the host, so it breaks under a sub-path and from a folder';
    if (!value.startsWith(base.pathname)) return `does not start with the path of the base URL, ${base.pathname}`;
    return checkTarget(from, new URL(value.slice(base.pathname.length), addressOf('')), kind);
  }
  return checkTarget(from, new URL(value, addressOf(from)), kind);
}

/** A full address of our own: right for canonical addresses and feeds, wrong for anything a reader follows. */
function checkOwn(from, value, kind) {
  if (kind === 'link' && from !== '404.html' && !site.get(from)?.isRedirect) {
    return 'a full address of our own site; a copy of the site elsewhere would send its readers away';
  }
  let path = value.slice(base.href.length);
  if (kind === 'canonical' && /(^|\/)index\.html$/.test(path.replace(/[?#].*/, ''))) {
    return 'a canonical address that carries index.html';
  }
  const [name, fragment] = path.split('#');
  path = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  return checkTarget(from, new URL(fragment ? `${path}#${fragment}` : path, addressOf('')), kind);
}

function checkTarget(from, url, kind) {
  const path = fileOf(url);
  if (path === undefined) return 'leaves the site';
  if (path === '' || path.endsWith('/')) return 'names a folder; from a shared drive only index.html opens';
  if (!exists.has(path)) return exists.has(`${path}/index.html`) ? 'names a folder' : 'no such file';
  if (from !== path && kind === 'link') reached.get(from)?.add(path);
  return checkFragment(path, url.hash.slice(1));
}

function checkFragment(path, fragment) {
  if (fragment === '' || fragment === 'top' || fragment.startsWith(':~:') || !site.has(path)) return undefined;
  let name = fragment;
  try {
    name = decodeURIComponent(fragment);
  } catch {
    // A stray per cent sign: browsers then compare the text as it stands.
  }
  const { anchors } = site.get(path);
  return anchors.has(fragment) || anchors.has(name) ? undefined : 'no such place on the page';
}

/** Every page but the 404, old addresses and unlisted pages can be reached from the home page by links. */
function checkReach() {
  const seen = new Set(['index.html']);
  for (const path of seen) for (const next of reached.get(path) ?? []) seen.add(next);
  for (const page of site.values()) {
    const hidden = page.path === '404.html' || page.isRedirect || page.isUnlisted;
    if (!hidden && !seen.has(page.path)) report.fail(page.path, 'no chain of links leads here from the home page');
  }
  if (!site.has('index.html')) report.fail('index.html', 'the site has no home page');
}

function* references(page) {
  for (const element of page.elements) {
    for (const { name, value } of element.attrs) {
      const kind = kindOf(element, name);
      if (!kind) continue;
      if (name === 'srcset') {
        for (const part of value.split(',')) yield { element, name, value: part.trim().split(/\s+/)[0], kind };
      } else if (name === 'content') {
        const address = refresh(element, value);
        if (address !== undefined) yield { element, name, value: address, kind };
      } else {
        yield { element, name, value, kind };
      }
    }
    if (element.tagName === 'style') {
      for (const value of styleAddresses(text(element))) yield { element, name: 'url', value, kind: 'asset' };
    }
  }
}

function kindOf(element, name) {
  const tag = element.tagName;
  if (tag === 'link' && name === 'href') {
    const rel = attribute(element, 'rel') ?? '';
    if (/\bcanonical\b/.test(rel)) return 'canonical';
    return /\b(stylesheet|icon|manifest|preload|modulepreload|apple-touch-icon)\b/.test(rel) ? 'asset' : 'full';
  }
  if (name === 'href') return tag === 'use' || tag === 'image' ? 'asset' : 'link';
  if (name === 'action' || name === 'formaction') return 'link';
  if (name === 'content' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh') return 'link';
  if (name === 'content' && /^og:(url|image)$/.test(attribute(element, 'property') ?? '')) return undefined;
  if (name === 'src' || name === 'srcset' || name === 'poster') return 'asset';
  if (name === 'data' && tag === 'object') return 'asset';
  // Scripts fetch these; a wrong one shows only when a reader types.
  if (/^data-.*(url|href|src|index|base|root)$/.test(name) && /^[./\w-]*\.(json|js|html|bin)$/.test(attribute(element, name))) {
    return 'asset';
  }
  return undefined;
}

function refresh(element, value) {
  if (attribute(element, 'http-equiv')?.toLowerCase() !== 'refresh') return undefined;
  return /url\s*=\s*['"]?([^'"]+)/i.exec(value)?.[1];
}
