import { open, payload } from "./engine.js";
import { excerpts, facets, suggest } from "./results.js";

// The interface of the search. Hooks and class names: docs/search-theme.md. Texts are never read as HTML. All text comes from the page's data-text JSON, with English as a fallback.
// Own properties: downloads problems plain filters query limit choice state summary sections to note bytes
const script = document.currentScript, index = new URL(script.dataset.searchIndex, document.baseURI), site = new URL(script.dataset.site, document.baseURI);
const WORDS = {
  found: "{n} results", one: "1 result", none: "Nothing found", all: "{n} pages", for: "for", filter: "Filter", corrected: "Showing results for", instead: "Search for exactly", also: "Also searched:", only: "Only", ambiguous: "could mean", missing: "Not found anywhere:",
  more: "More results", broken: "Part of the search could not be read. These results may be incomplete.", failed: "The search could not be loaded. Use the A to Z instead.", suggestions: "suggestions", clear: "Clear all filters", browse: "Browse everything", download: "Download", searching: "Searching …", member: "Member", procedure: "Procedure", ...JSON.parse(script.dataset.text ?? "{}"),
};

// Builds an element: make("a", { href }, ...children).
const make = (tag, about = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) name.startsWith("on") ? element.addEventListener(name.slice(2), value) : value != null && value !== false && element.setAttribute(name, value === true ? "" : value);
  element.append(...children.filter(child => child != null && child !== false));
  return element;
};

// --- transport ---
const decoded = new Map(), tables = [];
// Scripts are read as windows-1252, which gives every byte one character; this turns them back.
globalThis.peerpressShard = (name, text) => {
  const table = tables[0] ??= new Map([...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, i) => i))].map((letter, i) => [letter, i]));
  decoded.get(name)?.(Uint8Array.from(text, letter => table.get(letter)));
};
const byScript = name => new Promise((resolve, reject) => {
  decoded.set(name, resolve);
  document.head.append(make("script", { src: new URL(name + ".js", index), charset: "windows-1252", onerror: () => reject(new Error(name)) }));
});
// The root alone has a lasting name: it is asked for anew. The others never change, so one that the browser has is good for ever; only
// that there was none may be over.
const byFetch = async name => {
  const get = cache => fetch(new URL(name + ".js", index), { cache });
  let answer = await get(name === "root" ? "no-cache" : "force-cache");
  if (answer.status === 404) answer = await get("reload");
  if (!answer.ok) throw new Error(name);
  return payload(new Uint8Array(await answer.arrayBuffer()));
};
// Some browsers unpack nothing, and others (Chrome before 103) only what has a header.
const unpacks = () => { try { return !!new DecompressionStream("deflate-raw"); } catch { return false; } };
let opening;
const engine = () => opening ??= (async () => {
  if (!unpacks()) await new Promise((go, fail) => document.head.append(make("script", { src: new URL(script.dataset.inflate, document.baseURI), onload: go, onerror: fail })));
  return open(location.protocol === "file:" ? byScript : byFetch);
})().catch(error => { opening = null; throw error; });
// Answers a question; if files are missing, perhaps the site was published anew since the page was opened, so once more with a new root.
const ask = async (query, options, again) => {
  const ready = await engine(), found = await ready.search(query, options);
  if (again || !found.problems.length) return [ready, found];
  const before = opening;
  opening = null;
  return ask(query, options, true).catch(() => (opening = before, [ready, found]));
};
const link = url => new URL(url, site).href;

// --- suggestions in every search box (ARIA combobox with a listbox) ---
function box(form, number) {
  const input = form.querySelector("input[type=search]"), id = "search-list-" + number;
  const list = make("ul", { id, role: "listbox", class: "search-suggestions", "aria-label": WORDS.suggestions, hidden: true });
  let options = [], active = -1, turn = 0;
  form.action = new URL(form.dataset.searchPage, document.baseURI);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" })) input.setAttribute(name, value);
  input.after(list);
  const show = on => { list.hidden = !on; input.setAttribute("aria-expanded", on); if (!on) select(-1); };
  const select = next => {
    options[active]?.setAttribute("aria-selected", "false");
    active = next;
    options[active]?.setAttribute("aria-selected", "true");
    options[active]?.scrollIntoView({ block: "nearest" });
    active < 0 ? input.removeAttribute("aria-activedescendant") : input.setAttribute("aria-activedescendant", options[active].id);
  };
  const choose = one => { input.value = one.text; show(false); one.url ? location.assign(link(one.url)) : form.requestSubmit ? form.requestSubmit() : form.submit(); };
  input.addEventListener("focus", () => engine().catch(() => {}));
  input.addEventListener("input", async () => {
    const mine = ++turn;
    const found = await engine().then(ready => suggest(ready, input.value)).catch(() => []);
    if (mine !== turn || document.activeElement !== input) return;
    options = found.map((one, i) => make("li", { role: "option", id: `${id}-${i}`, class: "search-suggestion", "aria-selected": "false", "data-kind": one.kind, onmousedown: event => event.preventDefault(), onclick: () => choose(one) }, one.text, WORDS[one.kind] && make("small", {}, WORDS[one.kind])));
    options.forEach((option, i) => { option.choice = found[i]; });
    list.replaceChildren(...options);
    active = -1;
    show(options.length > 0);
  });
  input.addEventListener("keydown", event => {
    if (event.key === "Escape") { list.hidden || event.preventDefault(); show(false); }
    else if (event.key === "Enter") { if (active >= 0) { event.preventDefault(); choose(options[active].choice); } else show(false); }
    else if (/^Arrow(Up|Down)$/.test(event.key) && options.length) { event.preventDefault(); show(true); select((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + options.length) % options.length); }
  });
  input.addEventListener("blur", () => show(false));
}
document.querySelectorAll("form[data-search-page]").forEach(box);
// In a folder no address is the policy's 'self', so Firefox sends no form there; a script may go anywhere. The search page answers by itself.
if (location.protocol === "file:") addEventListener("submit", event => {
  if (event.defaultPrevented || !event.target.matches("form[data-search-page]")) return;
  event.preventDefault();
  location.assign(event.target.action + "?" + new URLSearchParams(new FormData(event.target)));
});

// --- the search page ---
const page = document.querySelector("[data-search]");
if (page) {
  const part = name => page.querySelector(`[data-search-${name}]`), input = page.querySelector("input[type=search]"), status = part("status"), results = part("results"), sides = part("facets"), understood = part("understood"), empty = part("empty");
  let turn = 0, shown = 10, lacking, title = document.title, state = new URLSearchParams(location.search);
  // Which facets are open: as the reader left them.
  const opened = new Set(matchMedia("(min-width: 769px)").matches ? ["Kind", "State"] : []);
  // The whole state is the address: q, one parameter for each facet value, plain words and readings.
  const read = () => {
    const all = state, filters = {}, readings = {};
    for (const [name, value] of all) if (name.startsWith("f.")) (filters[name.slice(2)] ??= []).push(value); else if (name.startsWith("as.")) readings[name.slice(3)] = value;
    return { query: all.get("q") ?? "", filters, readings, plain: all.getAll("plain") };
  };
  // What is typed in one go is one step back.
  let typing = false;
  const change = (edit, replace) => {
    const before = `${state}`;
    edit(state);
    replace ||= before === `${state}`;
    typing = false;
    // A browser may forbid this for a page from a folder; the search goes on all the same.
    try { history[replace ? "replaceState" : "pushState"](null, "", "?" + state); } catch { /* the address stays */ }
    shown = 10;
    return draw();
  };
  // The button goes when the results are drawn anew, so the focus moves to where it is told how the question was understood.
  const button = (label, edit, about) => make("button", { type: "button", class: "search-undo", onclick: () => change(edit).then(() => understood.focus()), ...about }, label);
  const drop = (all, pattern) => [...all.keys()].forEach(key => pattern.test(key) && all.delete(key)), clear = all => drop(all, /^f\./);
  const excerpt = hit => one => make("p", { class: "search-excerpt" }, (one.file || one.heading) && make("a", { class: "search-place", href: link(one.file ? one.href : `${hit.url}#${one.anchor}`) }, one.file ? one.label ? `${one.file}, ${one.label}` : one.file : one.heading), " ", ...one.parts.map((text, i) => (text = text.replaceAll("\n", " · "), i % 2 ? make("mark", {}, text) : text)));
  const size = bytes => !bytes ? "" : bytes < 999500 ? `, ${Math.max(1, Math.round(bytes / 1e3))} KB` : `, ${(bytes / 1e6).toFixed(1)} MB`;
  // The title leads to the top of the page, where its state is told; the name of a place leads there.
  const result = marks => hit => make("li", { class: "search-result" },
    make("h2", { class: "search-title" }, make("a", { href: link(hit.url) }, hit.title)),
    make("p", { class: "search-labels" }, ...[hit.member, hit.kind].filter(Boolean).map(text => make("span", { class: "search-label" }, text)), hit.state && make("strong", { class: "search-state", "data-state": hit.state.toLowerCase() }, hit.state)),
    ...excerpts(hit, marks).map(excerpt(hit)),
    hit.downloads.length > 0 && make("p", { class: "search-downloads" }, ...hit.downloads.map(file => make("a", { href: link(file.href), download: true }, `${file.label || WORDS.download} (${file.format}${size(file.bytes)})`))));
  const explain = found => [
    !found.total && found.pages.length && button(`${WORDS.clear} (${found.pages.length})`, clear),
    ...found.corrected.map(({ from, to }) => make("p", {}, `${WORDS.corrected} `, make("strong", {}, to), ". ", button(`${WORDS.instead} ${from}`, all => all.append("plain", from)))),
    ...found.ambiguous.map(({ typed, readings }) => make("p", {}, `${typed.toUpperCase()} ${WORDS.ambiguous} `, ...readings.map(one => { const key = "as." + typed, id = one.id || one.label, on = state.get(key) === id; return button(one.label, all => on ? all.delete(key) : all.set(key, id), { "aria-pressed": `${on}` }); }))),
    ...found.also.map(({ typed, label, names }) => (names = [label, ...names].filter(name => name.toLowerCase() !== typed).slice(0, 4).join(", ")) && make("p", {}, `${WORDS.also} ${names}. `, button(`${WORDS.only} ${typed}`, all => all.append("plain", typed)))),
    !found.problems.length && found.missing.length && make("p", {}, `${WORDS.missing} ${found.missing.slice(0, 8).join(", ")}`),
    found.best && make("p", { class: "search-best" }, make("a", { href: link(found.best.url) }, found.best.label), found.best.note && `: ${found.best.note}`),
    found.problems.length && make("p", { class: "search-problem", role: "alert" }, WORDS.broken),
  ];
  const choices = ({ name, values }) => make("ul", { "aria-label": name }, ...values.sort((a, b) => b.on - a.on || b.count - a.count).slice(0, 60).map(({ value, count, on }) => {
    const choice = make("input", { type: "checkbox", checked: on, "data-value": name + value, onchange: () => change(all => {
      const kept = all.getAll("f." + name).filter(other => other !== value);
      all.delete("f." + name);
      for (const other of choice.checked ? [...kept, value] : kept) all.append("f." + name, other);
    }).then(() => [...sides.querySelectorAll("input")].find(other => other.dataset.value === name + value)?.focus()) });
    return make("li", {}, make("label", {}, choice, make("span", {}, value + " ", make("span", { class: "count" }, `(${count})`))));
  }));
  // A facet is fetched when it is opened.
  const facet = (ready, found) => one => make("details", { class: "facet", open: !!one.values, ontoggle: async ({ target }) => {
    target.open ? opened.add(one.name) : opened.delete(one.name);
    if (!target.open || one.values) return;
    one.values = [];
    const [full] = (await facets(ready, found, name => name === one.name).catch(() => [])).filter(other => other.values);
    if (full) target.append(choices(full));
  } }, make("summary", {}, one.name), one.values && choices(one));
  // Draws the results, or `more` behind those that stand there.
  async function draw(more) {
    const mine = ++turn, { query, filters, readings, plain } = read();
    if (document.activeElement !== input) input.value = query;
    // Safari resets a box without autocompletion when it brings a page back as it was left: to this.
    input.defaultValue = query;
    document.title = (query && query + " – ") + title;
    try {
      const [ready, found] = await ask(query, { filters, readings, plain, limit: shown });
      if (mine !== turn) return;
      // In slices: a slow processor shows the first results while it works on the others, and letters are never held up.
      const kept = more ? results.children.length : 0, drawn = [], show = result(found.marks);
      lacking = found.problems.length;
      for (const hit of found.hits.slice(kept, kept + 3)) { drawn.push(show(hit)); await ready.pause(); }
      if (mine !== turn) return;
      if (!kept) results.replaceChildren();
      results.append(...drawn);
      understood.replaceChildren(...explain(found).filter(Boolean));
      const narrowed = query.trim() || Object.keys(filters).length, said = !found.total && found.problems.length ? WORDS.failed : `${found.total ? found.total === 1 ? WORDS.one : (narrowed ? WORDS.found : WORDS.all).replace("{n}", found.total.toLocaleString()) : WORDS.none}${query.trim() && ` ${WORDS.for} “${query.trim().slice(0, 80)}”`}`;
      // Said once: a screen reader would repeat it at every letter.
      if (status.textContent !== said) status.textContent = said;
      empty.hidden = !!(narrowed && found.total);
      if (found.total > found.hits.length) part("more") || results.after(make("button", { type: "button", "data-search-more": true, class: "search-more", onclick: async () => { const before = results.children.length; shown = before + 10; await draw(true); if (document.activeElement !== input) results.children[before]?.querySelector("a").focus(); } }, WORDS.more));
      else part("more")?.remove();
      for (const hit of found.hits.slice(kept + 3)) {
        await ready.pause();
        const next = show(hit);
        if (mine !== turn) return;
        results.append(next);
      }
      const sideways = await facets(ready, found, name => opened.has(name) || name in filters), offered = sideways.filter(one => !one.values || one.values.length);
      if (mine !== turn) return;
      const chosen = Object.values(filters).flat().length;
      sides.parentElement.hidden = !found.total && !chosen;
      sides.replaceChildren(make("summary", {}, WORDS.filter + (chosen ? ` (${chosen})` : "")), ...offered.map(facet(ready, found)), ...chosen ? [button(WORDS.clear, clear, { class: "clear" })] : []);
    } catch {
      lacking = true;
      status.textContent = WORDS.failed;
      empty.hidden = false;
    }
  }
  let pending;
  const type = () => {
    clearTimeout(pending);
    change(all => { all.set("q", input.value); drop(all, /^(plain$|as\.)/); }, typing);
  };
  input.addEventListener("input", () => { clearTimeout(pending); pending = setTimeout(() => { type(); typing = true; }, 120); });
  input.form.addEventListener("submit", event => { event.preventDefault(); type(); });
  addEventListener("online", () => lacking && draw());
  addEventListener("popstate", () => {
    clearTimeout(pending);
    typing = false;
    state = new URLSearchParams(location.search);
    input.value = state.get("q") ?? "";
    draw();
  });
  if (!matchMedia("(min-width: 769px)").matches) sides.open = false;
  // Without a question the index is not fetched until somebody asks for it.
  if (`${state}`) {
    empty.hidden = true;
    status.textContent = WORDS.searching;
    draw();
  } else understood.append(make("button", { type: "button", class: "search-more", onclick: () => change(all => all.set("q", "")) }, WORDS.browse));
}
