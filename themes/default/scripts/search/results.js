// What a page of results shows beside the ranking: excerpts, facet counts, suggestions. No DOM.
// Own properties: range listOf nearest pause column tests root most stem stems heading anchor parts file files kind url on
import { stemLike, words } from "./engine.js";

// Up to two places of a page where the query's words stand: { heading, anchor, file, href, label, parts }; every second part is marked.
export function excerpts(one, { stems, names }) {
  const places = [], look = (text, about) => {
    if (!text) return;
    const low = text.toLowerCase(), found = [];
    for (const { 0: word, index: at } of low.matchAll(/[a-z0-9\u00c0-\uffff]+/g)) if (stems.has(stemLike(word))) found.push({ at, end: at + word.length, stem: stemLike(word) });
    for (const name of names) for (const { 0: whole, 1: before, index } of text.matchAll(name)) found.push({ at: index + before.length, end: index + whole.length, stem: name });
    if (!found.length && (about.file || places.length)) return;
    found.sort((a, b) => a.at - b.at || b.end - a.end);
    let start = 0, most = -1;
    for (let i = 0; i < found.length; i++) {
      const near = new Set();
      for (let j = i; j < found.length && found[j].at < found[i].at + 160; j++) near.add(found[j].stem);
      if (near.size > most) { most = near.size; start = found[i].at; }
    }
    let from = Math.max(0, start - 50);
    if (from) from = text.indexOf(" ", from) + 1 || from;
    let end = Math.min(text.length, from + 220);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), from + 150);
    const parts = [from ? "… " : ""];
    let at = from;
    for (const hit of found) if (hit.at >= at && hit.end <= end) {
      parts[parts.length - 1] += text.slice(at, hit.at);
      parts.push(text.slice(hit.at, hit.end), "");
      at = hit.end;
    }
    parts[parts.length - 1] += text.slice(at, end) + (end < text.length ? " …" : "");
    places.push({ ...about, parts, most });
  };
  for (const [heading, anchor, text] of one.sections) look(text, { heading, anchor });
  for (const [file, href, pieces] of one.files) for (const [label, text] of pieces) look(text, { file, href, label });
  if (!places.some(place => place.most > 0)) look(one.summary, {});
  return places.map((place, i) => ({ place, i })).sort((a, b) => b.place.most - a.place.most || a.i - b.i).slice(0, 2).filter(({ place }, i) => !i || place.most > 0).map(one => one.place);
}

// Counts for a result of `search`: [{ name, values: [{ value, count, on }] }]. A facet's own choice does not narrow its counts. Facets that
// are not wanted have no values; nothing is fetched for them.
export async function facets({ root, column, tests, pause }, { pages: found, filters = {} }, wanted = () => true) {
  const all = await tests(filters);
  return Promise.all(root.facets.map(async (name, number) => {
    if (!wanted(name)) return { name };
    const { values, of } = await column(number), counts = new Array(values.length).fill(0), others = all.filter(one => one.name !== name);
    for (let at = 0; at < found.length; at++) {
      if (!(at & 1023)) await pause();
      const value = of[found[at]];
      if (others.length && !others.every(one => one.test(found[at]))) continue;
      if (typeof value !== "number") value?.forEach(one => counts[one]++);
      else if (value >= 0) counts[value]++;
    }
    return { name, values: values.map((value, i) => ({ value, count: counts[i], on: (filters[name] ?? []).includes(value) })).filter(one => one.count || one.on) };
  }));
}

// Names and words that go on from what is typed, with its typing mistakes put right: [{ text, url, kind }].
export async function suggest({ range, listOf, nearest }, query, most = 8) {
  const typed = words(query).map(word => word.text).slice(0, 9), end = typed.length - 1;
  if (query.trim().length < 2 || end < 0) return [];
  const tokens = await Promise.all(typed.map(async (word, i) => word.length < 4 || /\d/.test(word) || (await range(word)).length ? word : (await nearest(word, i === end))[0]?.word ?? word));
  const last = tokens[end], before = tokens.slice(0, -1).join(" "), named = (await range(tokens.join(" "))).filter(entry => entry.concept).sort((a, b) => b.pages - a.pages).slice(0, most), found = new Map();
  for (const { about: { label: text, url, kind } } of (await Promise.all(named.map(entry => listOf(entry)))).filter(Boolean)) if (text && kind !== "title") found.set(text, { text, url, kind });
  const longer = tokens.length > 1 || found.size < 4 ? (await range(last)).filter(entry => !entry.concept && !/\d/.test(entry.key) && (entry.key !== last || last !== typed[end])).sort((a, b) => b.pages - a.pages) : [];
  for (const { key } of longer.slice(0, 4)) found.set(key, { text: `${before} ${key}`.trim(), url: "", kind: "word" });
  return [...found.values()].slice(0, most);
}
