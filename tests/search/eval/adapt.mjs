// Turns the development corpus (a line per page) into the index's neutral pages and concepts.
// Usage: node adapt.mjs corpus.jsonl synonyms.json OUT [--sites]
// With --sites a member also has the sites that its home page names, as a network's editors keep them in its front matter.
import { readFileSync, writeFileSync } from "node:fs";
const [corpus, synonyms, out, flag] = process.argv.slice(2);
const docs = readFileSync(corpus, "utf8").trim().split("\n").map(line => JSON.parse(line));
const groups = JSON.parse(readFileSync(synonyms, "utf8"));
const procedures = new Map(docs.filter(doc => doc.proc).map(doc => [doc.procedure.toLowerCase(), doc]));
const members = new Map(docs.filter(doc => doc.tid).map(doc => [doc.trust.toLowerCase(), doc]));
const sites = new Map();
if (flag === "--sites") for (const doc of docs) {
  const found = doc.type === "Trust home" && /Main sites: ([^.]+)\./.exec(doc.sections[0].t);
  if (found) sites.set(doc.tid, found[1].split(", "));
}
const also = new Map();
const concepts = groups.map(({ group, lay }) => {
  const [first, ...names] = group, all = [...names, ...lay];
  const procedure = procedures.get(first), member = members.get(first);
  if (member) { also.set(member.tid, names); return { id: member.tid, label: member.trust, names: [...all, ...(sites.get(member.tid) ?? [])], kind: "member", url: `trusts/${member.tid}/` }; }
  if (procedure) return { id: procedure.proc, label: procedure.procedure, names: all, kind: "procedure", url: `procedures/${procedure.proc}/` };
  return { label: first, names: all };
});
const pages = docs.map(doc => ({
  url: doc.url.replace(/^\//, ""), title: doc.title, kind: doc.type, lang: "en-GB",
  member: doc.trust ? { id: doc.tid, name: doc.trust, also: [...(also.get(doc.tid) ?? []), ...(sites.get(doc.tid) ?? [])] } : null,
  procedures: doc.procedure ? [{ id: doc.proc, label: doc.procedure }] : [],
  keywords: [doc.specialty].filter(Boolean),
  sections: doc.sections.map(({ h, t }) => ({ heading: h, anchor: h.toLowerCase().replace(/[^a-z0-9]+/g, "-"), text: t })),
  attachments: doc.attach.map(({ name, text }) => ({ name, href: doc.url.slice(1) + name, parts: [["", text]] })),
  facets: [["Member", doc.trust ? [doc.trust] : []], ["Kind", [doc.type]], ["Procedure", doc.procedure ? [doc.procedure] : []],
    ["Specialty", doc.specialty ? [doc.specialty] : []], ["Standard", doc.standards]],
}));
writeFileSync(`${out}/pages.jsonl`, pages.map(page => JSON.stringify(page)).join("\n") + "\n");
writeFileSync(`${out}/concepts.json`, JSON.stringify(concepts));
writeFileSync(`${out}/ids.tsv`, docs.map(doc => doc.url.slice(1) + "\t" + doc.id).join("\n") + "\n");
console.log(pages.length, "pages", concepts.length, "concepts", concepts.filter(c => c.kind).length, "with a page");
