// What a reader does with the search, the same in every browser: each takes a page, the root of the site, a function that notes a
// fault unless what it is given holds, and whether the site is read from a folder. The words are those of the demonstration network.
import { go } from './chromium.mjs';

export const SEARCHES = [suggestions, results, mistakes, nothing, facets, narrowed, more, readings, phrases];

export const titles = (page) => page.$$eval('.search-title', (all) => all.map((one) => one.textContent));
export const said = (page) => page.$eval('[data-search-status]', (one) => one.textContent);
export const waitFor = (page, words) => page.waitForFunction((words) => document.querySelector('[data-search-status]').textContent.includes(words), {}, words);
// A page knows of its own changes to its address at once, the test's side of a browser a little later.
const address = (page) => page.evaluate(() => location.href);
export const open = (page, root, query) => go(page, `${root}search/index.html${query}`);

async function suggestions(page, root, expect) {
  await go(page, `${root}checklists/index.html`);
  const input = await page.$('header input[type=search]');
  await input.type('chest dr', { delay: 20 });
  await page.waitForSelector('.search-suggestion');
  expect(await page.$eval('input[type=search]', (one) => one.getAttribute('aria-expanded') === 'true'), 'the list is not said to be open');
  await page.keyboard.press('ArrowDown');
  const chosen = await page.$eval('input[type=search]', (one) => document.getElementById(one.getAttribute('aria-activedescendant'))?.textContent);
  expect(/chest drain/i.test(chosen), `the first suggestion is "${chosen}"`);
  await page.keyboard.press('Escape');
  expect(await page.$eval('.search-suggestions', (one) => one.hidden), 'Escape does not close the list');
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  expect(/procedures\/chest-drain/.test(await address(page)), `Enter led to ${await address(page)}`);
  await (await page.$('header input[type=search]')).type('guidewire');
  await Promise.all([page.waitForNavigation(), page.click('header .search button')]);
  await waitFor(page, 'guidewire');
  expect((await titles(page)).length > 0, 'the box does not lead to results');
}

async function results(page, root, expect, isFolder) {
  await open(page, root, '?q=chest+drain');
  await waitFor(page, 'chest drain');
  expect(/chest drain/i.test((await titles(page))[0]), `the first result is ${(await titles(page))[0]}`);
  expect(await page.$('.search-best a'), 'the procedure page is not offered');
  expect(await page.$('.search-excerpt mark'), 'nothing is marked');
  expect(await page.$('.search-downloads a[href$=".docx"]'), 'no checklist can be taken away at once');
  const addresses = (of) => page.$$eval(of, (all) => all.map((one) => one.getAttribute('href')));
  expect(!(await addresses('.search-title a')).some((one) => one.includes('#')), 'a title leads past the state of its page');
  expect((await addresses('.search-place')).some((one) => one.includes('#')), 'the name of a section does not lead there');
  const broken = await page.$$eval('.search-results a[href]', (all) => all.filter((one) => !one.href.includes('/trusts/') && !one.href.includes('/procedures/') && !one.href.includes('/resources/')).length);
  expect(broken < 10, 'links of results lead elsewhere');
  await page.click('[data-search] input[type=search]');
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.type('[data-search] input[type=search]', 'lumbar puncture');
  await waitFor(page, 'lumbar puncture');
  await page.keyboard.press('Enter');
  await waitFor(page, 'lumbar puncture');
  if (!isFolder) {
    expect((await address(page)).includes('q=lumbar+puncture'), 'the address does not say what is searched');
    await Promise.all([page.waitForNavigation(), page.click('.search-title a')]);
    await page.goBack();
    // Some browsers bring the page back as it was left, others load it again.
    await page.waitForFunction(() => document.querySelector('[data-search] input[type=search]')?.value === 'lumbar puncture').catch(() => expect(false, 'back from a result, the box does not say what is searched'));
    await waitFor(page, 'lumbar puncture');
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector('input[type=search]').value.includes('puncture')).catch(() => expect(false, 'the back button does not go back'));
  }
}

async function mistakes(page, root, expect) {
  await open(page, root, '?q=lumbar+punctrue');
  await waitFor(page, 'punctrue');
  expect(/lumbar puncture/i.test((await titles(page)).join()), 'a mistyped word finds nothing');
  const undo = await page.$$eval('.search-undo', (all) => all.map((one) => one.textContent));
  expect(undo.some((text) => text.includes('punctrue')), `the correction cannot be undone: ${undo}`);
}

async function nothing(page, root, expect) {
  await open(page, root, '?q=qqqqzzzz');
  await waitFor(page, 'Nothing found');
  expect(await page.$eval('[data-search-empty]', (one) => !one.hidden && one.querySelector('a[href*="a-to-z"]') !== null), 'an empty result does not lead on');
}

async function facets(page, root, expect, isFolder) {
  await open(page, root, '');
  await page.click('[data-search-understood] button');
  await waitFor(page, 'pages');
  const all = parseInt(await said(page), 10);
  await page.waitForSelector('[data-search-facets] input');
  // A facet is fetched when it is opened.
  await page.evaluate(() => document.querySelector('[data-search-facets] details:not([open]) summary').click());
  await page.waitForSelector('input[data-value^="Member"]');
  await page.click('input[data-value="KindChecklist"]');
  await waitFor(page, 'results');
  const checklists = parseInt(await said(page), 10);
  expect(checklists > 0 && checklists < all, `${checklists} of ${all} are checklists`);
  await page.waitForFunction(() => document.activeElement.dataset.value === 'KindChecklist').catch(() => expect(false, 'the box that was ticked loses focus'));
  if (isFolder) return;
  expect((await address(page)).includes('f.Kind=Checklist'), 'the address does not say what is chosen');
  await go(page, await address(page));
  await waitFor(page, 'results');
  expect(parseInt(await said(page), 10) === checklists, 'a shared address shows something else');
  await page.click('.clear');
  await waitFor(page, 'pages');
}

/** What only the filters hide is not called missing. */
async function narrowed(page, root, expect) {
  await open(page, root, '?q=lumbar+puncture&f.Member=Nobody');
  await waitFor(page, 'Nothing found');
  await page.click('.search-undo');
  await waitFor(page, 'results for').catch(() => expect(false, 'there is no way out of a filter that hides everything'));
  expect(await page.evaluate(() => document.activeElement.matches('[data-search-understood]')), 'whoever used the keyboard has to begin anew');
}

/** More results come behind those that are there, and the keyboard goes on with them. */
async function more(page, root, expect) {
  await open(page, root, '?q=checklist');
  await waitFor(page, 'results for');
  await page.waitForFunction(() => document.querySelectorAll('.search-title').length === 10);
  const before = await titles(page);
  await page.click('[data-search-more]');
  await page.waitForFunction(() => document.querySelectorAll('.search-title').length === 20);
  expect((await titles(page)).slice(0, 10).join() === before.join(), 'what was shown has moved');
  await page.waitForFunction(() => document.activeElement === document.querySelectorAll('.search-title a')[10]).catch(() => expect(false, 'the focus is not on the first new result'));
  // Of a long question fewer than ten may be shown at first; pressed twice at once, too, all come in the end, and each once.
  await open(page, root, '?q=One+person+writes+down+one+thing+to+try+that+day&f.Member=Barts+Health');
  await waitFor(page, 'results for');
  const total = parseInt(await said(page), 10);
  for (let turn = 0; turn < 9 && (await page.$('[data-search-more]')); turn++) {
    const shown = (await titles(page)).length;
    await page.evaluate(() => [1, 2].forEach(() => document.querySelector('[data-search-more]').click()));
    await page.waitForFunction((shown) => document.querySelectorAll('.search-title').length > shown, {}, shown).catch(() => {});
    await page.waitForFunction(() => document.activeElement.matches('.search-title a')).catch(() => {});
  }
  const found = await page.$$eval('.search-title a', (all) => all.map((one) => one.href));
  expect(found.length === total && new Set(found).size === total, `of ${total} results ${new Set(found).size} can be seen`);
}

/** Which reading was chosen is told, and can be taken back. */
async function readings(page, root, expect) {
  await open(page, root, '?q=RSI');
  await waitFor(page, 'RSI');
  const pressed = () => page.$$eval('[data-search-understood] button', (all) => all.map((one) => one.getAttribute('aria-pressed')).join());
  const is = (wanted) => page.waitForFunction((wanted) => [...document.querySelectorAll('[data-search-understood] button')].map((one) => one.getAttribute('aria-pressed')).join() === wanted, {}, wanted);
  expect((await pressed()) === 'false,false', `of two readings is said: ${await pressed()}`);
  await page.click('[data-search-understood] button');
  await is('true,false').catch(() => expect(false, 'it is not told which reading is chosen'));
  await page.click('[data-search-understood] button');
  await is('false,false').catch(() => expect(false, 'a reading cannot be taken back'));
}

async function phrases(page, root, expect) {
  await open(page, root, `?q=${encodeURIComponent('"count the ticks"')}`);
  await waitFor(page, 'count the ticks');
  const found = await titles(page);
  expect(found.length > 0 && found.length < 5, `a quoted phrase finds ${found.length} pages`);
  for (const query of ['((', '"open', '\u0000\u0001', '%00%01', 'x'.repeat(10_000), 'chest drain '.repeat(800), 'the of and', 'الصدر', '😀 👩🏽‍⚕️']) {
    await open(page, root, `?q=${encodeURIComponent(query)}`);
    await page.waitForFunction(() => document.querySelector('[data-search-status]').textContent !== '');
    expect(!(await said(page)).includes('could not be loaded'), `"${query.slice(0, 9)}" breaks the search`);
  }
}
