// Runs search engines over a query set: first hit right, in the first 3, bytes, requests, serial steps, time, memory.
// Usage: node --expose-gc run.mjs QUERIES.jsonl [--ours DIR]… [--proto DIR FILE] [--code FILE] [--misses] [--classes a,b]
import { readFileSync, statSync } from "node:fs";
import { gzipSync, gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
const args = process.argv.slice(2), queries = [], engines = [];
let shipped = 0, misses = false, classes = null, weights = {}, script = new URL("../../../themes/default/scripts/search/engine.js", import.meta.url).href;
while (args.length) {
  const word = args.shift();
  if (word === "--ours") engines.push(["ours", args.shift()]);
  else if (word === "--proto") engines.push(["proto", args.shift(), args.shift()]);
  else if (word === "--misses") misses = true;
  else if (word === "--classes") classes = new Set(args.shift().split(","));
  // The script as pages load it, engine and interface, in place of the engine's source.
  else if (word === "--code") shipped = gzipSync(readFileSync(args.shift())).length;
  else if (word === "--weights") weights = JSON.parse(args.shift());
  else queries.push(...readFileSync(word, "utf8").trim().split("\n").map(line => JSON.parse(line)));
}
const key = url => url.replace(/^\/|\/$/g, "");
const percentile = (list, p) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))] ?? 0;
async function make([kind, dir, file]) {
  const log = { bytes: 0, requests: 0, steps: 0, turn: -1, clock: 0 };
  const note = size => { log.bytes += size; log.requests++; if (log.turn !== log.clock) { log.turn = log.clock; log.steps++; } };
  // A file arrives one clock tick after it was asked for; ticks that saw a request are the serial steps.
  let waiting = [];
  const arrive = () => new Promise(resolve => { waiting.push(resolve); if (waiting.length === 1) setTimeout(() => { const all = waiting; waiting = []; log.clock++; all.forEach(go => go()); }, log.slow ?? 0); });
  if (kind === "proto") {
    const { open } = await import(pathToFileURL(file).href), code = gzipSync(readFileSync(file)).length;
    const fresh = () => open(async name => { const path = `${dir}/${name}`; note(statSync(path).size); const bytes = readFileSync(path); await arrive(); return new Uint8Array(gunzipSync(bytes)); });
    return { name: "prototype", log, code, fresh: async () => { const e = fresh(); await e.root; return e; }, find: async (e, q) => { const r = await e.search(q); return { ids: r.hits.map(h => h.id), total: r.total }; } };
  }
  const { open, payload } = await import(script), code = shipped || gzipSync(readFileSync(new URL(script))).length;
  const fresh = () => open(async name => { const bytes = readFileSync(`${dir}/${name}.js`); note(bytes.length); await arrive(); return payload(bytes); }, weights);
  return { name: "ours " + dir, log, code, fresh, find: async (e, q) => { const r = await e.search(q); return { ids: r.hits.map(h => h.url), ...r }; } };
}
const right = (found, query) => { const rel = new Set(Object.keys(query.rel).map(id => id)); return found.map(id => rel.has(id) || rel.has(byUrl.get(id))); };
const byUrl = new Map();
for (const [, dir] of engines.filter(e => e[0] === "ours")) {
  try { for (const line of readFileSync(dir + "/../ids.tsv", "utf8").trim().split("\n")) { const [url, id] = line.split("\t"); byUrl.set(url, id); } } catch { /* ids are addresses */ }
}
const chosen = queries.filter(query => !classes || classes.has(query.class)), table = {};
for (const spec of engines) {
  const { name, log, code, fresh, find } = await make(spec), by = {}, cold = [], requests = [], steps = [], returning = [], times = [];
  log.slow = 2;
  for (const query of chosen) {
    Object.assign(log, { bytes: 0, requests: 0, steps: 0, turn: -1 });
    const engine = await fresh();
    const rootSteps = log.steps;
    const { ids, corrected } = await find(engine, query.q);
    cold.push(log.bytes + code); requests.push(log.requests); steps.push(log.steps - rootSteps);
    const good = right(ids, query), row = by[query.class] ??= [0, 0, 0];
    row[0]++; row[1] += good[0] ? 1 : 0; row[2] += good.slice(0, 3).some(Boolean) ? 1 : 0;
    if (misses && !good[0]) console.log(name, "|", query.class, "|", query.q, "|", good.indexOf(true) + 1 || "-", "|", ids.slice(0, 3).join(" "), "| want", Object.keys(query.rel).slice(0, 2).join(" "), corrected?.length ? JSON.stringify(corrected.map(c => [c.from, c.to])) : "");
  }
  log.slow = 0;
  // What the reader holds after all queries, with --expose-gc: on the heap and beside it.
  // What was used before goes in the end only when nothing is under way.
  const held = async () => { for (let i = 0; i < 3; i++) { globalThis.gc?.(); await new Promise(go => setTimeout(go, 100)); } const { heapUsed, arrayBuffers } = process.memoryUsage(); return (heapUsed + arrayBuffers) / 1e6; };
  const before = await held(), warm = await fresh();
  for (const query of chosen) await find(warm, query.q);
  const memory = globalThis.gc ? `; memory MB ${(await held() - before).toFixed(1)}` : "";
  // The reader holds few files at a time, so after all the others a query reads some again; asked once more at once, it reads none.
  const taken = async query => { const start = performance.now(); await find(warm, query.q); return performance.now() - start; };
  for (const query of chosen) { returning.push(await taken(query)); times.push(await taken(query)); }
  const all = Object.values(by).reduce((a, b) => a.map((x, i) => x + b[i]), [0, 0, 0]);
  table[name] = { by, all };
  console.log(`${name}: first ${(all[1] / all[0]).toFixed(3)}, in 3 ${(all[2] / all[0]).toFixed(3)} of ${all[0]}; code ${code}; KB p50 ${(percentile(cold, .5) / 1024).toFixed(1)} p95 ${(percentile(cold, .95) / 1024).toFixed(1)}; requests p50 ${percentile(requests, .5)} p95 ${percentile(requests, .95)} max ${Math.max(...requests)}; steps after root p50 ${percentile(steps, .5)} p95 ${percentile(steps, .95)}; warm ms p50 ${percentile(times, .5).toFixed(2)} p95 ${percentile(times, .95).toFixed(2)} max ${Math.max(...times).toFixed(1)}, after all others p50 ${percentile(returning, .5).toFixed(2)} p95 ${percentile(returning, .95).toFixed(2)}${memory}`);
}
const names = Object.keys(table);
if (names.length) for (const cls of Object.keys(table[names[0]].by)) console.log(cls.padEnd(20), String(table[names[0]].by[cls][0]).padStart(4), ...names.map(name => { const [n, a, b] = table[name].by[cls]; return ` ${(a / n).toFixed(2)} ${(b / n).toFixed(2)}`; }));
