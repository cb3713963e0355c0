// What only a browser can tell. On every page: no complaint in the console, no request to another host, the weight of the
// first view. On one page of every kind: opening it from a folder, reflow, forced colours, the keyboard, dark, print.
// On the lists with filters: the filters, with and without script.
//
//   node browser.mjs FOLDER
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { go, look, openPage, withChromium } from './chromium.mjs';
import { onePageOfEachKind } from './kinds.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { folderArgument, ownPath, pages } from './site.mjs';

const LIMIT = 40_000;
// WCAG 1.4.10: no scrolling in two directions at this width.
const NARROW = 320;

const folder = folderArgument();
const report = new Report();
const site = pages(folder);
const { found, missing } = onePageOfEachKind(folder);
for (const kind of missing) report.fail(kind, 'no page of this kind was found');

await withChromium(async (browser) => {
  const host = await serve(folder, { prefix: ownPath(folder) });
  await firstViews(browser, host);
  for (const { kind, path } of found) {
    const where = `${kind} (${path})`;
    for (const [name, check] of Object.entries({ fromFolder, reflow, dark, forcedColours, keyboard, print, withoutScript })) {
      let faults;
      try {
        faults = await check(browser, host, path);
      } catch (error) {
        faults = [`the check "${name}" could not be made: ${error.message}`];
      }
      report.result(where, faults);
    }
  }
  await filters(browser, host);
  await host.close();
});
report.end();

/** Listens to everything a page complains about or asks for. */
function listen(page, allowed) {
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warn', 'assert'].includes(message.type())) faults.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`a script failed: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(allowed) && !/^(data|blob|about):/.test(request.url())) {
      faults.push(`a request to another place: ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') faults.push(`a request failed: ${request.url()} (${reason})`);
  });
  page.on('dialog', (dialog) => {
    faults.push('a dialog opened');
    dialog.dismiss();
  });
  return faults;
}

async function firstViews(browser, host) {
  const page = await openPage(browser);
  const faults = listen(page, host.origin);
  let heaviest = { bytes: 0 };
  for (const { path, isRedirect } of site) {
    if (isRedirect) continue;
    faults.length = 0;
    host.sent.length = 0;
    const answer = await go(page, host.root + path);
    const bytes = host.sent.reduce((sum, answer) => sum + answer.bytes, 0);
    if (bytes > heaviest.bytes) heaviest = { bytes, path };
    const refused = host.sent.filter((answer) => answer.status >= 400).map((answer) => `${answer.status} for ${answer.url}`);
    if (bytes === 0 || !answer.ok()) refused.push('the page did not come');
    if (bytes > LIMIT) refused.push(`a first view of more than ${LIMIT} bytes: ${bytes}`);
    if (await page.evaluate(() => document.cookie !== '' || localStorage.length > 0)) refused.push('something was stored');
    report.result(path, [...faults, ...refused]);
  }
  if (heaviest.path) report.note(heaviest.path, `the heaviest first view took ${heaviest.bytes} bytes`);
  await page.close();
}

/** On a shared drive there is no server: the same file must show its style, and its links must open. */
async function fromFolder(browser, host, path) {
  const page = await openPage(browser);
  const faults = listen(page, pathToFileURL(`${resolve(folder)}/`).href);
  await go(page, pathToFileURL(resolve(folder, path)).href);
  // The 404 page names its style from the root of the host, so from a folder it may be plain. It is never opened there.
  if (path === '404.html') return (await page.close(), []);
  faults.push(...(await page.evaluate(styleFaults)));
  const next = await page.evaluate(() => {
    const links = [...document.querySelectorAll('header a[href], nav a[href]')];
    return links.map((link) => link.href).find((href) => href.startsWith('file:') && href.split('#')[0] !== location.href);
  });
  if (!next) faults.push('from a folder, no link in the header leads to another file');
  else {
    await go(page, next);
    faults.push(...(await page.evaluate(styleFaults)).map((fault) => `after following a link: ${fault}`));
  }
  await page.close();
  return faults.map((fault) => `from a folder: ${fault.replaceAll(pathToFileURL(resolve(folder)).href, '')}`);
}

/** Runs in the page. */
function styleFaults() {
  const faults = [];
  const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')];
  if (sheets.length === 0) faults.push('the page names no style sheet');
  for (const link of sheets) if (!link.sheet) faults.push('a style sheet did not load');
  if (/times|^serif/i.test(getComputedStyle(document.body).fontFamily)) faults.push('the text has the font of a page without style');
  return faults;
}

async function reflow(browser, host, path) {
  const page = await openPage(browser, { width: NARROW, height: 640 });
  await go(page, host.root + path);
  const wide = await page.evaluate((narrow) => {
    if (document.documentElement.scrollWidth <= narrow) return [];
    const scrolls = (node) => node && node !== document.body && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
    return [...document.body.querySelectorAll('*')]
      .filter((node) => node.getBoundingClientRect().right > narrow + 0.5 && !scrolls(node.parentElement))
      .slice(0, 3)
      .map((node) => `${node.tagName.toLowerCase()}${node.className && `.${node.className}`} reaches ${Math.round(node.getBoundingClientRect().right)}`)
      .concat(`the page is ${document.documentElement.scrollWidth} wide`);
  }, NARROW);
  await page.close();
  return wide.length ? [`scrolls sideways at ${NARROW} px: ${wide.join('; ')}`] : [];
}

/** The dark scheme must be dark, and the light one light; axe then measures the contrasts. */
async function dark(browser, host, path) {
  const page = await openPage(browser);
  const faults = [];
  for (const [scheme, fits] of [['light', (light) => light > 0.7], ['dark', (light) => light < 0.25]]) {
    await look(page, { width: 1280, scheme });
    await go(page, host.root + path);
    const lightness = await page.evaluate(() => {
      const solid = [document.body, document.documentElement]
        .map((node) => getComputedStyle(node).backgroundColor.match(/[\d.]+/g).map(Number))
        .find((parts) => parts[3] !== 0);
      if (!solid) return 1;
      return (0.2126 * solid[0] + 0.7152 * solid[1] + 0.0722 * solid[2]) / 255;
    });
    if (!fits(lightness)) faults.push(`the ${scheme} scheme has a page of lightness ${lightness.toFixed(2)}`);
  }
  await page.close();
  return faults;
}

/** With a reader's own colours, backgrounds vanish: what has focus must still show, by an outline or a border. */
async function forcedColours(browser, host, path) {
  const page = await openPage(browser, { media: [{ name: 'forced-colors', value: 'active' }] });
  await go(page, host.root + path);
  const faults = [];
  if (!(await page.evaluate(() => matchMedia('(forced-colors: active)').matches))) return ['forced colours did not start'];
  // Shown by the keyboard, because focus by script need not match :focus-visible.
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return 'end';
      const style = getComputedStyle(node);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
      return outlined ? undefined : `in forced colours, focus does not show on ${node.tagName.toLowerCase()} "${node.textContent.trim().slice(0, 30)}"`;
    });
    if (fault === 'end') break;
    if (fault) faults.push(fault);
  }
  faults.push(
    ...(await page.evaluate(() => {
      const opted = [...document.body.querySelectorAll('*')].filter(
        (node) => getComputedStyle(node).forcedColorAdjust === 'none' && node.textContent.trim(),
      );
      return opted.slice(0, 3).map((node) => `in forced colours, ${node.tagName.toLowerCase()}.${node.className} keeps its own colours`);
    })),
  );
  await page.close();
  return faults;
}

/** From the address bar with the Tab key alone: skip link first, then everything, each seen, none a trap. */
async function keyboard(browser, host, path) {
  const page = await openPage(browser);
  await go(page, host.root + path);
  const faults = [];
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(() => {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    return {
      href: node.getAttribute?.('href') ?? '',
      text: node.textContent.trim().slice(0, 40),
      seen: box.width > 20 && box.height > 10 && box.top >= 0 && box.left >= 0 && box.left < innerWidth,
      yellow: getComputedStyle(node).backgroundColor,
    };
  });
  if (!/^#./.test(skip.href) || !/skip/i.test(skip.text)) faults.push(`the first stop of the Tab key is "${skip.text}", not a skip link`);
  else {
    if (!skip.seen) faults.push('the skip link does not show when it has focus');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const inside = await page.evaluate((id) => {
      const target = document.getElementById(id);
      if (!target) return false;
      // Inside the target, or behind it where nothing inside can take focus.
      const behind = (node) => (target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
      const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
        (node) => behind(node) && node.checkVisibility(),
      );
      return stops.length === 0 || behind(document.activeElement);
    }, decodeURIComponent(skip.href.slice(1)));
    if (!inside) faults.push('the skip link does not move focus to its target');
  }
  await go(page, host.root + path);
  faults.push(...(await walk(page)));
  await page.close();
  return faults;
}

async function walk(page) {
  const faults = new Set();
  const total = await page.evaluate(() => document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]').length);
  let before = '';
  for (let step = 0; step < Math.min(total + 2, 150); step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return { end: true };
      node.dataset.stop ??= String(document.querySelectorAll('[data-stop]').length);
      const name = `${node.tagName.toLowerCase()} "${(node.textContent.trim() || node.getAttribute('aria-label') || node.id).slice(0, 30)}"`;
      const boxes = [...node.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      if (boxes.length === 0) return { id: node.dataset.stop, fault: `${name} takes focus and cannot be seen` };
      // WCAG 2.4.11: at least some of it must not be behind something else.
      const open = boxes.some((box) =>
        [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].some(([x, y]) => {
          // Of something larger than the window, the part in view counts.
          const between = (from, to, share) => from + (to - from) * share;
          const top = document.elementFromPoint(
            between(Math.max(box.left, 0), Math.min(box.right, innerWidth), x),
            between(Math.max(box.top, 0), Math.min(box.bottom, innerHeight), y),
          );
          return top && (top === node || node.contains(top) || top.contains(node) || top.closest('label')?.control === node);
        }),
      );
      if (!open) return { id: node.dataset.stop, fault: `${name} has focus behind something else, or out of view` };
      const style = getComputedStyle(node);
      const shown = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
      return { id: node.dataset.stop, fault: shown ? undefined : `focus does not show on ${name}` };
    });
    if (stop.end) break;
    if (stop.fault) faults.add(stop.fault);
    if (stop.id === before) {
      faults.add('the Tab key does not leave an element');
      break;
    }
    before = stop.id;
  }
  return [...faults];
}

/** Paper: A4, the words of the page, and none of what only a screen can use. */
async function print(browser, host, path) {
  const page = await openPage(browser);
  await go(page, host.root + path);
  const faults = [];
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, format: 'A4', printBackground: false }));
  const source = pdf.toString('latin1');
  const sheets = source.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  if (!source.startsWith('%PDF') || sheets === 0) faults.push('printing gave no page');
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(source) ?? [];
  if (Math.abs(width - 595) > 2 || Math.abs(height - 842) > 2) faults.push(`the paper is ${width} by ${height} points, not A4`);
  await look(page, { width: 718, type: 'print' });
  faults.push(
    ...(await page.evaluate(() => {
      const found = [];
      const seen = (node) => node && node.getClientRects().length > 0 && getComputedStyle(node).visibility === 'visible';
      if (!seen(document.querySelector('h1'))) found.push('the title is not printed');
      for (const node of document.querySelectorAll('header nav, form[role="search"], search form')) {
        if (seen(node)) found.push('the menu or the search box is printed');
      }
      const ink = getComputedStyle(document.body).color.match(/\d+/g).map(Number);
      if (Math.max(...ink.slice(0, 3)) > 90) found.push(`the print is pale: ${getComputedStyle(document.body).color}`);
      if (document.documentElement.scrollWidth > innerWidth) found.push(`the print is wider than its paper (${document.documentElement.scrollWidth} px)`);
      return [...new Set(found)];
    })),
  );
  // Some printers' paper is as wide as a small screen.
  await look(page, { width: 794, type: 'print' });
  if (await page.$$eval('.with-facets .cards, .search-results', (all) => all.some((one) => one.clientWidth > 0 && one.clientWidth < innerWidth / 2))) faults.push('a list is printed in half of the width');
  // A reader whose screen is dark still prints on white paper.
  await look(page, { width: 718, type: 'print', scheme: 'dark' });
  if (await page.evaluate(() => Math.max(...getComputedStyle(document.body).color.match(/\d+/g).slice(0, 3).map(Number)) > 90)) {
    faults.push('printed from a dark screen, the text is pale');
  }
  await page.close();
  return faults;
}

/** The words are all there without script. */
async function withoutScript(browser, host, path) {
  const page = await openPage(browser, { script: false });
  await go(page, host.root + path);
  // Reading a page whose scripts are off needs a world of our own, which the browser still allows us.
  const words = await page.$eval('main', (main) => main.innerText.trim().length);
  await page.close();
  return words > 20 ? [] : ['without script the page says nothing'];
}

/**
 * Filters. Without script each option is a link to a page that holds what it promises. With script the list gets shorter
 * at once: to as many as the option's count said, each of which the page of the same option lists as well.
 */
async function filters(browser, host) {
  const lists = site.filter((page) => !page.isRedirect && page.elements.some(isFacet));
  if (lists.length === 0) return report.fail('filters', 'no page has filters');
  // Lists are made alike, so the highest of each branch speaks for the rest.
  const branches = new Map();
  for (const { path } of lists) {
    const branch = path.split('/')[0];
    if (!branches.has(branch) || branches.get(branch).split('/').length > path.split('/').length) branches.set(branch, path);
  }
  for (const path of branches.values()) {
    const where = `the filters of ${path}`;
    try {
      report.result(where, await filtersOf(browser, host, path));
    } catch (error) {
      report.fail(where, `the check could not be made: ${error.message}`);
    }
  }
}

function isFacet(element) {
  return element.attrs.some(({ name }) => name === 'data-facet');
}

async function filtersOf(browser, host, path) {
  const faults = [];
  const plain = await openPage(browser, { script: false });
  const lively = await openPage(browser);
  const complaints = listen(lively, host.origin);
  await go(plain, host.root + path);
  const all = await plain.evaluate(listed);
  const options = await plain.evaluate(optionsOf);
  if (options.length === 0) faults.push('without script, no filter is a link');
  // One page of a long list cannot be narrowed in place: the rest of it is elsewhere.
  const complete = await plain.evaluate(() => !document.querySelector('[rel="next"], .pager'));
  // Two of each facet: its first and its last.
  const tried = options.filter((one, at) => one.facet !== options[at - 1]?.facet || one.facet !== options[at + 1]?.facet);
  for (const option of tried) {
    const answer = await go(plain, option.href);
    if (!answer.ok()) {
      faults.push(`without script, "${option.label}" leads to ${answer.status()}`);
      continue;
    }
    const promised = await plain.evaluate(listed);
    if (!complete) continue;

    await go(lively, host.root + path);
    await lively.evaluate(() => (globalThis.sameDocument = true));
    if ((await lively.evaluate(listed)).join() !== all.join()) {
      faults.push('the list with script is not the list without, before any choice');
    }
    const said = await lively.evaluate(status);
    if (!(await lively.evaluate(choose, option))) {
      faults.push(`with script, "${option.label}" is not there to choose`);
      continue;
    }
    await new Promise((done) => setTimeout(done, 250));
    if (!(await lively.evaluate(() => globalThis.sameDocument))) {
      faults.push('with script, a filter loads a new page');
      continue;
    }
    const shown = await lively.evaluate(listed);
    if (shown.length !== option.count) faults.push(`"${option.label}" promises ${option.count} and shows ${shown.length}`);
    const strange = shown.filter((href) => !promised.includes(href));
    if (strange.length > 0) faults.push(`"${option.label}" shows ${strange[0]}, which its own page does not list`);
    if (shown.length < all.length && (await lively.evaluate(status)) === said) {
      faults.push(`the status does not say that "${option.label}" made the list shorter`);
    }
  }
  await plain.close();
  await lively.close();
  return [...new Set([...faults, ...complaints])];
}

// The four below run in the page.

/** The addresses of what is listed: of each item that has a heading of its own. */
function listed() {
  return [...document.querySelectorAll('main li :is(h2, h3, h4, h5) a[href]')]
    .filter((link) => link.getClientRects().length > 0)
    .map((link) => link.href.split('#')[0])
    .sort();
}

function optionsOf() {
  return [...document.querySelectorAll('[data-facet] a[href]')].map((link) => ({
    href: link.href,
    facet: link.closest('[data-facet]').dataset.facet,
    label: link.textContent.trim(),
    count: Number(/\d+/.exec(link.parentElement.querySelector('.count')?.textContent ?? '')?.[0]),
  }));
}

function status() {
  return document.querySelector('main [role="status"]')?.textContent.trim() ?? '';
}

/** The script may have made a tick box or a button of the link. */
function choose({ facet, label }) {
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  const box = [...document.querySelectorAll('[data-facet]')].find((one) => one.dataset.facet === facet);
  const option = [...(box?.querySelectorAll('label, button, a[href]') ?? [])].find((one) => {
    const words = one.textContent.trim();
    return words === label || words.replace(/\s*\(?\d+\)?$/, '') === label;
  });
  if (!option || option.getClientRects().length === 0) return false;
  option.click();
  return true;
}
