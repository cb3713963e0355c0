// A test that cannot fail is worth nothing. This makes a small sound site, which every check must accept, then copies
// with faults planted in it, each of which the check it was planted for must name.
//
//   node planted.mjs [CHECK…]
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installed } from './engines_here.mjs';
import { Report } from './report.mjs';
import { BASE, KINDS, NOTICE, soundSite } from './sound_site.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'peerpress-planted-'));
const report = new Report();
const kinds = `--kinds=${KINDS.join(',')}`;

const swap = (path, from, to) => ({ path, from, to });
const add = (path, html) => swap(path, '</main>', `${html}</main>`);
const write = (path, content) => ({ path, content });
const remove = (path) => ({ path, gone: true });

// Each fault: what is planted, and what the check must say of it. All of one check stand in one copy, on separate pages
// where one would hide the other.
const CHECKS = {
  html: {
    script: 'vnu.mjs',
    faults: [
      [add('about/index.html', '<p><div>a block in a paragraph</div></p>'), /No .p. element in scope/],
      [add('about/index.html', '<img src="../dot.png">'), /must have an .alt. attribute/],
      [swap('style.css', 'margin: 0;', 'margin: 0; colour: red;'), /colour/],
      [write('dot.svg', '<svg xmlns="http://www.w3.org/2000/svg"><blob/></svg>'), /blob/],
    ],
  },
  formats: {
    script: 'formats.mjs',
    faults: [
      [swap('feed.xml', '<updated>', '<updatd>2026-11-20T00:00:00Z</updatd><updated>'), /updatd/],
      [swap('feed.xml', 'rel="self"', 'rel="alternate"'), /no link with rel="self"/],
      [swap('trusts/a/feed.xml', `<id>${BASE}about/</id>`, `<id>${BASE}</id>`), /two entries have the same id/],
      [swap('trusts/a/feed.xml', `href="${BASE}about/"`, `href="${BASE}abuot/"`), /abuot\/: no such page/],
      [swap('sitemap.xml', '</urlset>', '<url><loc>/about/</loc></url></urlset>'), /sitemap.*loc|pattern/],
      [swap('sitemap.xml', `${BASE}a-to-z/`, `${BASE}a-to-y/`), /a-to-y\/: no such page/],
      [swap('sitemap.xml', `${BASE}glossary/`, `${BASE}glossary/index.html`), /carries index\.html/],
      [swap('catalogue.json', /"sha256":"./, '"sha256":"x'), /its SHA-256 is another/],
      [write('broken.json', '{"a": 1,}'), /not JSON/],
      [swap('index.html', '"@type":', '"type":'), /no @type/],
      [swap('robots.txt', 'sitemap.xml', 'site.xml'), /does not name the sitemap/],
      [remove('.nojekyll'), /GitHub Pages/],
    ],
  },
  links: {
    script: 'links.mjs',
    faults: [
      [add('about/index.html', '<a href="../glosary/index.html">x</a>'), /glosary.*no such file/],
      [add('about/index.html', '<a href="../Glossary/index.html">x</a>'), /Glossary.*no such file/],
      [add('about/index.html', '<a href="../glossary/index.html#nowhere">x</a>'), /no such place on the page/],
      [add('about/index.html', '<a href="#nowhere">x</a>'), /"#nowhere">: no such place/],
      [add('about/index.html', '<a href="../glossary/">x</a>'), /names a folder/],
      [add('about/index.html', '<a href="/glossary/index.html">x</a>'), /starts at the root/],
      [add('about/index.html', '<a href="../../index.html">x</a>'), /leaves the site/],
      [add('about/index.html', `<a href="${BASE}glossary/">x</a>`), /a full address of our own site/],
      [add('about/index.html', '<a href="javascript:alert(1)">x</a>'), /a scheme that no page should use/],
      [add('about/index.html', '<img alt="" src="https://elsewhere.example/x.png">'), /an asset from another host/],
      [add('about/index.html', '<img alt="" src="../dot.png" srcset="../dto.png 2x">'), /dto\.png.*no such file/],
      [swap('glossary/index.html', `href="${BASE}glossary/"`, `href="${BASE}glossary/index.html"`), /canonical address that carries/],
      [swap('style.css', 'margin: 0;', 'margin: 0; background: url(no.png);'), /url\(no\.png\): no such file/],
      [write('lost/index.html', 'copy of about/index.html'), /no chain of links leads here/],
      [swap('404.html', 'href="/sub/ipsn/index.html"', 'href="/index.html"'), /does not start with the path of the base URL/],
    ],
  },
  crawl: {
    script: 'crawl.mjs',
    faults: [
      [add('about/index.html', '<a href="../glosary/index.html">x</a>'), /from the folder:.*glosary/],
      [add('about/index.html', '<a href="../glossary/index.html#nowhere">x</a>'), /under a sub-path:.*#nowhere/],
      [add('about/index.html', '<a href="/about/index.html">x</a>'), /under a sub-path:.*\/about\/index\.html/],
      [swap('style.css', 'margin: 0;', 'margin: 0; background: url(no.png);'), /no\.png/],
    ],
  },
  policy: {
    script: 'policy.mjs',
    more: [NOTICE],
    faults: [
      [add('about/index.html', '<p style="color:red">x</p>'), /an inline style on <p>/],
      [add('about/index.html', '<script>1</script>'), /an inline <script>/],
      [add('about/index.html', '<p onclick="x()">x</p>'), /onclick on <p>/],
      [add('about/index.html', '<style>p{}</style>'), /an inline <style>/],
      [add('about/index.html', '<h1>Two</h1>'), /2 h1 elements/],
      [add('about/index.html', '<iframe src="../index.html"></iframe>'), /<iframe> loads another document/],
      [add('about/index.html', '<script src="https://cdn.example/x.js"></script>'), /fetches from another host/],
      [swap('glossary/index.html', NOTICE, ''), /does not say/],
      [swap('glossary/index.html', "default-src 'none'", "default-src 'none' 'unsafe-inline'"), /the policy has a hole/],
      [swap('glossary/index.html', "default-src 'none'", "default-src 'self'"), /not the policy of _headers/],
      [swap('a-to-z/index.html', /<meta http-equiv="Content-Security-Policy"[^>]*>/, ''), /0 content security policies/],
      [swap('a-to-z/index.html', ' lang="en-GB"', ''), /no lang/],
      [add('search/index.html', '<img alt="" src="../big.png">'), /a first view of more than 40000 bytes/],
      [write('big.png', 'x'.repeat(41_000)), /a first view of more than 40000 bytes/],
    ],
  },
  axe: {
    script: 'axe.mjs',
    more: [kinds],
    faults: [
      [add('index.html', '<p class="pale">hard to read</p>'), /color-contrast.*home \(index\.html\), light/s],
      [add('glossary/index.html', '<img src="../dot.png">'), /image-alt/],
      [add('404.html', '<h4>a step left out</h4>'), /heading-order/],
      [add('404.html', '<input type="text">'), /label/],
      [remove('search/index.html'), /no page of this kind was found/],
      // Pale in the dark scheme only.
      [swap('style.css', '/* dark */', '.dim { color: #444; }'), /color-contrast.*, dark, /s],
    ],
  },
  browser: {
    script: 'browser.mjs',
    more: [kinds],
    faults: [
      [add('about/index.html', '<script src="../throws.js"></script>'), /a script failed: planted/],
      [write('throws.js', 'throw new Error("planted")'), /a script failed: planted/],
      [add('a-to-z/index.html', '<p style="color:red">x</p>'), /the console says: .*inline style/],
      [add('trusts/index.html', '<img alt="" src="../no.png">'), /404 for .*no\.png/],
      [add('trusts/a/index.html', '<img alt="" src="https://elsewhere.example/x.png">'), /(another place|Content Security Policy)/],
      [add('search/index.html', '<img alt="" src="../big.png">'), /a first view of more than 40000 bytes: /],
      [write('big.png', 'x'.repeat(41_000)), /a first view of more than 40000 bytes: /],
      [swap('glossary/index.html', 'href="../style.css"', 'href="/sub/ipsn/style.css"'), /from a folder: the text has the font of a page without style/],
      [add('glossary/index.html', '<p class="wide">wide</p>'), /scrolls sideways at 320 px: p\.wide/],
      [swap('glossary/index.html', '<a class="skip" href="#main">Skip to main content</a>', ''), /not a skip link/],
      [add('search/index.html', '<a class="bare" href="../index.html">x</a>'), /focus does not show on a/],
      [add('search/index.html', '<a class="bare" href="../index.html">x</a>'), /in forced colours, focus does not show on a/],
      [add('search/index.html', '<p><span class="lid"></span><a class="under" href="../index.html">y</a></p>'), /behind something else/],
      [swap('404.html', 'class="hide-in-print"', ''), /the menu or the search box is printed/],
      [swap('404.html', '<body>', '<body class="stays-light">'), /the dark scheme has a page of lightness/],
      [swap('404.html', '<body class="stays-light">', '<body class="stays-light pale-print">'), /the print is pale/],
      [swap('checklists/index.html', '<script src="../filter.js"></script>', ''), /with script, a filter loads a new page/],
      [swap('practice/index.html', 'data-size="major"', 'data-size="minor"'), /"Minor" promises 1 and shows 2/],
      [swap('practice/index.html', 'role="status"', ''), /the console says|a script failed|the status does not say/],
      [swap('talks/index.html', 'minor/index.html" data', 'none/index.html" data'), /without script, "Minor" leads to 404/],
    ],
  },
};

// Made by name only: the step of tests/run that fetches these browsers proves the check as well.
const LATER = {
  engines: {
    script: 'engines.mjs',
    more: ['--kinds=home,search,page,404'],
    faults: [
      [add('about/index.html', '<script src="../throws.js"></script>'), inEach('a script failed: .*planted.*')],
      [write('throws.js', 'throw new Error("planted")'), inEach('a script failed: .*planted.*')],
      [add('about/index.html', '<p style="color:red">x</p>'), inEach("the policy's style-src\\S* blocks inline")],
      [add('index.html', '<img alt="" src="no.png">'), inEach('404 for .*no\\.png')],
      [add('about/index.html', '<p class="wide">wide</p>'), inEach('the page is \\d+ px wide in a window of 360')],
      [swap('404.html', '<body>', '<body class="stays-light">'), inEach('the dark scheme has a page of lightness .*')],
      [swap('index.html', '<a class="skip" href="#main">Skip to main content</a>', ''), inEach('the first stop of the Tab key is not the skip link.*')],
      [swap('index.html', '<li><a', '<li><a class="bare"'), inEach('focus does not show on a "Home"')],
      [swap('search/index.html', /<noscript>.*<\/noscript>/, ''), inEach('it is not said why nothing happens')],
      [add('search/index.html', '<input class="white" type="search" aria-label="x">'), inEach('in the dark scheme, a white search box is not said to be light')],
    ],
  },
};

/** What a check of several browsers says of all that are installed. */
function inEach(words) {
  const found = (output) => installed().every((engine) => new RegExp(`FAILED: ${words}\n(    .*\n)*    ${engine},`).test(output));
  return { test: found, toString: () => `${words} (in ${installed().join(' and ')})` };
}

const LICENCES = [
  ['a licence off the list', { license: 'GPL-3.0-only' }, /not in the list of deny\.toml: GPL-3\.0-only/],
  ['only one half of AND allowed', { license: 'MIT AND GPL-3.0-only' }, /not in the list/],
  ['an exception not named', { license: 'MIT WITH Something' }, /not in the list/],
  ['no licence', { license: null }, /names no licence/],
  ['another source', { source: 'git+https://code.example/x' }, /a place that deny\.toml does not allow/],
  ['a known hole', { version: '1.2.3' }, /RUSTSEC-2026-0001: planted 1\.2\.3/],
];

const wanted = process.argv.slice(2);
const chosen = (name) => wanted.length === 0 || wanted.includes(name);
try {
  const sound = join(work, 'sound');
  soundSite(sound);
  for (const [name, check] of Object.entries(CHECKS)) if (chosen(name)) await prove(name, check, sound);
  for (const [name, check] of Object.entries(LATER)) if (wanted.includes(name)) await prove(name, check, sound);
  if (chosen('licences')) await proveLicences();
} finally {
  rmSync(work, { recursive: true, force: true });
}
report.end();

async function prove(name, { script, more = [], faults }, sound) {
  const good = await run(script, [sound, ...more]);
  report.result(`${name}: the sound site`, good.code === 0 ? [] : [`a sound site was refused:\n${good.output}`]);
  const bad = join(work, name);
  cpSync(sound, bad, { recursive: true });
  for (const [plant] of faults) apply(bad, plant);
  const { code, output } = await run(script, [bad, ...more]);
  report.result(`${name}: its exit code`, code === 1 ? [] : [`the exit code for a site with faults is ${code}\n${output}`]);
  let hidden = false;
  for (const [plant, expected] of faults) {
    const found = expected.test(output);
    hidden ||= !found;
    report.result(`${name}: ${plant.path}`, found ? [] : [`a planted fault was not found: ${expected}`]);
  }
  if (hidden) report.fail(name, `what the check said instead:\n${output}`);
}

async function proveLicences() {
  const deny = join(here, '..', '..', 'deny.toml');
  const database = join(work, 'advisories');
  mkdirSync(join(database, 'crates', 'planted'), { recursive: true });
  writeFileSync(
    join(database, 'crates', 'planted', 'RUSTSEC-2026-0001.md'),
    '```toml\n[advisory]\nid = "RUSTSEC-2026-0001"\npackage = "planted"\n[versions]\npatched = [">= 1.3.0, < 2.0.0", ">= 2.1.0"]\n```\n\n# A planted hole\n',
  );
  const registry = 'registry+https://github.com/rust-lang/crates.io-index';
  const judge = async (fields) => {
    const metadata = join(work, 'metadata.json');
    const planted = { name: 'planted', version: '2.1.4', license: 'MIT OR GPL-3.0-only', source: registry, ...fields };
    writeFileSync(metadata, JSON.stringify({ packages: [planted, { name: 'ours', source: null }] }));
    return run('licences.mjs', ['--metadata', metadata, '--deny', deny, '--advisories', database]);
  };
  const good = await judge({});
  report.result('licences: a sound package', good.code === 0 ? [] : [`a sound package was refused:\n${good.output}`]);
  for (const [name, fields, expected] of LICENCES) {
    const { code, output } = await judge(fields);
    const found = code === 1 && expected.test(output);
    report.result(`licences: ${name}`, found ? [] : [`a planted fault was not found: ${expected}\n${output}`]);
  }
}

function apply(folder, { path, from, to, content, gone }) {
  const file = join(folder, path);
  if (gone) return rmSync(file);
  if (content?.startsWith('copy of ')) return (mkdirSync(dirname(file), { recursive: true }), cpSync(join(folder, content.slice(8)), file));
  if (content !== undefined) return writeFileSync(file, content);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) report.fail(path, `nothing to replace: ${from}`);
  writeFileSync(file, after);
}

function run(script, args) {
  return new Promise((done) => {
    execFile(process.execPath, [join(here, script), ...args], { maxBuffer: 1 << 28, timeout: 600_000 }, (error, stdout, stderr) =>
      done({ code: error ? (error.code ?? -1) : 0, output: stdout + stderr }),
    );
  });
}
