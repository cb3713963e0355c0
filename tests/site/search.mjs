// The search in Chromium: over HTTP and from a folder, with the keyboard, a shared address, the back button, mistakes, a phone.
// The words are those of the demonstration network.
//
//   node search.mjs FOLDER [FOLDER FOR PICTURES]
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { go, look, openPage, withChromium } from './chromium.mjs';
import { Report } from './report.mjs';
import { SEARCHES, open, titles, waitFor } from './searches.mjs';
import { serve } from './serve.mjs';
import { folderArgument, ownPath } from './site.mjs';
import { require } from './tools.mjs';

const axe = require('axe-core');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const folder = folderArgument();
const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });
const report = new Report();

await withChromium(async (browser) => {
  const host = await serve(folder, { prefix: ownPath(folder) });
  for (const [name, root] of [['over HTTP', host.root], ['from a folder', pathToFileURL(`${resolve(folder)}/`).href]]) {
    for (const check of SEARCHES) {
      const page = await openPage(browser);
      page.setDefaultTimeout(10_000);
      const faults = listen(page);
      try {
        await check(page, root, (good, fault) => good || faults.push(fault), root.startsWith('file:'));
      } catch (error) {
        faults.push(`could not be made: ${error.message}`);
      }
      report.result(`${check.name}, ${name}`, faults);
      await page.close();
    }
  }
  report.result('without script', await withoutScript(browser, host));
  report.result('what a screen reader is told', await screenReader(browser, host));
  report.result('without a network', await offline(browser, host));
  report.result('with a file that is missing', await broken(browser, host, (request) => request.respond({ status: 404 })));
  report.result('with a file that is cut off', await broken(browser, host, (request, bytes) => request.respond({ body: bytes.subarray(0, bytes.length >> 1) })));
  // The aim is 120 ms at a quarter of the speed; a machine that has other work gets twice that.
  report.result('on a processor a quarter as fast', await slow(browser, host, 4, 240));
  report.result('on a processor a sixth as fast', await slow(browser, host, 6, 360));
  await sights(browser, host);
  await host.close();
});
report.end();

/** Everything a page complains about. */
function listen(page) {
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warn', 'assert'].includes(message.type())) faults.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`a script failed: ${error.message}`));
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`a request failed: ${request.url()}`);
  });
  return faults;
}

async function withoutScript(browser, host) {
  const page = await openPage(browser, { script: false });
  await open(page, host.root, '?q=chest');
  const faults = [];
  const text = await page.$eval('main', (one) => one.innerText);
  if (!/needs JavaScript/.test(text)) faults.push('it is not said why nothing happens');
  if (!(await page.$('main a[href*="a-to-z"]'))) faults.push('there is no way to the A to Z');
  await page.close();
  return faults;
}

/** The accessibility tree of the box while somebody types, and of the page of results. */
async function screenReader(browser, host) {
  const page = await openPage(browser), faults = [];
  await go(page, `${host.root}checklists/index.html`);
  await page.type('header input[type=search]', 'chest dr', { delay: 20 });
  await page.waitForSelector('.search-suggestion');
  await page.keyboard.press('ArrowDown');
  const flat = (node) => [node, ...(node.children ?? []).flatMap(flat)];
  const nodes = async () => flat(await page.accessibility.snapshot({ interestingOnly: false }));
  let tree = await nodes();
  const box = tree.find((node) => node.role === 'combobox');
  if (!box?.name || !box.expanded || !box.focused) faults.push(`the box is ${JSON.stringify({ ...box, children: undefined })}`);
  const options = tree.filter((node) => node.role === 'option');
  if (!options.length || options.some((node) => !node.name)) faults.push(`suggestions are ${JSON.stringify(options.map((node) => node.name))}`);
  if (options.filter((node) => node.selected).length !== 1) faults.push('not one suggestion is selected');
  if (!tree.some((node) => node.role === 'listbox' && node.name)) faults.push('the list has no name');
  await open(page, host.root, '?q=chest+drian');
  await waitFor(page, 'drian');
  tree = await nodes();
  const has = (role, name) => tree.some((node) => node.role === role && name.test(node.name ?? ''));
  if (!has('status', /./) && !tree.some((node) => node.role === 'status' && flat(node).some((one) => /results? for/.test(one.name ?? '')))) faults.push('the number of results is not a status');
  if (!has('list', /^Results$/)) faults.push('the list of results has no name');
  if (!(await page.title()).startsWith('chest drian – ')) faults.push(`the page is called ${await page.title()}`);
  if (!has('heading', /chest drain/i)) faults.push('results are no headings');
  if (!has('button', /exactly drian/)) faults.push('the correction is no button');
  await page.close();
  return faults;
}

/** What was read already answers when the network goes; what is missing is said, and asked for again when it is back. */
async function offline(browser, host) {
  const page = await openPage(browser), faults = [];
  const waitForStatus = (words) => page.waitForFunction((words) => new RegExp(words).test(document.querySelector('[data-search-status]').textContent), {}, words);
  const ask = async (words) => {
    await page.click('[data-search] input[type=search]', { clickCount: 3 });
    await page.type('[data-search] input[type=search]', words);
    await waitForStatus(`“${words}”|could not be loaded`);
  };
  await open(page, host.root, '?q=chest+drain');
  await waitFor(page, 'chest drain');
  await ask('lumbar puncture');
  await page.setOfflineMode(true);
  await ask('chest drain');
  if (!/chest drain/i.test((await titles(page))[0] ?? '')) faults.push('what was read already is not found again');
  if (await page.$('.search-problem')) faults.push('a fault is told though nothing is missing');
  await ask('zopiclone warfarin');
  if (!(await page.$('.search-problem'))) faults.push('it is not said that a part could not be read');
  const text = await page.$eval('main', (one) => one.innerText);
  if (/nothing found|not found anywhere/i.test(text)) faults.push('what could not be looked for is called not there');
  await page.setOfflineMode(false);
  await waitForStatus('“zopiclone warfarin”').catch(() => faults.push('it is not asked again when the network is back'));
  await ask('guidewire');
  if ((await titles(page)).length === 0) faults.push('nothing is found when the network is back');
  await page.close();
  return faults;
}

/** One file of texts and one of the dictionary do not arrive whole: that is said, and the rest answers. */
async function broken(browser, host, answer) {
  const page = await openPage(browser), faults = [];
  const spoilt = new Set();
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    const [, name] = /search-index\/([ct])-[^/]*\.js/.exec(request.url()) ?? [];
    // The first of each kind, and again whenever it is asked for again.
    const isSpoilt = name && (spoilt.has(request.url()) || ![...spoilt].some((url) => url.includes(`/${name}-`)));
    if (!isSpoilt) return request.continue();
    spoilt.add(request.url());
    return answer(request, Buffer.from(await (await fetch(request.url())).arrayBuffer()));
  });
  await open(page, host.root, '?q=guidewire+chest+drain+checklist');
  await waitFor(page, 'guidewire');
  await page.waitForSelector('.search-problem').catch(() => faults.push('it is not said that a part could not be read'));
  if (spoilt.size < 2) faults.push(`only ${[...spoilt]} was asked for`);
  if ((await titles(page)).length === 0) faults.push('the rest does not answer');
  await page.close();
  return faults;
}

/** From a pause in typing to the results, on a slow processor; questions that were not asked before. `most` milliseconds, 95th percentile. */
async function slow(browser, host, times, most) {
  const page = await openPage(browser), faults = [];
  await open(page, host.root, '?q=chest+drain');
  await waitFor(page, 'chest drain');
  await page.control.send('Emulation.setCPUThrottlingRate', { rate: times });
  const taken = [], questions = ['lumbar puncture', 'central line', 'guidewire', 'time out', 'tracheostmy', 'consent form', 'swab count', 'epidural catheter', 'sedation', 'handover'];
  // The first time round brings everything into memory; the others are measured.
  for (const question of [...questions, ...questions, ...questions]) {
    taken.push(await page.evaluate(async (question) => {
      const input = document.querySelector('[data-search] input[type=search]'), status = document.querySelector('[data-search-status]');
      input.value = question;
      const start = performance.now();
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const blocked = performance.now() - start;
      await new Promise((done) => {
        const look = () => (status.textContent.includes(`“${question}”`) ? done() : setTimeout(look));
        look();
      });
      // The script itself waits 120 ms for the next letter.
      return { answer: performance.now() - start - 120, blocked };
    }, question));
  }
  const warm = taken.slice(questions.length).map((one) => one.answer).sort((a, b) => a - b);
  const worst = warm[Math.floor(warm.length * 0.95)], blocked = taken.map((one) => one.blocked).sort((a, b) => a - b)[Math.floor(taken.length * 0.95)];
  const held = await heldUp(page, questions);
  console.log(`    at 1/${times} of the speed: ${warm[Math.floor(warm.length / 2)].toFixed(0)} ms in the middle, ${worst.toFixed(0)} ms at the 95th percentile; a letter is held up for ${blocked.toFixed(1)} ms, while results are drawn for ${held.toFixed(0)} ms`);
  if (worst > most) faults.push(`95 % of questions asked again are answered in ${worst.toFixed(0)} ms, not in ${most}`);
  // The aim is 16 ms; how long a key waits for the processor itself depends on what else the machine does.
  if (held > 100) faults.push(`a key that is pressed while the search works waits ${held.toFixed(0)} ms`);
  if (blocked > 16) faults.push(`a letter is held up for ${blocked.toFixed(0)} ms`);
  await page.close();
  return faults;
}

/** Milliseconds that a key waits which is pressed while results are sought and drawn, as the browser reports them: 95th percentile. */
async function heldUp(page, questions) {
  await page.evaluate(() => {
    globalThis.delays = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') globalThis.delays.push(entry.processingStart - entry.startTime);
    }).observe({ type: 'event', durationThreshold: 16 });
  });
  let letters = 0;
  for (const question of questions.slice(0, 4)) {
    await page.click('[data-search] input[type=search]', { clickCount: 3 });
    // Slower than the script waits for the next letter, so that each letter falls into a search that the one before has started.
    await page.type('[data-search] input[type=search]', question, { delay: 150 });
    letters += question.length;
  }
  // What the browser does not report took less than 16 ms in all.
  const delays = await page.evaluate(() => globalThis.delays);
  const all = [...delays, ...new Array(Math.max(0, letters - delays.length)).fill(0)].sort((a, b) => a - b);
  return all[Math.floor(all.length * 0.95)];
}

/** What axe-core sees of states that no page has at first, and that nothing sticks out; pictures where they are asked for. */
async function sights(browser, host) {
  const page = await openPage(browser);
  for (const scheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      for (const [name, address, typed] of [['results', 'search/index.html?q=chest+drian', ''], ['browse', 'search/index.html?q=', ''], ['nothing', 'search/index.html?q=qqqqzzzz', ''], ['suggestions', 'index.html', 'chest'], ['box', 'checklists/index.html', 'cent']]) {
        await look(page, { width, scheme });
        await go(page, host.root + address);
        if (typed) {
          await page.type('input[type=search]', typed);
          await page.waitForSelector('.search-suggestion');
          await page.keyboard.press('ArrowDown');
        } else await page.waitForFunction(() => document.querySelector('[data-search-status]').textContent !== '' && (document.querySelector('[data-search-facets] summary + *, [data-search-facets] .facet') || document.querySelector('[data-search-facets]').parentElement.hidden));
        if (pictures) await page.screenshot({ path: join(pictures, `search-${name}-${width}-${scheme}.png`), fullPage: name !== 'browse' });
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
        const faults = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help} (${node.target.join(' ')})`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) faults.push(`the page is ${wide} px too wide`);
        report.result(`${name}, ${scheme}, ${width} px`, faults);
      }
    }
  }
  await page.close();
}
