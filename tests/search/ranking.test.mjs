// What is right first in a small network made for it: `SEARCH_INDEX=DIR node --test ranking.test.mjs`, DIR the index of ranking/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { open, payload } from "../../themes/default/scripts/search/engine.js";

const engine = await open(async name => payload(readFileSync(`${process.env.SEARCH_INDEX}/${name}.js`)));
const titles = async query => (await engine.search(query)).hits.map(hit => hit.title);

test("a word that is only begun goes on to the commonest that begins so, not to the rarest", async () => {
  for (const query of ["cardiov", "cardiove"]) assert.match((await titles(query))[0], /cardioversion/i, query);
});
test("the name of a member, however many words it has, narrows and does not outweigh what is looked for", async () => {
  for (const query of ["guys and st thomas puckboard", "puckboard GSTT"]) assert.match((await titles(query))[0], /bronchoscopy/, query);
});
test("a number that a withdrawn document shares with its successor finds both", async () => {
  for (const query of ["BIRCH-TQ-04", "BIRCH TQ 04"]) assert.deepEqual((await titles(query)).slice(0, 2).sort(), ["Tourniquet", "Tourniquet, old form"], query);
});
test("where a form of a word stands in the title, that one tells whether it was typed so", async () => {
  // "tummy" stands nowhere, so that no title is just what was typed.
  assert.match((await titles("tummy catheter"))[0], /Suprapubic catheter/);
  assert.match((await titles("catheterisation"))[0], /catheterisation/);
});
