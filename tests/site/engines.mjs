// The site and its search in the engines beside Chromium's: Gecko (Firefox) and WebKit (Safari). A short set of what
// browser.mjs and search.mjs do at length in Chromium, and the search as browsers of some years ago run it.
//
//   node engines.mjs FOLDER [--engines=firefox,webkit] [--kinds=home,talk] [--pictures=FOLDER]
//
// With --kinds only the pages of these kinds are looked at, not the search. An engine that is not installed is named in a note; without any,
// the exit code is 77: nobody looked.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { go } from './chromium.mjs';
import { ENGINES, installed } from './engines_here.mjs';
import { onePageOfEachKind } from './kinds.mjs';
import { Report } from './report.mjs';
import { SEARCHES } from './searches.mjs';
import { serve } from './serve.mjs';
import { files, folderArgument, ownPath } from './site.mjs';

const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

/** Runs first on every page, and keeps what the page complains about: not every engine tells it to a driver. */
function watch() {
  const heard = (globalThis.complaints = []);
  addEventListener('error', ({ message, target }) => heard.push(message ? `a script failed: ${message}` : `did not load: ${target.src ?? target.href}`), true);
  addEventListener('unhandledrejection', ({ reason }) => heard.push(`a promise failed: ${reason}`));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => heard.push(`the policy's ${effectiveDirective} blocks ${blockedURI}`));
  for (const kind of ['error', 'warn']) console[kind] = (...words) => heard.push(`the console says: ${words.join(' ')}`);
}

/** Takes away what browsers lack that still can read the scripts: Safari 14, Chrome 85, Firefox 79. */
function growOld() {
  // In a folder nothing can be unpacked, as in Safari before 16.4; elsewhere only what has a header, as in Chrome before 103.
  const Usual = globalThis.DecompressionStream;
  if (location.protocol === 'file:') delete globalThis.DecompressionStream;
  else globalThis.DecompressionStream = class {
    constructor(format) {
      if (format === 'deflate-raw') throw new TypeError('unsupported format');
      return new Usual(format);
    }
  };
  for (const name of ['structuredClone', 'scheduler', 'BroadcastChannel', 'Iterator']) delete globalThis[name];
  for (const { prototype } of [Array, String, Object.getPrototypeOf(Uint8Array)]) delete prototype.at;
  for (const name of ['findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with']) delete Array.prototype[name];
  for (const name of ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom']) delete Set.prototype[name];
  for (const [owner, ...names] of [[Array, 'fromAsync'], [Object, 'hasOwn', 'groupBy'], [Map, 'groupBy'], [Promise, 'withResolvers', 'try'], [AbortSignal, 'timeout', 'any'], [String.prototype, 'isWellFormed', 'toWellFormed'], [Element.prototype, 'checkVisibility'], [HTMLFormElement.prototype, 'requestSubmit']]) {
    for (const name of names) delete owner[name];
  }
}

// One of every layout; Chromium sees every kind.
const KINDS = ['home', 'member', 'checklist', 'practice write-up', 'talk', 'event', 'list', 'A to Z', 'procedures', 'procedure', 'reviews', 'search', '404'];
// What does not depend on how old a browser is.
const AGELESS = ['nothing', 'phrases'];
const WINDOW = { height: 900, deviceScaleFactor: 1 };

const wanted = option('engines')?.split(',') ?? Object.keys(ENGINES);
const chosen = wanted.filter((name) => installed().includes(name));
if (chosen.length === 0) {
  console.log(`not installed: ${wanted.join(', ')}`);
  process.exit(77);
}

const folder = folderArgument();
const { found, missing } = onePageOfEachKind(folder);
const seen = found.filter(({ kind }) => option('kinds') || KINDS.includes(kind));
const pictures = option('pictures');
if (pictures) mkdirSync(pictures, { recursive: true });
const report = new Report();
for (const name of wanted) if (!chosen.includes(name)) report.note(name, 'not installed here, so not looked at');
for (const kind of missing) report.fail(kind, 'no page of this kind was found');

const work = mkdtempSync(join(tmpdir(), 'peerpress-engines-'));
try {
  const site = withScript(join(work, 'site'), watch);
  const old = withScript(join(work, 'old'), watch, growOld);
  // Beside each other, since each waits most of the time.
  await Promise.all(chosen.map((name) => engine(name, ENGINES[name].start, site, old).catch((error) => report.fail(name, `gave up: ${error.stack}`))));
} finally {
  rmSync(work, { recursive: true, force: true });
}
report.end();

/** A copy of the site whose pages run these functions before any other script. The site's policy allows its own files. */
function withScript(copy, ...functions) {
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, 'first.js'), functions.map((one) => `(${one})();\n`).join(''));
  for (const path of files(copy).filter((path) => path.endsWith('.html'))) {
    const file = join(copy, path);
    const root = path === '404.html' ? ownPath(folder) : '../'.repeat(path.split('/').length - 1);
    writeFileSync(file, readFileSync(file, 'utf8').replace('</title>', `</title>\n<script src="${root}first.js"></script>`));
  }
  return copy;
}

async function engine(name, start, site, old) {
  const check = async (what, work, page, address, how) => {
    const faults = [];
    try {
      await work(page, address, (good, fault) => good || faults.push(fault), how);
      if (work !== withoutScript) faults.push(...(await page.evaluate(() => globalThis.complaints?.splice(0) ?? ['nobody listened to the page'])));
    } catch (error) {
      faults.push(`could not be made: ${error.message}`);
    }
    report.result(`${name}, ${what}`, faults.map((fault) => fault.replaceAll(pathToFileURL(site).href, '')));
  };
  const places = async (folder, work) => {
    const host = await serve(folder, { prefix: ownPath(folder) });
    await work('over HTTP', host.root);
    report.result(`${name}, over HTTP`, host.sent.filter(({ status }) => status >= 400).map(({ status, url }) => `${status} for ${url}`));
    await host.close();
    await work('from a folder', pathToFileURL(`${folder}/`).href);
  };
  const looks = async (page, place, root, scheme, widths) => {
    for (const width of widths) {
      await page.setViewport({ ...WINDOW, width });
      for (const { kind, path } of seen) {
        // It names its style from the root of the host, and is never opened from a folder.
        if (root.startsWith('file:') && path === '404.html') continue;
        await check(`${kind}, ${place}, ${scheme}, ${width} px`, look, page, root + path, { width, scheme });
        if (pictures) writeFileSync(join(pictures, `${name}-${kind.replace(/\W+/g, '-')}-${place.replaceAll(' ', '-')}-${width}-${scheme}.png`), await page.screenshot());
      }
    }
  };
  await start({ scheme: 'light' }, async (page) => {
    page.setDefaultTimeout(10_000);
    await places(site, async (place, root) => {
      await looks(page, place, root, 'light', root.startsWith('file:') ? [1280] : [360, 1280]);
      await check(`the keyboard, ${place}`, keyboard, page, root);
      if (option('kinds')) return;
      await check(`filters, ${place}`, filters, page, root);
      for (const search of SEARCHES) await check(`${search.name}, ${place}`, search, page, root, root.startsWith('file:'));
    });
    if (option('kinds')) return;
    await places(old, async (place, root) => {
      await check(`filters of an older browser, ${place}`, filters, page, root);
      for (const search of SEARCHES.filter((search) => !AGELESS.includes(search.name))) {
        await check(`${search.name} of an older browser, ${place}`, search, page, root, root.startsWith('file:'));
        if (await page.evaluate(() => !globalThis.peerpressInflate)) report.fail(search.name, 'the browser did not grow old');
      }
    });
  });
  const host = await serve(site, { prefix: ownPath(site) });
  await start({ scheme: 'dark' }, (page) => looks(page, 'over HTTP', host.root, 'dark', [360, 1280]));
  await start({ script: false }, async (page) => {
    for (const { kind, path } of seen) await check(`${kind}, without script`, withoutScript, page, host.root + path);
  });
  await host.close();
}

/** Style and scheme have come, and nothing reaches out of the window. */
async function look(page, address, expect, { width, scheme }) {
  await go(page, address);
  const { sheets, font, back, wide, boxes } = await page.evaluate(() => ({
    sheets: [...document.querySelectorAll('link[rel~="stylesheet"]')].map((link) => link.sheet !== null),
    font: getComputedStyle(document.body).fontFamily,
    back: getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number),
    wide: document.documentElement.scrollWidth,
    // What the browser itself draws into a box, such as the cross that empties it, has the colours of the box's scheme.
    boxes: [...document.querySelectorAll('input[type="search"]')].filter((box) => {
      const style = getComputedStyle(box);
      return style.backgroundColor === 'rgb(255, 255, 255)' && style.colorScheme !== 'light';
    }).length,
  }));
  expect(sheets.length > 0 && sheets.every(Boolean), 'a style sheet did not load');
  expect(/arial/i.test(font), 'the text has the font of a page without style');
  expect(wide <= width, `the page is ${wide} px wide in a window of ${width}`);
  expect(scheme === 'light' || boxes === 0, 'in the dark scheme, a white search box is not said to be light');
  const lightness = (0.2126 * back[0] + 0.7152 * back[1] + 0.0722 * back[2]) / 255;
  expect(scheme === 'dark' ? lightness < 0.25 : lightness > 0.7, `the ${scheme} scheme has a page of lightness ${lightness.toFixed(2)}`);
}

/** The skip link is the first stop of the Tab key and works, and each of the next stops shows that it has focus. */
async function keyboard(page, root, expect) {
  await go(page, `${root}index.html`);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.getAttribute('href') ?? '');
  expect(/^#./.test(first), `the first stop of the Tab key is not the skip link but "${first}"`);
  for (let stop = 0; stop < 12; stop += 1) {
    const hidden = await page.evaluate(() => {
      const node = document.activeElement;
      const style = getComputedStyle(node);
      const shown = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
      return shown ? '' : `${node.tagName.toLowerCase()} "${node.textContent.trim().slice(0, 30)}"`;
    });
    expect(hidden === '', `focus does not show on ${hidden}`);
    await page.keyboard.press('Tab');
  }
  await go(page, `${root}index.html`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate((id) => document.getElementById(id)?.contains(document.activeElement), first.slice(1));
  expect(inside, 'the skip link does not move focus to its target');
}

/** A ticked filter shortens the list at once to what it promised; the address keeps it, for others and for the back button. */
async function filters(page, root, expect) {
  const shown = () => page.$$eval('.results .card', (cards) => cards.filter((card) => card.getClientRects().length > 0).length);
  const ticked = () => page.$$eval('[data-narrow] .facet input', (boxes) => boxes.filter((box) => box.checked).length);
  await page.setViewport({ ...WINDOW, width: 1280 });
  await go(page, `${root}checklists/index.html`);
  const all = await shown();
  const promised = await page.$eval('[data-narrow] .facet .count', (count) => parseInt(/\d+/.exec(count.textContent)[0], 10));
  await page.click('[data-narrow] .facet label');
  const some = await shown();
  expect(some === promised && some > 0 && some < all, `a filter that promises ${promised} of ${all} shows ${some}`);
  const address = await page.evaluate(() => location.href);
  if (root.startsWith('file:')) return;
  await go(page, `${root}about/index.html`);
  await go(page, address);
  expect((await shown()) === some && (await ticked()) === 1, 'a shared address does not show the list as it was');
  await page.click('[data-narrow] .facet label');
  expect((await shown()) === all, 'a filter that is taken away does not lengthen the list');
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('[data-narrow] .facet input:checked').length === 1).catch(() => expect(false, 'the back button does not bring a filter back'));
  expect((await shown()) === some, 'the back button does not bring the list back');
}

/** The words are all there; what needs script says so. */
async function withoutScript(page, address, expect) {
  await go(page, address);
  const words = await page.$eval('main', (main) => main.innerText.trim());
  expect(words.length > 20, 'without script the page says nothing');
  expect(await page.evaluate(() => document.querySelectorAll('[role="combobox"], [data-narrow] input').length === 0), 'a script ran');
  if (address.endsWith('/search/index.html')) expect(words.includes('needs JavaScript'), 'it is not said why nothing happens');
}
