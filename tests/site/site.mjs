// Reads a built site from disk: its files, and its pages as parsed trees.
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import process from 'node:process';
import { require } from './tools.mjs';

const { parse } = require('parse5');

/** The address a site has when no server is asked: only its path matters, and a sub-path shows links that leave it. */
export const ROOT = new URL('http://site.invalid/sub/ipsn/');

/** The folder named on the command line. */
export function folderArgument() {
  const folder = process.argv[2];
  if (!folder) {
    console.error(`usage: node ${posix.basename(process.argv[1])} FOLDER`);
    process.exit(2);
  }
  return folder;
}

/** The address of the home page as the site itself gives it, or undefined. */
export function canonicalRoot(folder) {
  const home = new Page(folder, 'index.html');
  const link = home.all('link').find((element) => attribute(element, 'rel') === 'canonical');
  return link && attribute(link, 'href');
}

/** The path the site was built for. Its 404 page works nowhere else, as it is shown at any depth. */
export function ownPath(folder) {
  return new URL(canonicalRoot(folder) ?? '/', ROOT).pathname;
}

/** Every file below `folder`, as sorted paths with forward slashes. */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath ?? entry.path, entry.name).slice(posix.join(folder, '/').length))
    .sort();
}

export class Page {
  constructor(folder, path) {
    this.path = path;
    this.source = readFileSync(join(folder, path), 'utf8');
    this.elements = [...elements(parse(this.source))];
  }

  all(...names) {
    return this.elements.filter((element) => names.includes(element.tagName));
  }

  /** Everything a fragment can name. */
  get anchors() {
    this._anchors ??= new Set(
      this.elements.flatMap((element) => [
        attribute(element, 'id'),
        element.tagName === 'a' ? attribute(element, 'name') : undefined,
      ]),
    );
    return this._anchors;
  }

  /** An old address that only sends the reader on. */
  get isRedirect() {
    return this.all('meta').some((meta) => attribute(meta, 'http-equiv')?.toLowerCase() === 'refresh');
  }

  get isUnlisted() {
    return this.all('meta').some(
      (meta) => attribute(meta, 'name') === 'robots' && attribute(meta, 'content')?.includes('noindex'),
    );
  }
}

/** Every page of the site; `files` may be given to save a walk. */
export const pages = (folder, all = files(folder)) =>
  all.filter((path) => path.endsWith('.html')).map((path) => new Page(folder, path));

export const attribute = (element, name) => element.attrs.find((attr) => attr.name === name)?.value;

/** All text below an element, as it would be read. */
export function text(element) {
  if (element.nodeName === '#text') return element.value;
  return (element.childNodes ?? []).map(text).join('');
}

/** Whether an element stands inside another that `test` accepts. */
export function within(element, test) {
  for (let node = element.parentNode; node; node = node.parentNode) if (node.tagName && test(node)) return true;
  return false;
}

function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

/** The addresses a style sheet names. Comments go first: an address in one is never fetched. */
export function styleAddresses(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = [...bare.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g)];
  return found.map((match) => match.slice(1).find((part) => part !== undefined));
}

/** The address of a file as seen from the invented root. */
export const addressOf = (path) => new URL(path.split('/').map(encodeURIComponent).join('/'), ROOT);

/** The file an address names, or undefined when it leaves the site. "a/" stays "a/": a folder is not a file. */
export function fileOf(url) {
  if (url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return undefined;
  try {
    return decodeURIComponent(url.pathname.slice(ROOT.pathname.length));
  } catch {
    return url.pathname.slice(ROOT.pathname.length);
  }
}
