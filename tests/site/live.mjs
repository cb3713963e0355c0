// `peerpress serve` in Chromium: an edit loads the page again at the place where the reader was, a new stylesheet is taken without that,
// and what there is to mend shows in a panel that can be used without a mouse and goes when it is mended.
//
//   node live.mjs PROGRAM [FOLDER FOR PICTURES]
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { go, look, openPage, withChromium } from './chromium.mjs';
import { Report } from './report.mjs';
import { require } from './tools.mjs';

const axe = require('axe-core');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const program = resolve(process.argv[2]);
const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });
const report = new Report();
const work = mkdtempSync(join(tmpdir(), 'peerpress-live-'));
const content = join(work, 'content');
const theme = join(work, 'theme');
cpSync(fileURLToPath(new URL('../../content', import.meta.url)), content, { recursive: true });
mkdirSync(join(theme, 'styles'), { recursive: true });
writeFileSync(join(theme, 'styles/90-own.css'), 'h1 { letter-spacing: 1px }\n');

const source = join(content, 'pages/checklist-guide.md');
const sound = readFileSync(source, 'utf8');
const server = spawn(program, ['serve', '--port', '0', '--date', '2026-11-20', '--content', content, '--theme', theme]);
const said = [];
const address = await new Promise((found, failed) => {
  server.on('exit', (code) => failed(new Error(`the server ended with ${code}: ${said.join('\n')}`)));
  createInterface({ input: server.stderr }).on('line', (line) => {
    said.push(line);
    const [start] = /^http:\S+/.exec(line) ?? [];
    if (start) found(start);
  });
});
const guide = `${address}checklist-guide/index.html`;

try {
  await withChromium(async (browser) => {
    for (const check of [editKeepsThePlace, styleWithoutLoading, overlay, overlayInEveryDress, hiddenPagesCatchUp]) {
      const page = await openPage(browser, { height: 600 });
      page.setDefaultTimeout(20_000);
      const faults = [];
      page.on('console', (message) => {
        if (['error', 'warn', 'assert'].includes(message.type())) faults.push(`the console says: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`a script failed: ${error.message}`));
      try {
        await go(page, guide);
        await check(page, (good, fault) => good || faults.push(fault));
      } catch (error) {
        faults.push(`could not be made: ${error.message}`);
      }
      await page.close();
      writeFileSync(source, sound);
      report.result(check.name, faults);
    }
  });
} finally {
  server.removeAllListeners('exit');
  server.kill('SIGINT');
  rmSync(work, { recursive: true, force: true });
}
report.end();

function shows(page, words) {
  return page.waitForFunction((words) => document.body.textContent.includes(words), {}, words);
}

/** Runs in the page: what the panel of findings shows; undefined where there is none. */
function panel() {
  const root = document.querySelector('#peerpress-findings')?.shadowRoot;
  const part = (selector) => root?.querySelector(selector);
  return root && {
    open: !part('.panel').hidden,
    badge: part('.badge').hidden ? '' : part('.badge').textContent,
    text: part('.panel').innerText,
    said: part('.said').textContent,
    focus: root.activeElement?.className || root.activeElement?.id,
    high: part('.panel').getBoundingClientRect().height,
  };
}

function untilPanel(page, wanted) {
  return page.waitForFunction(`(${wanted})((${panel})())`);
}

async function editKeepsThePlace(page, expect) {
  await page.evaluate(() => {
    window.notLoadedAgain = true;
    scrollTo(0, 500);
  });
  writeFileSync(source, `${sound}\nWords that were just written.\n`);
  await shows(page, 'Words that were just written.');
  expect(!(await page.evaluate(() => window.notLoadedAgain)), 'the page was not loaded again');
  await page.waitForFunction(() => document.readyState === 'complete');
  const place = await page.evaluate(() => scrollY);
  expect(Math.abs(place - 500) < 2, `the page was at 500 and is at ${place} now`);
  expect((await page.evaluate(() => sessionStorage.length)) === 0, 'something was left in the session');
  // An edit of another page leaves this one alone.
  await page.evaluate(() => (window.notLoadedAgain = true));
  const other = join(content, 'pages/about.md');
  const kept = readFileSync(other, 'utf8');
  writeFileSync(other, `${kept}\nElsewhere.\n`);
  await page.waitForFunction(async () => (await (await fetch('../about/index.html')).text()).includes('Elsewhere.'));
  writeFileSync(other, kept);
  await page.waitForFunction(async () => !(await (await fetch('../about/index.html')).text()).includes('Elsewhere.'));
  expect(await page.evaluate(() => window.notLoadedAgain), 'an edit elsewhere loaded this page again');
}

async function styleWithoutLoading(page, expect) {
  await page.evaluate(() => (window.notLoadedAgain = true));
  for (const wide of ['3px', '5px']) {
    writeFileSync(join(theme, 'styles/90-own.css'), `h1 { letter-spacing: ${wide} }\n`);
    await page.waitForFunction((wide) => getComputedStyle(document.querySelector('h1')).letterSpacing === wide, {}, wide);
    await page.waitForFunction(() => document.querySelectorAll('link[rel~="stylesheet"]').length === 1);
  }
  expect(await page.evaluate(() => window.notLoadedAgain), 'a new stylesheet loaded the page again');
}

async function overlay(page, expect) {
  await page.evaluate(() => (window.notLoadedAgain = true));
  const before = await page.evaluate(() => document.querySelector('main').innerText);
  writeFileSync(source, sound.replace('title:', 'titel:'));
  await untilPanel(page, (panel) => panel?.open && panel.text.includes('titel'));
  const shown = await page.evaluate(panel);
  for (const words of ['pages/checklist-guide.md:2', 'unknown-key', 'title', 'Error']) {
    expect(shown.text.includes(words), `the panel does not say "${words}": ${shown.text}`);
  }
  expect(/\d error/.test(shown.said), 'a screen reader is not told');
  expect(shown.high <= 301, 'the panel takes more than half of the window');
  expect((await page.evaluate(() => document.querySelector('main').innerText)) === before, 'the last sound page did not stay');
  expect(await page.evaluate(() => document.activeElement === document.body), 'the panel took the focus');
  expect(await page.evaluate(() => window.notLoadedAgain), 'a finding loaded the page again');

  // Hidden by the keyboard, it leaves a button, and stays hidden when the page is loaded again.
  await page.evaluate(() => document.querySelector('#peerpress-findings').shadowRoot.querySelector('.hide').focus());
  await page.keyboard.press('Escape');
  await untilPanel(page, (panel) => !panel.open && panel.badge.includes('error') && panel.focus.includes('badge'));
  await page.reload();
  await untilPanel(page, (panel) => panel && !panel.open && panel.badge.includes('error'));
  await page.evaluate(() => document.querySelector('#peerpress-findings').shadowRoot.querySelector('.badge').focus());
  await page.keyboard.press('Enter');
  await untilPanel(page, (panel) => panel.open && panel.focus === 'title');

  // Mended, it goes by itself.
  writeFileSync(source, sound);
  await untilPanel(page, (panel) => !panel.open && panel.badge.includes('error') === false);
}

/** The panel is judged by axe, light, dark and narrow. */
async function overlayInEveryDress(page, expect) {
  writeFileSync(source, sound.replace('title:', 'titel:'));
  await untilPanel(page, (panel) => panel?.open && panel.text.includes('titel'));
  // axe itself tries inline styles, which the policy of the page refuses.
  page.removeAllListeners('console');
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [360, 'light'], [360, 'dark']]) {
    await look(page, { width, height: 600, scheme });
    await page.evaluate(axe.source);
    const found = await page.evaluate((tags) => axe.run({ include: [['#peerpress-findings']] }, { runOnly: tags }), TAGS);
    if (pictures) await page.screenshot({ path: join(pictures, `live-${scheme}-${width}.png`) });
    for (const { id, nodes } of found.violations) expect(false, `axe: ${id} in ${scheme} at ${width}: ${nodes[0].html}`);
    expect(found.passes.length > 3, 'axe looked at nothing');
  }
}

/** A page in the background gives its connection back, and learns of edits when it is seen again. */
async function hiddenPagesCatchUp(page, expect) {
  // Headless pages are always visible, so the page is told that it is not.
  await page.evaluate(() => {
    window.notLoadedAgain = true;
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  writeFileSync(source, `${sound}\nWritten while nobody looked.\n`);
  await page.waitForFunction(async () => (await (await fetch(location.href)).text()).includes('while nobody looked'));
  expect(await page.evaluate(() => window.notLoadedAgain), 'a hidden page was loaded again');
  await page.evaluate(() => {
    delete document.visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await shows(page, 'Written while nobody looked.');
}
