// What is indexed is found: `SEARCH_INDEX=DIR node --test property.test.mjs`.
// Every title, every heading and every line of a checklist, typed as it stands, leads in the first three results to a page that says it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { open, payload, words } from "../../themes/default/scripts/search/engine.js";

const dir = process.env.SEARCH_INDEX, most = Number(process.env.SEARCH_SAMPLE ?? 400);
const engine = await open(async name => payload(readFileSync(`${dir}/${name}.js`)));
const plain = text => words(text, 1e6).map(word => word.text).join(" ");
const says = (hit, wanted) => ` ${plain([hit.title, hit.summary, ...hit.sections.flat(), ...hit.files.flatMap(([name, , parts]) => [name, ...parts.flat()])].join(" . "))} `.includes(` ${wanted} `);

// All pages of the index as their cards show them, in its order. A withdrawn page is found by its title only.
const all = [];
for (let from = 0; from < engine.root.pages; from += 200) all.push(...(await engine.search("", { from, limit: 200 })).hits);
const shown = all.filter(hit => hit.state !== "Withdrawn");

// Up to `most` different texts, evenly over the whole index. Stop words are not indexed, and one word
// alone ("What changed", "Counts") is no text that one could look for: those of headings and lines have two at `least`.
const stop = new Set(engine.root.stopWords.split(" "));
const some = (texts, least) => { const kinds = [...new Set(texts.map(text => text.trim()).filter(text => plain(text).split(" ").filter(word => word && !stop.has(word)).length >= least))], step = Math.max(1, Math.ceil(kinds.length / most)); return kinds.filter((_, i) => i % step === 0); };

async function found(texts, share) {
  const missed = [];
  for (const text of texts) {
    const wanted = plain(text), { hits } = await engine.search(text, { limit: 3 });
    if (!hits.slice(0, 3).some(hit => says(hit, wanted))) missed.push(`${text} -> ${hits.slice(0, 3).map(hit => hit.title).join(" | ")}`);
  }
  assert.ok(texts.length > 5, `only ${texts.length} texts`);
  assert.ok(missed.length <= texts.length * (1 - share), `${missed.length} of ${texts.length} not found:\n${missed.slice(0, 20).join("\n")}`);
  return `${texts.length - missed.length} of ${texts.length}`;
}

test("the index holds as many pages as it says", () => assert.equal(all.length, engine.root.pages));
test("every title finds its page", async t => t.diagnostic(await found(some(all.map(hit => hit.title), 1), 1)));
test("every heading finds a page that has it", async t => t.diagnostic(await found(some(shown.flatMap(hit => hit.sections.map(([heading]) => heading)), 2), .98)));
test("every line of a checklist finds a page that says it", async t => {
  const pages = shown.filter(hit => /^checklist/i.test(hit.kind)).flatMap(hit => hit.sections.flatMap(([, , text]) => text.split("\n")));
  const files = shown.flatMap(hit => hit.files.flatMap(([, , parts]) => parts.flatMap(([, text]) => text.split("\n").filter(line => line.startsWith("[ ]")))));
  t.diagnostic(await found(some([...pages, ...files].filter(line => line.length < 200), 2), Number(process.env.SEARCH_SHARE ?? 1)));
});
