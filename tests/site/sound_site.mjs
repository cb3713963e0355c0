// A very small site without faults, with one page of each of a few kinds, for planted.mjs to spoil.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const BASE = 'https://network.example/sub/ipsn/';
export const NOTICE = 'Demonstration content. Not for clinical use.';
export const KINDS = ['home', 'members', 'list', 'A to Z', 'glossary', 'search', '404', 'page'];

const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB4iG8MwAAAABJRU5ErkJggg==',
  'base64',
);

const STYLE = `
:root { color-scheme: light dark; --ink: #212b32; --page: #fff; --link: #005eb8; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #f0f4f5; --page: #10151a; --link: #8fc7ff; }
  .stays-light { background: #fff; color: #212b32; }
  .white { background: #fff; color: #212b32; }
  .stays-light a { color: #005eb8; }
  /* dark */
}
body { margin: 0; padding: 1rem; font-family: Arial, sans-serif; background: var(--page); color: var(--ink); }
a { color: var(--link); display: inline-block; min-height: 24px; padding: 4px; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--ink); }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; }
.pale { color: #ddd; background: #fff; }
.wide { width: 700px; }
.bare:focus-visible { outline: none; }
.lid { position: absolute; width: 200px; height: 60px; background: #005eb8; z-index: 2; }
.under { position: relative; }
[hidden] { display: none; }
@media print {
  .hide-in-print { display: none; }
  .pale-print { color: #ccc; }
}
@page { size: A4; }
`;

const FILTER = `
for (const link of document.querySelectorAll('[data-facet] a')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const items = [...document.querySelectorAll('main li[data-size]')];
    for (const item of items) item.hidden = item.dataset.size !== link.dataset.value;
    document.querySelector('[role="status"]').textContent = items.filter((item) => !item.hidden).length + ' shown';
  });
}
`;

const item = (up, size, to, name) => `<li data-size="${size}"><h2><a href="${up}${to}">${name}</a></h2></li>`;

const list = (up) => `
<nav aria-label="Narrow this list"><ul data-facet="size"><li><a href="${up}minor/index.html" data-value="minor">Minor</a>
<span class="count">(1)</span></li></ul></nav><p role="status">2 in all</p>
<ul>${item(up, 'minor', 'trusts/a/index.html', 'Trust A')}${item(up, 'major', 'about/index.html', 'About')}</ul>
<script src="${up}filter.js"></script>`;

// Path, title, words of the page.
const PAGES = [
  ['index.html', 'Home', (up) => `<p class="dim">Welcome to the network and its pages.</p><script type="application/ld+json">{"@context":"https://schema.org","@type":"WebSite","name":"N"}</script><p><a href="${up}feed.xml">Feed</a></p>`],
  ['about/index.html', 'About', () => '<p id="here">All about it, in a few words. <a href="#here">Here</a></p>'],
  ['a-to-z/index.html', 'A to Z', () => '<p>Letters, from the first to the last.</p>'],
  ['glossary/index.html', 'Glossary', () => '<p>Words, and what they stand for.</p>'],
  ['search/index.html', 'Search', () => '<p>Type a word or two to find a page.</p><noscript><p>The search needs JavaScript.</p></noscript>'],
  ['trusts/index.html', 'Trusts', (up) => `<p>The members: <a href="${up}trusts/a/index.html">Trust A</a></p>`],
  ['trusts/a/index.html', 'Trust A', () => '<p>A trust, its sites and its checklists.</p>'],
  ['checklists/index.html', 'Checklists', list],
  ['practice/index.html', 'Practice', list],
  ['talks/index.html', 'Talks', list],
  ['minor/index.html', 'Minor', (up) => `<ul>${item(up, 'minor', 'trusts/a/index.html', 'Trust A')}</ul>`],
  ['404.html', 'Page not found', () => '<p>This page is not here. Look on the home page.</p>'],
];

function page(path, title, words) {
  // The 404 page is shown at any depth, so it names places from the root of the host.
  const up = path === '404.html' ? new URL(BASE).pathname : '../'.repeat(path.split('/').length - 1);
  const menu = PAGES.filter(([to]) => to !== '404.html').map(([to, name]) => `<li><a href="${up}${to}">${name}</a></li>`);
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${up}style.css">
<link rel="icon" href="${up}dot.png">
${path === '404.html' ? '' : `<link rel="canonical" href="${canonical(path)}">`}
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header class="hide-in-print"><nav aria-label="Menu"><ul>${menu.join('')}</ul></nav></header>
<main id="main" tabindex="-1"><h1>${title}</h1>${words(up)}</main>
<footer><p>${NOTICE}</p></footer>
</body>
</html>
`;
}

const canonical = (path) => BASE + path.replace(/(^|\/)index\.html$/, '$1');

const entry = (path) =>
  `<entry><title>${path}</title><id>${canonical(path)}</id><link href="${canonical(path)}"/><updated>2026-11-20T00:00:00Z</updated></entry>`;

const feed = (path) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>${BASE}${path}</id>
<link rel="self" href="${BASE}${path}"/><updated>2026-11-20T00:00:00Z</updated><author><name>N</name></author>
${entry('index.html')}${entry('about/index.html')}</feed>
`;

/** Writes the site into `folder`. */
export function soundSite(folder) {
  const put = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, title, words] of PAGES) put(path, page(path, title, words));
  const listed = PAGES.filter(([path]) => path !== '404.html').map(([path]) => `<url><loc>${canonical(path)}</loc></url>`);
  put('sitemap.xml', `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${listed.join('')}</urlset>`);
  put('feed.xml', feed('feed.xml'));
  put('trusts/a/feed.xml', feed('trusts/a/feed.xml'));
  put('catalogue.json', JSON.stringify({ schema: 1, files: [{ url: `${BASE}dot.png`, sha256: hash(DOT), size: DOT.length }] }));
  put('robots.txt', `User-agent: *\nSitemap: ${BASE}sitemap.xml\n`);
  put('_headers', `/*\n  Content-Security-Policy: ${POLICY}; frame-ancestors 'none'\n`);
  put('.nojekyll', '');
  put('style.css', STYLE);
  put('filter.js', FILTER);
  put('dot.png', DOT);
}

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
