// Tests of the reader without a browser: `SEARCH_INDEX=DIR node --test engine.test.mjs`, DIR the index of the demonstration network.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { open, payload, edits, words, lettersOf, followBit } from "../../themes/default/scripts/search/engine.js";
import { excerpts, facets, suggest } from "../../themes/default/scripts/search/results.js";

const dir = process.env.SEARCH_INDEX, bytes = name => readFileSync(`${dir}/${name}.js`), get = async name => payload(bytes(name));

test("edits counts swaps as one", () => { assert.equal(edits("lmubar", "lumbar", 1), 1); assert.equal(edits("abc", "xyz", 1), 9); });
test("which bit two neighbours share is the same here and in the index", () => {
  const bit = (first, second) => followBit(lettersOf(first), lettersOf(second));
  // The same numbers stand in src/search/occurrences.rs.
  assert.deepEqual([bit("haemorrhage", "tube"), bit("sepsis", "\u0644\u0635\u062f\u0631"), bit("hemorrhages", "tubes")], [64, 32, 64]);
});
test("a piece of a text, typed without quotation marks, finds a page that says it", async t => {
  const engine = await open(get), pages = (await engine.search("", { limit: 400 })).hits.filter(hit => hit.state !== "Withdrawn"), plain = hit => ` ${words([hit.title, hit.summary, ...hit.sections.flatMap(([heading, , text]) => [heading, text]), ...hit.files.flatMap(([name, , parts]) => [name, ...parts.flat()])].join(" . "), 1e6).map(word => word.text).join(" ")} `;
  const missed = [];
  let asked = 0;
  for (const hit of pages) {
    const text = words(hit.sections.map(([, , text]) => text).reduce((a, b) => a.length > b.length ? a : b, "")).map(word => word.text), piece = text.slice(text.length >> 1, (text.length >> 1) + 7).join(" ");
    if (text.length < 20) continue;
    asked++;
    const [first] = (await engine.search(piece)).hits;
    if (!first || !plain(first).includes(` ${piece} `)) missed.push(`${piece} -> ${first?.title}`);
  }
  t.diagnostic(`${asked - missed.length} of ${asked}`);
  assert.ok(asked > 20 && missed.length <= asked * .03, missed.join("\n"));
});
test("bad input is answered", async () => {
  const engine = await open(get);
  for (const query of ["x".repeat(10000), "chest drain ".repeat(900), "\u0000\u0001\u001b", '"unclosed', "the of and", "الصدر", "😀 👩🏽‍⚕️", "(((", "\\", "a", " ", "constructor __proto__", "'; --"]) {
    const found = await engine.search(query);
    assert.ok(Array.isArray(found.hits), query.slice(0, 20));
    await suggest(engine, query);
  }
});
test("a missing and a truncated shard are named, the rest answers", async () => {
  const engine = await open(async name => {
    if (/^c-\d*[05]-/.test(name)) throw new Error("404");
    return /^c-\d*[16]-/.test(name) ? payload(bytes(name).subarray(0, 60)) : get(name);
  });
  const found = await engine.search("chest drain");
  assert.ok(found.problems.length > 0);
  assert.ok(found.hits.length > 0 && found.hits.every(hit => hit.title));
});
test("a missing or truncated part of the dictionary is named, the other words answer", async () => {
  const whole = await open(get), asked = new Set();
  await (await open(async name => { asked.add(name); return get(name); })).search("guidewire");
  const [lost] = [...asked].filter(name => name.startsWith("t-"));
  for (const broken of [() => { throw new Error("404"); }, () => payload(bytes(lost).subarray(0, 80)), () => new Uint8Array(payload(bytes(lost)).subarray(0, 90)), () => new Uint8Array([1, 2, 3])]) {
    const engine = await open(async name => name === lost ? broken() : get(name)), found = await engine.search("guidewire chest drain");
    assert.ok(found.problems.includes(lost), `${found.problems} does not name ${lost}`);
    assert.ok(found.hits.length > 0);
  }
  assert.deepEqual((await whole.search("guidewire")).problems, []);
});
test("no file of another build is read: it has another name, and the reader says what it misses", async () => {
  const other = async name => {
    if (name !== "root") throw new Error("404");
    // The root of a build whose files all differ.
    const root = JSON.parse(inflateRawSync(await get(name))), marks = root.marks.match(/.{5}/g);
    return deflateRawSync(JSON.stringify({ ...root, marks: marks.map(mark => [...mark].reverse().join("")).join("") }));
  };
  const asked = [], engine = await open(async name => name === "root" ? other(name) : (asked.push(name), get(name))), found = await engine.search("chest drain");
  assert.ok(asked.length > 0 && found.problems.length > 0);
  assert.deepEqual(found.hits, []);
});
// Answers with an engine that has nothing yet: its requests and the steps in which they were made. What is asked for meanwhile arrives together: one step.
async function cold(query) {
  let requests = 0, steps = 0, waiting = [];
  const arrive = () => new Promise(go => { waiting.push(go); if (waiting.length === 1) setTimeout(() => { const all = waiting; waiting = []; all.forEach(one => one()); }, 3); });
  const engine = await open(async name => {
    requests++;
    if (name !== "root") { if (!waiting.length) steps++; await arrive(); }
    return get(name);
  });
  return { ...await engine.search(query), requests, steps };
}
test("cold answers need few requests, one after the other only twice", async () => {
  for (const query of ["chest drain", "lumbar punctures checklist", "who counts the guidewires before the drain is closed", "tracheostmy", "tarcheosotmy tube", "what is a LocSSIP"]) {
    const { requests, steps } = await cold(query);
    assert.ok(requests <= 14 && steps <= 2, `${query}: ${requests} requests in ${steps} steps after the root`);
  }
});
test("whatever is asked, no more than 14 files are fetched", async () => {
  const engine = await open(get), plain = text => words(text).map(word => word.text), texts = (await engine.search("", { limit: 400 })).hits.flatMap(hit => [hit.title, hit.summary, ...hit.sections.map(([, , text]) => text.slice(0, 150))]).filter(Boolean);
  const step = Math.ceil(texts.length / 40), asked = texts.filter((_, i) => i % step === 0), mistyped = asked.map(text => plain(text).map(word => word.replace(/^(.)(.)/, "$2$1")).slice(0, 9).join(" "));
  for (const query of [...asked, ...mistyped, "a", "x".repeat(30), "qwzx vbnm lkjh gfds poiu ytre", plain(asked.join(" ")).join(" ")].map(text => text.replace(/["“”]/g, ""))) {
    const { requests, hits, total } = await cold(query);
    assert.ok(requests <= 14, `${query}: ${requests} requests`);
    assert.ok(hits.length >= Math.min(total, 4), `${query}: ${hits.length} of ${total}`);
  }
});
test("a root that is missing, truncated or of another format is refused", async () => {
  for (const root of [() => { throw new Error("404"); }, () => payload(bytes("root").subarray(0, 200)), () => new Uint8Array(payload(bytes("root")).subarray(0, 500))]) await assert.rejects(open(async () => root()));
});
test("a file that failed is asked for again", async () => {
  let fails = true;
  const engine = await open(async name => { if (fails && name !== "root") throw new Error("offline"); return get(name); });
  assert.equal((await engine.search("chest drain")).total, 0);
  fails = false;
  assert.ok((await engine.search("chest drain")).total > 0);
});
test("short words are found in their other forms, two mistakes in a short word too", async () => {
  const engine = await open(get), top = async query => (await engine.search(query)).hits.map(hit => hit.title.toLowerCase()).slice(0, 3).join();
  assert.match(await top("drained chests "), /chest drain/);
  assert.match(await top("trachoestmy "), /tracheostomy/);
});
test("in a sentence a word that stands nowhere does not lead away", async () => {
  const engine = await open(get), first = async query => (await engine.search(query)).hits[0].url;
  const plain = await first("who stands beside the chest drain trolley at night");
  // "plume" is one letter from a word of the network.
  for (const word of ["zebra", "plume", "linen"]) assert.equal(await first(`who stands with a ${word} beside the chest drain trolley at night`), plain, word);
  assert.deepEqual((await engine.search("who brings plates of linen beside the trolley at night")).corrected, []);
  assert.deepEqual((await engine.search("linen ")).corrected, [{ from: "linen", to: "line" }]);
  assert.equal((await engine.search("who stands by with a chset drain trolley at night")).corrected[0].to, "chest");
});
test("suggestions put typing mistakes right while somebody types", async () => {
  const engine = await open(get);
  for (const typed of ["chset dra", "lumbr punc", "tracheostmy", "traecheos"]) {
    const found = (await suggest(engine, typed)).map(one => one.text.toLowerCase());
    const wanted = { c: "chest drain", l: "lumbar puncture", t: "tracheostomy" }[typed[0]];
    assert.ok(found.some(text => text.includes(wanted)), `${typed} suggests ${found}`);
  }
});
test("suggestions go on while the next word is begun", async () => {
  const engine = await open(get);
  for (const typed of ["central l", "lumbe", "lumber punc"]) assert.ok((await suggest(engine, typed)).length > 0, typed);
  assert.deepEqual(await suggest(engine, "c"), []);
});
test("two questions at once do not disturb each other", async () => {
  const engine = await open(get), alone = [];
  for (const query of ["chest drain", "lumbar puncture", "time out"]) alone.push((await engine.search(query)).hits.map(hit => hit.url));
  const together = await Promise.all(["chest drain", "lumbar puncture", "time out"].map(query => engine.search(query)));
  assert.deepEqual(together.map(found => found.hits.map(hit => hit.url)), alone);
});
test("quoted words must stand together", async () => {
  const engine = await open(get), found = await engine.search('"count the ticks"');
  assert.ok(found.hits.length > 0);
  for (const hit of found.hits) assert.match(JSON.stringify(hit).toLowerCase(), /count the ticks/);
});
test("both readings of an ambiguous abbreviation are offered, one can be chosen", async () => {
  const engine = await open(get), found = await engine.search("RSI");
  assert.equal(found.ambiguous[0].readings.length, 2);
  const chosen = await engine.search("RSI", { readings: { rsi: found.ambiguous[0].readings[0].id } });
  assert.ok(chosen.hits.length > 0);
});
test("a correction can be undone", async () => {
  const engine = await open(get), found = await engine.search("tracheostmy ");
  assert.deepEqual(found.corrected, [{ from: "tracheostmy", to: "tracheostomy" }]);
  assert.equal((await engine.search("tracheostmy ", { plain: ["tracheostmy"] })).corrected.length, 0);
});
test("facets narrow and count; without words all pages are found", async () => {
  const engine = await open(get), all = await engine.search("");
  assert.equal(all.total, engine.root.pages);
  const kinds = (await facets(engine, all)).find(one => one.name === "Kind"), notes = kinds.values.find(one => one.value === "Speaker notes");
  assert.equal((await engine.search("", { filters: { Kind: ["Speaker notes"] } })).total, notes.count);
});
test("a value that no page has narrows to nothing", async () => {
  assert.equal((await (await open(get)).search("", { filters: { Member: ["Nobody"] } })).total, 0);
});
test("excerpts mark the words", async () => {
  const engine = await open(get), found = await engine.search("guidewire seen");
  assert.ok(excerpts(found.hits[0], found.marks)[0].parts.length > 1);
});
test("only whole words and names are marked", async () => {
  const engine = await open(get);
  for (const query of ["north mid", "never event", "SI", "theatre", "chest drain"]) {
    const { hits, marks } = await engine.search(query);
    for (const hit of hits) for (const { parts } of excerpts(hit, marks)) for (let i = 1; i < parts.length; i += 2) {
      assert.ok(!/[a-z]$/i.test(parts[i - 1]) && !/^[a-z]/i.test(parts[i + 1]), `${query}: ${parts.slice(i - 1, i + 2).join("|")}`);
    }
  }
});
test("a document is found by the number that is printed on it", async () => {
  const engine = await open(get);
  // Its first part is also what people call the hospital.
  const own = await engine.search("RFL-LS-012");
  assert.equal(own.hits[0].title, "Chest drain insertion");
  assert.deepEqual(own.missing, []);
  // Whoever holds a withdrawn form must learn that it is.
  assert.equal((await engine.search("NMUH-AM-07")).hits[0].state, "Withdrawn");
  assert.deepEqual((await engine.search("UCLH-LS-014")).hits.map(hit => hit.state), ["Current", "Superseded"]);
});
test("what is in force stands before what is overdue", async () => {
  const { hits } = await (await open(get)).search("nasogastric tube royal free"), states = hits.map(hit => hit.state);
  assert.ok(states.indexOf("Current") >= 0 && states.indexOf("Current") < states.indexOf("Review overdue"), `${states}`);
});
test("more results leave those that were shown where they were", async () => {
  const engine = await open(get), urls = async limit => (await engine.search("consent", { limit })).hits.map(hit => hit.url), few = await urls(10), many = await urls(30);
  assert.deepEqual(many.slice(0, few.length), few);
  assert.ok(many.length > few.length && new Set(many).size === many.length);
});
test("one letter finds what begins with it, signs alone find nothing", async () => {
  const engine = await open(get);
  assert.ok((await engine.search("n")).total > 0);
  for (const query of ["?", "😀"]) assert.equal((await engine.search(query)).total, 0);
});
test("a mistyped name can be taken as typed", async () => {
  const engine = await open(get), found = await engine.search("spinel tap");
  assert.equal(found.also.length, 1);
  assert.equal((await engine.search("spinel tap", { plain: ["spinel tap"] })).also.length, 0);
});
test("no text that a site may replace is renamed", () => {
  const source = ["engine", "results", "page"].map(name => readFileSync(new URL(`../../themes/default/scripts/search/${name}.js`, import.meta.url), "utf8")).join("\n");
  const own = [...source.matchAll(/^\/\/ Own properties: (.*)$/gm)].flatMap(([, names]) => names.split(" "));
  const [, texts] = /const WORDS = \{(.*?)\.\.\.JSON/s.exec(source);
  assert.ok(own.length > 20);
  assert.deepEqual(own.filter(name => texts.match(/\w+(?=: ")/g).includes(name)), []);
});
test("shards load as scripts too", () => {
  const table = new Map([...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, i) => i))].map((letter, i) => [letter, i]));
  const text = new TextDecoder("windows-1252").decode(bytes("root"));
  let got;
  new Function("peerpressShard", text)((name, value) => { got = Uint8Array.from(value, letter => table.get(letter)); });
  assert.deepEqual(got, new Uint8Array(payload(bytes("root"))));
});
test("the fallback inflates like the platform", async () => {
  const plain = await open(get), before = await plain.search("chest drain");
  await import("../../themes/default/scripts/search/inflate.js");
  const after = await (await open(get)).search("chest drain");
  delete globalThis.peerpressInflate;
  assert.deepEqual(after.hits.map(hit => hit.url), before.hits.map(hit => hit.url));
});
