// Coordinate search over the ranking's weights. Usage: node tune.mjs ROUNDS QUERIES.jsonl DIR [QUERIES.jsonl DIR]… ; each set counts the same.
import { readFileSync } from "node:fs";
import { open, payload, WEIGHTS } from "../../../themes/default/scripts/search/engine.js";
const [rounds, ...rest] = process.argv.slice(2), sets = [];
for (let i = 0; i < rest.length; i += 2) {
  const ids = new Map(readFileSync(rest[i + 1] + "/../ids.tsv", "utf8").trim().split("\n").map(line => line.split("\t")));
  const files = new Map();
  sets.push({ dir: rest[i + 1], ids, files, queries: readFileSync(rest[i], "utf8").trim().split("\n").map(line => JSON.parse(line)).filter((_, n, all) => all.length < 400 || n % 2) });
}
async function measure(weights) {
  const out = [];
  for (const { dir, ids, files, queries } of sets) {
    const engine = await open(async name => { let bytes = files.get(name); if (!bytes) files.set(name, bytes = payload(readFileSync(`${dir}/${name}.js`))); return bytes; }, weights);
    let first = 0, three = 0;
    for (const query of queries) {
      const good = (await engine.search(query.q)).hits.map(hit => ids.get(hit.url) in query.rel);
      first += good[0] ? 1 : 0; three += good.slice(0, 3).some(Boolean) ? 1 : 0;
    }
    out.push([first / queries.length, three / queries.length]);
  }
  return { out, value: out.reduce((t, [a, b]) => t + a + .6 * b, 0) / out.length };
}
let weights = { ...WEIGHTS }, best = await measure(weights);
console.log("start", best.value.toFixed(4), JSON.stringify(best.out));
const keys = process.env.KEYS?.split(",") ?? Object.keys(weights);
for (let round = 0; round < rounds; round++) for (const key of keys) for (const factor of round ? [.8, 1.25] : [.5, 1.6]) {
  const trial = { ...weights, [key]: weights[key] * factor }, result = await measure(trial);
  if (result.value > best.value + 1e-9) { best = result; weights = trial; console.log(key, trial[key].toFixed(3), best.value.toFixed(4), JSON.stringify(best.out.map(p => p.map(x => +x.toFixed(3))))); }
}
console.log(JSON.stringify(weights));
