// Makes query sets of the development set's classes from the corpus, seeded, in two parts: tune.jsonl and unseen.jsonl.
// Usage: node generate.mjs corpus.jsonl synonyms.json OUT [seed]
import { readFileSync, writeFileSync } from "node:fs";
const [corpus, synonyms, out, seedText = "7"] = process.argv.slice(2);
const docs = readFileSync(corpus, "utf8").trim().split("\n").map(line => JSON.parse(line)), groups = JSON.parse(readFileSync(synonyms, "utf8"));
let state = Number(seedText) >>> 0;
const random = () => { state = state + 0x6d2b79f5 | 0; let t = Math.imul(state ^ state >>> 15, 1 | state); t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t; return ((t ^ t >>> 14) >>> 0) / 4294967296; };
const pick = list => list[Math.floor(random() * list.length)], letters = "abcdefghijklmnopqrstuvwxyz";
const words = text => text.toLowerCase().replace(/['’]/g, "").match(/[a-z0-9]+/g) ?? [];
const procs = new Map(), trusts = new Map(), sites = new Map();
for (const doc of docs) if (doc.proc && !procs.has(doc.procedure.toLowerCase())) procs.set(doc.procedure.toLowerCase(), { id: doc.proc, label: doc.procedure });
for (const { group, lay } of groups) { const proc = procs.get(group[0]); if (proc) Object.assign(proc, { names: group, lay }); else { const doc = docs.find(d => d.trust.toLowerCase() === group[0]); if (doc) trusts.set(doc.tid, group); } }
for (const doc of docs) { const found = doc.type === "Trust home" && /Main sites: ([^.]+)\./.exec(doc.sections[0].t); if (found) sites.set(doc.tid, found[1].split(", ")); }
const list = [...procs.values()].filter(proc => proc.names), abbr = name => /^[a-z-]{2,6}$/.test(name) && !list.some(p => p.names[0] === name) && name.length <= 5;
const has = test => Object.fromEntries(docs.filter(test).map(doc => [doc.id, 2]));
const ofProc = (...ids) => has(doc => ids.includes(doc.proc)), at = (id, tid) => has(doc => doc.proc === id && doc.tid === tid);
const withWord = word => list.filter(proc => [...proc.names, ...proc.lay].some(name => words(name).includes(word))).map(proc => proc.id);
const withPrefix = prefix => list.filter(proc => proc.names.some(name => words(name).some(word => word.startsWith(prefix)))).map(proc => proc.id);
const short = proc => words(proc.label).filter(word => !/^(insertion|administration|placement|and|of|the)$/.test(word));
const queries = [], seen = new Set();
const add = (cls, q, rel) => { if (q && Object.keys(rel).length && !seen.has(q.toLowerCase())) { seen.add(q.toLowerCase()); queries.push({ q, class: cls, rel }); } };
const many = (n, make) => { for (let i = 0; i < n; i++) make(); };
const trustOf = () => pick([...trusts.keys()]), nick = tid => pick(trusts.get(tid).slice(1));
many(80, () => { const doc = pick(docs); add("title_exact", doc.title, has(d => d.title === doc.title)); });
for (const proc of list) {
  add("topical", short(proc).slice(0, 3).join(" "), ofProc(...list.filter(p => p.names.some(n => short(proc).slice(0, 3).every(w => words(n).includes(w)))).map(p => p.id), proc.id));
  for (const name of proc.names.slice(1)) {
    const same = list.filter(p => p.names.includes(name)).map(p => p.id);
    if (abbr(name)) { add("abbreviation", name.toUpperCase(), ofProc(...same)); const tid = trustOf(); add("abbreviation_trust", `${nick(tid)} ${name.toUpperCase()}`, has(d => same.includes(d.proc) && d.tid === tid)); }
    else { add("synonym", name, ofProc(...same)); if (random() < .5) { const tid = trustOf(); add("synonym_trust", random() < .5 ? `${nick(tid)} ${name}` : `${name} ${nick(tid)}`, has(d => same.includes(d.proc) && d.tid === tid)); } }
  }
  for (const name of proc.lay) add("lay_term", name, ofProc(proc.id));
}
const edit = { sub1: w => { const i = 1 + Math.floor(random() * (w.length - 1)); return w.slice(0, i) + pick(letters) + w.slice(i + 1); }, missing: w => { const i = 1 + Math.floor(random() * (w.length - 1)); return w.slice(0, i) + w.slice(i + 1); },
  transpose: w => { const i = Math.floor(random() * (w.length - 1)); return w.slice(0, i) + w[i + 1] + w[i] + w.slice(i + 2); }, insert: w => { const i = 1 + Math.floor(random() * w.length); return w.slice(0, i) + pick(letters) + w.slice(i); } };
for (const kind of ["sub1", "missing", "transpose", "insert", "two"]) many(50, () => {
  const proc = pick(list), name = pick(proc.names.filter(n => !abbr(n))), all = words(name), long = all.map((w, i) => [w, i]).filter(([w]) => w.length >= 7 && !/insertion|placement|procedure|administration/.test(w));
  if (!long.length) return;
  const [word, place] = pick(long), next = all[place + 1], two = next && !/insertion|placement/.test(next) && random() < .5;
  const wrong = kind === "two" ? pick(Object.values(edit))(pick(Object.values(edit))(word)) : edit[kind](word);
  if (wrong !== word) add("typo_" + kind, two ? `${wrong} ${next}` : wrong, ofProc(...(two ? list.filter(p => p.names.some(n => { const w = words(n); return w.some((x, i) => x === word && w[i + 1] === next); })).map(p => p.id) : withWord(word))));
});
many(70, () => { const proc = pick(list), word = pick(words(pick(proc.names)).filter(w => w.length >= 8)) ; if (!word) return; const cut = word.slice(0, 5 + Math.floor(random() * (word.length - 6))); if (/^(inser|place|proce|admin)/.test(cut)) return; add("prefix", cut, ofProc(...withPrefix(cut))); });
many(40, () => { const proc = pick(list), all = short(proc), tid = trustOf(); if (all[0].length < 5) return; const q = all.length > 1 && random() < .5 ? all[0] + " " + all[1].slice(0, 2) : all[0].slice(0, 5); const ids = list.filter(p => p.names.some(n => (" " + words(n).join(" ")).includes(" " + q))).map(p => p.id); add("prefix_trust", `${nick(tid)} ${q}`, has(d => d.tid === tid && ids.includes(d.proc))); });
const plural = w => /(s|x|ch|sh)$/.test(w) ? w + "es" : /[^aeiou]y$/.test(w) ? w.slice(0, -1) + "ies" : w + "s";
for (const proc of list) {
  const all = short(proc), last = all.at(-1);
  if (/^(drain|catheter|line|tube|biopsy|puncture|block|wire|injection|pacemaker|lesion|device|laser)$/.test(last) || random() < .3) add("stem", [...all.slice(0, -1), plural(last)].join(" "), ofProc(proc.id));
  const full = words(proc.label), noun = full.at(-1), verb = { insertion: "inserting", administration: "giving", aspiration: "aspirating", biopsy: "biopsies of", change: "changing", repair: "repairing", extraction: "extracting", excision: "excising", implantation: "implanting", catheterisation: "catheterising" }[noun];
  if (verb && full.length > 1) add("stem", `${verb} ${full.slice(0, -1).join(" ")}`, ofProc(proc.id));
}
many(140, () => { const doc = pick(docs.filter(d => d.proc && d.tid)), proc = list.find(p => p.id === doc.proc), name = short(proc).join(" "); add("trust_procedure", random() < .5 ? `${nick(doc.tid)} ${name}` : `${name} ${nick(doc.tid)}`, at(doc.proc, doc.tid)); });
many(70, () => { const doc = pick(docs.filter(d => d.proc && d.tid)), proc = list.find(p => p.id === doc.proc), name = random() < .5 ? short(proc).join(" ") : pick(proc.names), site = pick(sites.get(doc.tid)).toLowerCase(); const same = list.filter(p => p.names.includes(name)).map(p => p.id); add("site_procedure", `${site} ${name}`, has(d => d.tid === doc.tid && (d.proc === doc.proc || same.includes(d.proc)))); });
const streams = new Map(docs.map(doc => [doc, " " + words([doc.title, ...doc.sections.flatMap(s => [s.h, s.t]), ...doc.attach.flatMap(a => [a.name, a.text])].join(" ")).join(" ") + " "]));
many(130, () => { const doc = pick(docs.filter(d => d.proc)), text = words(doc.sections.map(s => s.t).join(" ")), n = 5 + Math.floor(random() * 4), i = Math.floor(random() * (text.length - n)), q = text.slice(i, i + n).join(" "); if (i < 0) return; const rel = Object.fromEntries([...streams].filter(([, s]) => s.includes(" " + q + " ")).map(([d]) => [d.id, 2])); if (Object.keys(rel).length <= 3) add("body_phrase", q, rel); });
const frequency = new Map(); for (const doc of docs) for (const word of new Set(doc.attach.flatMap(a => words(a.text)))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
const withFile = docs.filter(d => d.attach.length);
many(30, () => { const doc = pick(withFile), code = /Form reference (\S+)/.exec(doc.attach[0].text)?.[1]; if (code) add("attachment", code.toLowerCase(), has(d => d.attach.some(a => a.text.includes(code)))); });
many(20, () => { const doc = pick(withFile), code = /Form (LSP-\S+)/.exec(doc.attach[0].text)?.[1]; if (code) add("attachment", code, has(d => d.attach.some(a => a.text.includes(code)))); });
many(40, () => { const doc = pick(withFile), kit = /Return the ([\w -]+) to/.exec(doc.attach[0].text)?.[1]; if (kit) add("attachment", `${nick(doc.tid)} ${kit}`, has(d => d.tid === doc.tid && d.attach.some(a => a.text.includes(kit)))); });
many(40, () => { const doc = pick(withFile), who = /issued by (\w+ \w+)/.exec(doc.attach[0].text)?.[1]; if (who) add("attachment", `${doc.attach[0].text.split("\n")[0]} ${who}`.toLowerCase(), has(d => d.attach.some(a => a.text.includes(who) && a.text.split("\n")[0] === doc.attach[0].text.split("\n")[0]))); });
const overviews = docs.filter(d => d.type === "Overview" && d.proc), ask = ["when do I", "what about", "how do you", "who should", "why", "do we need to", "", ""];
for (const doc of overviews) {
  const steps = doc.sections.find(s => s.h === "Key safety steps")?.t.split(". ") ?? [], kit = doc.sections.find(s => s.h === "Equipment")?.t.replace(/^[^:]*: /, "").split(", ") ?? [], harm = doc.sections.find(s => s.h === "Complications")?.t.replace(/^[^:]*: /, "").split(", ") ?? [];
  const proc = list.find(p => p.id === doc.proc), name = random() < .5 ? short(proc).join(" ") : pick(proc.names.filter(n => !abbr(n)));
  const step = pick(steps)?.toLowerCase().replace(/\.$/, ""); if (step && words(step).length > 2) add("natural", `${pick(ask)} ${step}`.trim(), has(d => streams.get(d).includes(" " + words(step).join(" ") + " ") || d.proc === doc.proc));
  const risk = pick(harm)?.replace(/\.$/, ""); if (risk) add("natural", `${pick(["risk of", "how common is", "what to do about", "how to prevent"])} ${risk} ${pick(["after", "during", "when doing", "in"])} ${name}`, ofProc(doc.proc));
  const thing = pick(kit)?.replace(/\.$/, ""); if (thing) add("natural", `${pick(["which", "what size", "where do we keep the", "do I need a"])} ${thing} ${pick(["for", "in", "to start"])} ${name}`, ofProc(doc.proc));
}
for (const proc of list) if (random() < .5) add("type_intent", `${proc.label.toLowerCase()} speaker notes`, has(d => d.proc === proc.id && d.type === "Speaker notes"));
for (const doc of docs.filter(d => d.type === "Guide")) add("type_intent", doc.title.toLowerCase().replace(":", ""), has(d => d.title === doc.title));
const parts = { tune: [], unseen: [] }; for (const query of queries) parts[random() < .5 ? "tune" : "unseen"].push(query);
for (const [name, part] of Object.entries(parts)) { writeFileSync(`${out}/${name}.jsonl`, part.map(q => JSON.stringify(q)).join("\n") + "\n"); console.log(name, part.length); }
