// How long questions take in Chromium on a slow processor, and how long letters are held up meanwhile.
//
//   node chromium.mjs SITE QUERIES.jsonl [TIMES SLOWER] [HOW MANY QUERIES]
//
// SITE is a built site; put a larger index in its search-index/ to measure that. Each question is asked twice and the second time counts.
// answer: milliseconds from the end of a pause in typing to the results. work: processor milliseconds of the page's thread at full speed from
// the question to a page at rest, which other work on the machine hardly changes. held up: milliseconds that a key waits which is pressed
// while the search works, as the browser itself reports them; 0 where all were handled at once.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { go, openPage, withChromium } from '../../site/chromium.mjs';
import { serve } from '../../site/serve.mjs';
import { ownPath } from '../../site/site.mjs';

const [site, file, rate = '4', many = '60'] = process.argv.slice(2);
const all = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line).q);
const step = Math.max(1, Math.floor(all.length / Number(many)));
const questions = all.filter((_, place) => place % step === 0);
const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const say = (what, list) => console.log(`${what.padEnd(8)} p50 ${percentile(list, 0.5).toFixed(0)}, p95 ${percentile(list, 0.95).toFixed(0)}, most ${Math.max(...list).toFixed(0)} ms`);

await withChromium(async (browser) => {
  const host = await serve(site, { prefix: ownPath(site) });
  const page = await openPage(browser);
  await go(page, `${host.root}search/index.html?q=chest+drain`);
  await page.waitForFunction(() => document.querySelector('[data-search-status]').textContent.includes('chest drain'));
  await page.control.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await page.control.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value * 1000;
  const taken = [];
  for (const question of questions) {
    await page.evaluate(ask, question);
    // Another question in between, so that the next one changes the page.
    await page.evaluate(ask, 'x');
    const before = await busy();
    await page.evaluate(ask, question);
    const work = (await busy()) - before;
    await page.evaluate(ask, 'x');
    await page.control.send('Emulation.setCPUThrottlingRate', { rate: Number(rate) });
    const { answer } = await page.evaluate(ask, question);
    await page.control.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    taken.push({ question, work, answer });
  }
  console.log(`At 1/${rate} of the speed, ${questions.length} questions:`);
  say('answer', taken.map((one) => one.answer));
  say('held up', await typing(page));
  console.log('At full speed:');
  say('work', taken.map((one) => one.work));
  const slowest = taken.sort((a, b) => b.work - a.work).slice(0, 5);
  console.log(`most work: ${slowest.map((one) => `${one.question} (${one.work.toFixed(0)})`).join(', ')}`);
  await host.close();
});

/** Types questions letter by letter on a slow processor, each letter into the work that the ones before have started. */
async function typing(page) {
  await page.evaluate(() => {
    globalThis.delays = [];
    const note = (list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') globalThis.delays.push(entry.processingStart - entry.startTime);
    };
    new PerformanceObserver(note).observe({ type: 'event', durationThreshold: 16 });
  });
  await page.control.send('Emulation.setCPUThrottlingRate', { rate: Number(rate) });
  let letters = 0;
  for (const question of questions.slice(0, 12)) {
    await page.click('[data-search] input[type=search]', { clickCount: 3 });
    // Slower than the script waits for the next letter, so that every letter starts a search.
    await page.type('[data-search] input[type=search]', question.slice(0, 14), { delay: 150 });
    letters += Math.min(14, question.length);
  }
  await page.control.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const delays = await page.evaluate(() => globalThis.delays);
  // What the browser does not report took less than 16 ms in all.
  return [...delays, ...new Array(Math.max(0, letters - delays.length)).fill(0)];
}

/** In the page: asks, and waits for the answer and until the page is at rest. */
async function ask(question) {
  const input = document.querySelector('[data-search] input[type=search]');
  const status = document.querySelector('[data-search-status]');
  input.value = question;
  const start = performance.now();
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((done) => {
    const look = () => (status.textContent.includes(`“${question.trim().slice(0, 80)}”`) ? done() : setTimeout(look));
    look();
  });
  // The script itself waits 120 ms for the next letter.
  const answer = performance.now() - start - 120;
  await new Promise((done) => setTimeout(done, 150));
  return { answer };
}
