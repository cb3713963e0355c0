// The reader of the search index (format peerpress-search-3, see docs/search-format.md). No DOM, no dependencies. `open` takes `get(name)`, which promises the payload bytes of an index file.
// Own properties: alternatives chunk cost counted doubt entry factor fixed guess isTitle labelled lists loading near phrase place prefix prefixBeside
// Own properties: readings reading rare shard slots soft strength told tokens typed typo aside units word weight named exact label
// Own properties: least bit page list home concept content number take asked best card count names hits total here run close

const utf8 = new TextDecoder();

// Weights of the ranking, chosen on generated queries: see tests/search/eval. Those that stand alone are written where they are used.
export const WEIGHTS = {
  prefix: .7, prefixBeside: .5, form: .85, typo: .8,
  title: .6, exact: 1.6, label: .8, near: .2, phrase: 1.8, aside: .4, typed: .8, rare: .5, named: .3, asking: .4,
};

// Word breaking, the same as in the index: [{ text, chunk }], lower case, without marks.
export function words(text, most = 2000) {
  const found = [];
  let chunk = 0;
  for (const [whole] of text.slice(0, most).matchAll(/[\p{L}\p{N}\p{M}'’]+(?:[/\-_.][\p{L}\p{N}\p{M}'’]+)*/gu)) {
    chunk++;
    for (const part of whole.split(/[/\-_.]/)) {
      const plain = fold(part);
      if (plain && plain.length <= 40) found.push({ text: plain, chunk });
    }
  }
  return found;
}
const fold = part => part.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

// British and American spellings on one form; the same rules in the same order as in the index.
export const spelling = word => word.length < 6 ? word : word.replace(/ae|oe/g, "e").replace(/our/g, "or").replace(/ll(?=[ei])/g, "l")
  .replace(/z/g, "s").replace(/lph/g, "lf").replace(/tre(s?)$/, "ter$1").replace(/ogue$/, "og");

// Edits between two words (insert, delete, replace, swap neighbours), or 9 if there are more than `most`.
const rows = [0, 1, 2].map(() => new Uint8Array(99));
export function edits(a, b, most) {
  if (a.length > 90 || Math.abs(a.length - b.length) > most) return 9;
  let [before, row, next] = rows;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1), last = a.charCodeAt(i - 2);
    let least = next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = row[j - 1] + (letter !== other);
      if (row[j] < cost) cost = row[j] + 1;
      if (next[j - 1] < cost) cost = next[j - 1] + 1;
      if (i > 1 && j > 1 && before[j - 2] < cost && letter === b.charCodeAt(j - 2) && last === other) cost = before[j - 2] + 1;
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return 9;
    [before, row, next] = [row, next, before];
  }
  return row[b.length];
}

// Bytes of a fetched index file -> its payload: what stands in the second string, unescaped.
export function payload(bytes) {
  let at = bytes.indexOf(34, bytes.indexOf(34, bytes.indexOf(34) + 1) + 1) + 1, to = 0;
  const out = new Uint8Array(bytes.length);
  for (; at < bytes.length && bytes[at] !== 34; at++) {
    if (bytes[at] !== 92) { out[to++] = bytes[at]; continue; }
    const next = bytes[++at];
    out[to++] = next === 110 ? 10 : next === 114 ? 13 : next === 120 ? (at += 2, 0) : next;
  }
  if (bytes[at] !== 34) throw new Error("truncated");
  return out.subarray(0, to);
}

// Raw DEFLATE -> bytes.
const inflate = async bytes => globalThis.peerpressInflate ? peerpressInflate(bytes)
  : new Uint8Array(await new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());

class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (!(byte & 128)) return value >>> 0;
    }
  }
  take(length) { return this.bytes.subarray(this.at, this.at += length); }
}

// Where in sorted words, or entries with such keys, one stands or would stand.
const first = (sorted, key) => {
  let low = 0, high = sorted.length;
  while (low < high) { const middle = low + high >> 1; (sorted[middle].key ?? sorted[middle]) < key ? low = middle + 1 : high = middle; }
  return low;
};
// A word without what is probably an ending; only for comparing within a page.
export const stemLike = word => word.length > 4 ? word.slice(0, Math.max(4, word.length - 3)) : word;
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length), bits = byte => BITS[byte];
const sum = (list, of) => list.reduce((total, one, i) => total + of(one, i), 0);

// Near bits: three tell runs apart; of the other five two words share one if they follow each other, and which follows from their first letters, as in the index.
export const RUNS = 7, lettersOf = word => [...spelling(word)].slice(0, 4).reduce((sum, letter) => sum * 31 + letter.codePointAt(), 0), followBit = (first, second) => 8 << (first * 7 + second) % 1021 % 5;

export async function open(get, weights) {
  const W = { ...WEIGHTS, ...weights }, memo = new Map(), problems = new Set();
  let breath = 0, held = 0;
  // Gives the page a chance to draw when work has lasted 5 ms.
  const pause = async () => { if (performance.now() - breath > 5) { await (globalThis.scheduler?.yield?.() ?? new Promise(go => setTimeout(go))); breath = performance.now(); } };
  // Loads and remembers one file; a file that cannot be read is named in `problems` and counts as empty.
  const load = (name, parse, empty) => {
    const file = memo.get(name) ?? { size: 0, content: get(name).then(inflate).then(plain => { held += file.size = plain.length; return parse(plain); }).catch(error => {
      if (!empty) throw error;
      problems.add(name); memo.delete(name); held -= file.size;
      return empty;
    }) };
    memo.delete(name);
    memo.set(name, file);
    // The least recently used go when all together hold more than 3 MB; as objects that is up to three times as much.
    for (const [old, { size }] of memo) {
      if (held < 3e6) break;
      if (size) { memo.delete(old); held -= size; }
    }
    return file.content;
  };
  const json = bytes => JSON.parse(utf8.decode(bytes));
  const root = await load("root", json);
  if (root.format !== "peerpress-search-3") throw new Error("unknown search format " + root.format);
  const stopWords = new Set(root.stopWords.split(" ")), asking = new Set(root.asking?.split(" ")), pages = root.pages, idf = count => Math.log(1 + (pages - count + .5) / (count + .5));

  // --- dictionary ---
  const shardOf = key => { let at = first(root.bounds, key); return root.bounds[at] === key ? at + 1 : at; };
  // Names end in a mark of the content, so that no file of another build is ever read; the marks stand in the root in this order.
  const marked = (name, place) => `${name}-${root.marks.substr(place * 5, 5)}`, dictionaryFiles = root.bounds.length + 1, spellingFiles = root.letters ? root.letters.split(" ") : [], facetsFrom = dictionaryFiles + spellingFiles.length, cardsFrom = facetsFrom + root.facets.length;
  // A question may ask for so many files of words: so all that it needs is bounded, and there is room for results. Those beyond count as empty, so the most telling are asked for first.
  const afford = (file, asked = new Set()) => asked.has(file) || asked.size < 9 && asked.add(file), empty = { entries: [] };
  const shard = (number, asked) => !afford(number, asked) ? empty : load(marked("t-" + (number ? encodeURIComponent(root.bounds[number - 1]).replaceAll("%", "_") : ""), number), bytes => {
    const reader = new Reader(bytes), entries = [], buffer = new Uint8Array(999);
    for (let left = reader.number(); left--;) {
      const shared = reader.take(1)[0], length = reader.number();
      buffer.set(reader.take(length), shared);
      const key = utf8.decode(buffer.subarray(0, shared + length)), flags = reader.take(1)[0];
      const entry = { key, concept: flags & 1, shard: number };
      if (flags & 2) { entry.home = utf8.decode(reader.take(reader.number())); entry.pages = reader.number(); } else entry.place = reader.number();
      entries.push(entry);
    }
    // Lists stand in two parts: all first parts, then all second ones.
    const lengths = Array.from({ length: reader.number() * 2 }, () => reader.number()), starts = [[], []];
    for (const half of [0, 1]) for (let i = half; i < lengths.length; i += 2) { starts[half].push(reader.at); reader.at += lengths[i]; }
    // Behind a concept's description: how many pages, and for each kept posting the page, its strength, near bits and title length; the strongest first.
    const skip = (place, concept) => { const reader = new Reader(bytes), about = (reader.at = starts[0][place], concept) && reader.take(reader.number()); return { reader, about, count: reader.number() }; };
    const list = (place, concept) => {
      const { reader, about, count } = skip(place, concept), end = starts[0][place] + lengths[place * 2], kept = lengths[place * 2 + 1];
      const page = new Uint32Array(kept), strength = new Uint8Array(kept), near = new Uint8Array(kept), title = new Uint8Array(kept);
      let to = 0;
      for (let at = starts[1][place]; reader.at < end;) {
        const one = bytes[reader.at++], many = reader.number(), titled = one & 128;
        for (let i = 0, last = 0; i < many; i++, to++) {
          page[to] = last += reader.number();
          strength[to] = one; near[to] = bytes[at + i];
          if (titled) title[to] = bytes[at + many + i];
        }
        at += titled ? many * 2 : many;
      }
      const [kind, id, label, url, note, names] = about ? json(about) : [];
      return { count, length: to, page, strength, near, title, about: about && { kind, id, label, url, note, names } };
    };
    const counted = entry => (entry.pages ??= skip(entry.place, entry.concept).count, entry);
    return { entries, list, counted };
  }, empty);
  const among = async (shards, key, fits) => {
    const found = [];
    for (const { entries, counted } of await Promise.all(shards)) for (let at = first(entries, key); at < entries.length && fits(entries[at].key); at++) found.push(counted(entries[at]));
    return found;
  };
  const lookup = (key, asked) => among([shard(shardOf(key), asked)], key, other => other === key);
  // The shards of what begins like this, as many as are worth asking for.
  const spanOf = prefix => Array.from({ length: Math.min(prefix.length < 3 ? 2 : 4, shardOf(prefix + "\uffff") - shardOf(prefix) + 1) }, (_, i) => shardOf(prefix) + i);
  const range = (prefix, asked) => among(spanOf(prefix).map(at => shard(at, asked)), prefix, other => other.startsWith(prefix));
  const listOf = async (entry, asked) => {
    if (entry.home != null) entry = (await lookup(entry.home, asked)).find(other => other.home == null && other.concept === entry.concept) ?? entry;
    return entry.home != null ? null : (await shard(entry.shard, asked)).list(entry.place, entry.concept);
  };

  // --- mistyped words ---
  const wordList = text => text ? text.split(" ").map(word => [word.slice(0, -1), parseInt(word.slice(-1), 36)]) : [];
  const important = wordList(root.words), known = new Map(important);
  // Words with this first letter.
  const letterList = async (letter, asked) => {
    const fileNumber = spellingFiles.findIndex(some => some.includes(letter));
    return fileNumber < 0 || !afford("s" + fileNumber, asked) ? [] : (await load(marked("s-" + fileNumber, dictionaryFiles + fileNumber), bytes => wordList(utf8.decode(bytes)), [])).filter(([word]) => word[0] === letter);
  };
  // Words near a mistyped one: [{ word, cost, weight }], best first.
  async function nearest(word, partial, alone, asked) {
    const most = word.length < 8 ? 1 : 2, found = new Map();
    const scan = async (list, limit) => {
      for (let i = 0; i < list.length; i++) {
        const [other, weight] = list[i];
        if (!(i & 255)) await pause();
        let cost = edits(word, other, limit);
        if (cost > limit && partial && word.length > 4 && other.length > word.length) {
          cost = Math.min(edits(word, other.slice(0, word.length), 1), edits(word, other.slice(0, word.length + 1), 1)) + .5;
        }
        if (cost <= limit + .5 && !found.has(other)) found.set(other, { word: other, cost: cost + (other[0] === word[0] ? 0 : .4), weight });
      }
    };
    await scan(important, most);
    // Whether one is near enough to look no further: two mistakes of which none is a letter too many, if none has one mistake.
    const near = most => [...found.values()].some(one => one.cost <= 1 || one.cost <= most && one.word.length >= word.length);
    // Most mistakes stand behind the first letters: the right word is in the shard that was asked for the wrong one.
    if (!near(1)) { const { entries, counted } = await shard(shardOf(word), asked); await scan(entries.filter(({ key, concept }) => !concept && key.length > 3 && !/\d/.test(key)).map(entry => [entry.key, entry]), most); for (const one of found.values()) if (one.weight.key) one.weight = 32 - Math.clz32(counted(one.weight).pages); }
    if (!near(most)) {
      const [own, second] = await Promise.all([letterList(word[0], asked), alone && word.length > 4 && !found.size ? letterList(word[1], asked) : []]);
      await scan(own, most);
      if (!found.size) await scan(second, most);
    }
    if (!found.size && word.length > 5 && most < 2) await scan(important, 2);
    if (!found.size && alone && word.length > 5 && most < 2) await scan(await letterList(word[0], asked), 2);
    if (!found.size && alone && word.length > 5) for (const list of await Promise.all([...root.letters.replaceAll(" ", "").replace(word[0], "")].map(letter => letterList(letter, asked)))) await scan(list, most);
    return [...found.values()].sort((a, b) => a.cost * 6 - a.weight - b.cost * 6 + b.weight).slice(0, 4);
  }
  // Other forms of a word that stand near it in the dictionary: same beginning, a common ending.
  async function forms(word, asked) {
    const base = word.slice(0, Math.max(word.length < 6 ? 3 : 4, word.length - 4));
    if (word.length < 4) return [];
    // Of short words only the commonest endings: "telly" is no form of "tell".
    const ending = word.length < 6 ? /^(e?s|e?d|ing|)$/ : /^(e?s|e?d|ing|ions?|[ai]?tions?|e|e?rs?|ors?|al|ics?|y|ies|i[sz](e|es|ed|ing|ation|ations)|ments?|nesse?s?|)$/;
    return (await range(base, asked)).filter(({ key, concept }) => {
      if (concept || key === word) return false;
      let same = base.length;
      while (same < word.length && word[same] === key[same]) same++;
      return [same, same - 1].some(at => ending.test(word.slice(at)) && ending.test(key.slice(at)));
    }).sort((a, b) => b.pages - a.pages).slice(0, 3);
  }

  // --- understanding the query ---
  // One word of the query: { word, alternatives: [{ entry, factor, word }], guess }.
  async function slotOf(word, last, plain, alone, asked) {
    const slot = { word, alternatives: [] }, entries = await lookup(word, asked);
    const add = (entry, factor) => slot.alternatives.push({ entry, factor, word: entry.key });
    const inText = list => list.filter(entry => !entry.concept);
    let exact = inText(entries);
    if (!exact.length) exact = inText(await lookup(spelling(word), asked));
    exact.forEach(entry => add(entry, 1));
    slot.exact = exact.length;
    if (last && !entries.some(entry => entry.concept)) {
      const longer = inText(await range(word, asked)).filter(entry => entry.key !== word).sort((a, b) => b.pages - a.pages).slice(0, 24);
      longer.forEach((entry, n) => add(entry, (exact.length ? W.prefixBeside : W.prefix) * (1 - .02 * n)));
    }
    const rare = exact.length && exact[0].pages <= 3;
    if ((!slot.alternatives.length || rare) && word.length > 3 && !/\d/.test(word) && !plain.includes(word) && entries.every(entry => !entry.concept)) {
      const others = exact.length ? [] : await forms(word, asked);
      others.forEach(entry => add(entry, W.form));
      // What looks like a form of a rare word may be a mistyped common one: "centreal".
      const near = others.length ? important.filter(([other]) => edits(word, other, 1) < 2).map(([word]) => ({ word, cost: 1 })) : await nearest(word, last && !exact.length, alone, asked);
      for (const one of near) {
        const entry = inText(await lookup(one.word, asked))[0];
        if (!entry || rare && (one.cost > 1 || entry.pages < 30 * exact[0].pages)) continue;
        if (!rare && !others.length) slot.guess ??= one.word;
        add(entry, rare ? .5 : W.typo - .35 * Math.max(0, one.cost - 1));
      }
    }
    return slot;
  }
  // Units of meaning, left to right: { from, to, slots, concepts: [entry] }.
  async function understand(query, { plain = [] } = {}) {
    const partial = /[\p{L}\p{N}]$/u.test(query), all = words(query).slice(0, 32), tokens = all.map(token => token.text), end = tokens.length - 1;
    const stop = tokens.map(word => stopWords.has(word));
    if (stop.every(Boolean)) stop.fill(false);
    const meant = stop.filter(one => !one).length, alone = meant < 3, isSentence = meant > 3;
    const typed = (i, n) => tokens.slice(i, i + n);
    // References and measures that are one word in the index: "4 cm", "LSP-0033-C".
    const joined = (i, n) => {
      const part = typed(i, n);
      if (n < 2 || part.length < n || !(all[i].chunk === all[i + n - 1].chunk && part.some(word => /\d/.test(word)) || n === 2 && /^\d+$/.test(part[0]) && /^[a-z]{1,5}$/.test(part[1]))) return "";
      return part.reduce((text, word) => text + (/\d$/.test(text) && /^\d/.test(word) && !query.includes("/") && !query.includes("-") ? "." : "") + word);
    };
    // All dictionary shards that may be needed are asked for at once, those of the rarest words first; of a reference that of the whole, whose parts seldom matter.
    const early = new Set(), later = new Set(), asked = new Set(), references = [];
    all.forEach(({ chunk }, i) => {
      let n = 1;
      while (all[i + n]?.chunk === chunk) n++;
      if (all[i - 1]?.chunk !== chunk && n < 6 && joined(i, n)) for (later.add(tokens[i] + " " + tokens[i + 1]); n > 1; n--) references.push([i, n]), early.add(joined(i, n));
    });
    const inReference = tokens.map((_, i) => references.some(([from, n]) => from <= i && i < from + n)), isWhole = [];
    tokens.forEach((word, i) => {
      if (inReference[i] || stop[i] && !root.stops.includes(word)) return;
      if (!stop[i]) (isSentence && asking.has(word) ? later : early).add(word), later.add(known.has(word) ? word : spelling(word));
      if (i + 1 < tokens.length) later.add(word + " " + tokens[i + 1]).add(joined(i, 2) || word);
      if (word.length > 4 && !known.has(word) && !plain.includes(word)) {
        const most = word.length < 8 ? 1 : 2, near = important.filter(([other]) => edits(word, other, most) <= most && other !== word + "s" && other + "s" !== word);
        for (const [other] of near.slice(0, 2)) early.add(other);
      }
    });
    const wanted = [...[...early].sort((a, b) => (known.get(a) ?? 0) - (known.get(b) ?? 0)), ...later].map(shardOf);
    // What the last word may go on to, if it is only begun.
    if (partial && stop[end] === false) wanted.push(...spanOf(tokens[end]));
    await Promise.all(wanted.map(at => shard(at, asked)));
    // Words of a long text that were left out say nothing, like stop words.
    tokens.forEach((word, i) => { stop[i] ||= !inReference[i] && !asked.has(shardOf(word)); });
    for (const [from, n] of references) if (!isWhole[from] && (await lookup(joined(from, n), asked)).some(entry => !entry.concept)) for (let j = 0; j < n;) isWhole[from + j] = ++j;
    const slots = await Promise.all(tokens.map((word, i) => stop[i] || isWhole[i] ? { word, alternatives: [] } : slotOf(word, partial && i === end, plain, alone, asked)));
    if (isSentence) slots.forEach((slot, i) => {
      if (asking.has(tokens[i])) slot.soft = W.asking;
      // A word that is not in the corpus is more likely another word than a mistyped one.
      slot.doubt = tokens[i].length < 6;
      if (slot.guess) for (const one of slot.alternatives) one.factor *= slot.doubt ? .2 : .5;
    });
    const units = [], spanned = i => !stop[i] || root.stops.includes(tokens[i]);
    const fixed = slots.map(slot => slot.guess ?? slot.word), spell = (i, n) => fixed.slice(i, i + n);
    const concepts = async key => key ? (await lookup(key, asked)).filter(entry => entry.concept) : [];
    // Concepts of this name, also in the plural and without the stop words inside; one at an end may belong to the next name ("a-line").
    const named = async list => {
      for (const key of new Set([list.join(" "), stopWords.has(list[0]) || stopWords.has(list[list.length - 1]) ? "" : list.filter(word => !stopWords.has(word)).join(" ")])) {
        let found = await concepts(key);
        if (!found.length && /[^s]s$/.test(key)) found = await concepts(key.slice(0, -1));
        if (found.length) return found;
      }
      return [];
    };
    const whole = async (i, n) => {
      const key = joined(i, n), entry = key && (await lookup(key, asked)).find(entry => !entry.concept);
      return entry ? [{ word: key, alternatives: [{ entry, factor: 1, word: key }] }] : [];
    };
    await Promise.all(tokens.flatMap((_, i) => [2, 3, 4, 5, 6, 7].map(n => root.concepts && spanned(i) && !(isWhole[i] > 1) && i + n <= tokens.length && asked.size < 8 && shard(shardOf(spell(i, n).join(" ")), asked))));
    for (let i = 0; i < tokens.length;) {
      let unit;
      for (let n = root.concepts && Math.min(7, tokens.length - i); n && !unit; n--) {
        // A name that a reference begins with is part of the reference.
        if (!spanned(i) || stop[i] && n < 2 || isWhole[i + n] > 1 || typed(i, n).some(word => plain.includes(word)) || plain.includes(typed(i, n).join(" "))) continue;
        let found = await named(spell(i, n));
        if (!found.length && partial && i + n === tokens.length && (n > 1 || !slots[i].exact && tokens[i].length > 3)) found = (await range(spell(i, n).join(" "), asked)).filter(entry => entry.concept).sort((a, b) => b.pages - a.pages).slice(0, 1);
        // A withdrawn document may have the number of one that is in force.
        if (found.length) unit = { from: i, to: i + n, slots: isWhole[i] ? await whole(i, n) : slots.slice(i, i + n), concepts: found };
      }
      for (let n = 5; n > 1 && !unit; n--) {
        const found = await whole(i, n);
        if (found.length) unit = { from: i, to: i + n, slots: found, concepts: [] };
      }
      unit ??= { from: i, to: i + 1, slots: [slots[i]], concepts: [] };
      unit.slots = unit.slots.filter(slot => slot.alternatives.length);
      if (unit.slots.length || unit.concepts.length) units.push(unit);
      i = unit.to;
    }
    const inUnit = i => units.some(unit => unit.from <= i && i < unit.to);
    return {
      units, tokens, asked, fixed,
      corrected: slots.flatMap((slot, i) => slot.guess && (!slot.doubt || units.some(unit => unit.concepts.length && unit.to > unit.from + 1 && unit.from <= i && i < unit.to)) ? [{ from: slot.word, to: slot.guess }] : []),
      missing: tokens.filter((word, i) => !stop[i] && !inUnit(i)),
    };
  }

  // --- ranking ---
  // Pages by falling value: BM25F impacts, lifted by how much of the query, the title and the labels match.
  async function rank({ units, tokens, asked }, { readings = {} } = {}) {
    for (const unit of units) {
      const name = tokens.slice(unit.from, unit.to).join(" "), load = list => Promise.all(list.map(async one => ({ ...one, list: await listOf(one.entry, asked) })));
      unit.reading = name;
      unit.loading = Promise.all([load(unit.concepts.map(entry => ({ entry }))), ...unit.slots.map(slot => load(slot.alternatives))]);
    }
    const wide = () => new Float32Array(pages), narrow = () => new Uint8Array(pages), score = wide(), cover = wide(), inLabel = wide(), titled = wide(), inTitle = narrow(), spelt = narrow(), named = wide(), titleWords = narrow(), nears = [];
    // What one unit gives each page: value, covered weight, weight of title and labels, words in the title; and one word of it. Cleared after use.
    const value = wide(), covered = wide(), inName = wide(), label = wide(), title = narrow(), best = wide(), flags = narrow(), touched = [], naming = [];
    let whole = 0, count = 0, namable = 0;
    for (const unit of units) {
      const [concepts, ...slots] = (await unit.loading).map(lists => lists.filter(one => one.list)), pagesHere = [];
      await pause();
      unit.lists = concepts.map(one => one.list);
      const chosen = readings[unit.reading] && unit.lists.filter(list => [list.about.id, list.about.label].includes(readings[unit.reading]));
      const meanings = chosen?.length ? chosen : unit.lists;
      const soft = unit.slots.map(slot => slot.soft ?? 1), weights = slots.map((lists, k) => soft[k] * Math.max(.3, ...lists.map(one => idf(one.list.count) * one.factor))), together = sum(weights, one => one);
      // Of other names each word more tells more.
      const size = slots.length || 1, isMember = meanings[0]?.about.kind === "member";
      const conceptWeight = Math.max(0, ...meanings.map(list => idf(list.count))) * (isMember || (size + 4) / 5);
      const weight = conceptWeight || together, share = together ? weight / together : 0;
      slots.forEach((lists, k) => {
        // What a word may go on to, be a form of or have been meant for is one word, however many there are: the commonest tells how rare it is. So, too, where the word itself is known, of more than two others.
        const group = lists[lists[0]?.factor < 1 ? 1 : 3] ? Math.min(...lists.map(one => idf(one.list.count))) : 0;
        const isCut = lists.some(({ list }) => list.count > list.length), near = narrow().fill(-isCut), found = [], part = weights[k] * share;
        for (const { list, factor } of lists) {
          const worth = (group || idf(list.count)) * factor * soft[k] / 63;
          for (let i = 0; i < list.length; i++) {
            const page = list.page[i], strength = list.strength[i], one = worth * (strength & 63);
            if (!best[page]) found.push(page), near[page] = 0;
            near[page] |= list.near[i];
            if (one > best[page]) { best[page] = one; flags[page] = strength; if (strength & 128) titleWords[page] = list.title[i]; }
          }
        }
        for (const page of found) {
          if (!value[page]) pagesHere.push(page);
          value[page] += best[page] * share; covered[page] += part;
          if (flags[page] & 128) { title[page]++; inName[page] += part; }
          if (flags[page] & 64) label[page] += part;
          best[page] = 0;
        }
        nears.push([near, weights[k], isCut, lettersOf(unit.slots[k].guess ?? unit.slots[k].word)]);
      });
      count += size;
      const here = new Set();
      for (const page of pagesHere) spelt[page] += title[page];
      for (const list of meanings) for (let i = 0; i < list.length; i++) {
        const page = list.page[i], flags = list.strength[i];
        if (!value[page]) pagesHere.push(page);
        value[page] = Math.max(value[page], weight * (flags & 63) / 63);
        covered[page] = Math.max(covered[page], flags & 192 ? weight : weight * .5);
        // A member only narrows: that its name stands in a title makes the page no better.
        if (!isMember && flags & 128) { title[page] = size; inName[page] = weight; titleWords[page] = list.title[i]; }
        if (flags & 64) label[page] = weight;
        if (flags & 192) here.add(page);
      }
      if (meanings.length) naming.push({ weight, here });
      for (const page of pagesHere) {
        if (!score[page]) touched.push(page);
        score[page] += value[page]; cover[page] += covered[page]; inTitle[page] += title[page]; titled[page] += inName[page]; inLabel[page] += label[page];
        value[page] = covered[page] = title[page] = inName[page] = label[page] = 0;
      }
      whole += weight;
    }
    // A name counts by its share of the query: a sentence that mentions one is not a question about it.
    for (const { weight, here } of naming) {
      const share = Math.min(1, 2 * weight / whole);
      namable += share;
      for (const page of here) named[page] += share;
    }
    // A value and its page as one number, so that thousands are sorted without an object for each.
    const order = new Float64Array(touched.length), value32 = new Float32Array(1), asNumber = new Uint32Array(value32.buffer), most = 2 ** 21;
    const pairs = nears.slice(1).map(([b, weight, , letters], i) => ({ a: nears[i][0], b, least: Math.min(weight, nears[i][1]), bit: followBit(nears[i][3], letters) }));
    const possible = sum(pairs, one => one.least);
    for (let turn = 0; turn < touched.length; turn++) {
      if (!(turn & 1023)) await pause();
      const page = touched[turn], covered = cover[page] / whole;
      let value = score[page];
      if (covered < 1) value *= covered ** .4;
      if (titleWords[page]) {
        const part = Math.min(1, titled[page] / whole), filled = Math.min(1, inTitle[page] / titleWords[page]);
        value *= 1 + W.title * part * Math.sqrt(filled) + 1.1 * filled * part ** .75;
        if (inTitle[page] >= count && filled === 1) value *= 1 + W.exact;
        if (spelt[page] >= count && titleWords[page] === count) value *= 1.5;
      }
      if (inLabel[page]) value *= 1 + W.label * Math.min(1, inLabel[page] / whole);
      // The query names a procedure or member that the page only mentions.
      if (named[page] < namable) value *= W.aside ** (namable - named[page]);
      // Neighbouring query words that share a run of the text, or follow each other in it.
      let near = 0;
      for (const { a, b, bit, least } of pairs) {
        const shared = a[page] & b[page];
        if (shared & (RUNS | bit)) near += least * (1 - .8 * Math.min(1, bits(a[page]) * bits(b[page]) / (shared & bit ? 64 : 16)));
      }
      if (near) value *= 1 + W.near * (near / possible) ** 2;
      value32[0] = value;
      order[turn] = asNumber[0] * most + most - 1 - page;
    }
    // How much likelier than by chance the words of the query follow each other in a page: of words that stand there often many bits are set, which says little.
    // Of pages that a long list leaves out nothing is known: all bits are set.
    const told = ({ page }) => sum(pairs, ({ a, b, bit }) => a[page] & b[page] & bit ? Math.log(25 / bits(a[page] & ~RUNS) / bits(b[page] & ~RUNS)) : -3);
    const hits = Array.from(order.sort().reverse(), key => {
      asNumber[0] = key / most;
      return { page: most - 1 - key % most, value: value32[0] };
    });
    // Whether a title may be just these words: of words of very many pages the index does not know them all.
    const unsure = nears.filter(([, , isCut]) => isCut).length, isTitle = ({ page }) => titleWords[page] === count && inTitle[page] + unsure >= count;
    // How much of several words are names of what the page is about, whatever they are called in its text.
    const labelled = ({ page }) => count > 1 && Math.min(1, inLabel[page] / whole);
    return { hits, told, isTitle, labelled };
  }

  // --- results ---
  // Cards are kept as bytes: as objects they would take more than twice the memory.
  const fileOf = page => Math.floor(page / root.perCard);
  const fetched = (page, file = fileOf(page)) => load(marked("c-" + file, cardsFrom + Math.floor(file / root.perMark)), bytes => json(bytes) && bytes, new Uint8Array([91, 93]));
  const card = async page => {
    const list = json(await fetched(page)), [url, title, kind, member, state, summary, downloads, parts, files] = list[page % root.perCard] ?? ["", "", "", "", "", "", [], [], []];
    const sections = parts.map(([heading, anchor, text]) => [heading, anchor === 0 ? heading.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") : anchor, text]);
    return { page, url, title, kind, member, state, summary, sections, files, downloads: downloads.map(([label, href, format, bytes]) => ({ label, href, format, bytes })) };
  };
  // All are fetched at once and read one after the other, so that the page may draw in between.
  const cards = async hits => {
    for (const hit of hits) fetched(hit.page);
    for (const hit of hits) { hit.card = await card(hit.page); await pause(); }
  };
  // What re-ranking reads of a card: the longest run of query words in order, as a share of the query, how many words stand as typed, and how many stand close together.
  // Each word has a weight; that of mere names is so small together that how they are written says little.
  const ofWord = (text, at) => { const code = text.charCodeAt(at); return code > 96 && code < 123 || code > 47 && code < 58 || code > 127 || code === 39; };
  const fits = (text, word, at) => text.startsWith(word, at) && (word.length > 3 || !ofWord(text, at + word.length)), find = (text, word, at) => { while ((at = text.indexOf(word, at)) >= 0 && (ofWord(text, at - 1) || !fits(text, word, at))) at++; return at; };
  function match(tokens, one, weights) {
    const text = plainText(one), wanted = tokens.map(stemLike), all = Math.max(2, sum(weights, one => one));
    const places = [], exact = [];
    let best = 0, whole = 0;
    for (let k = 0; k < wanted.length; k++) {
      let longest = 0;
      const start = find(text, wanted[k], 0), inTitle = at => at < one.title.length;
      for (let at = start; at >= 0; at = find(text, wanted[k], at + 1)) {
        if (!stopWords.has(tokens[k])) places.push([at, k]);
        // If any form of the word stands in the title, what stands elsewhere just as typed counts half: who types "catheter" does not mean "catheterisation".
        if (text.startsWith(tokens[k], at) && !ofWord(text, at + tokens[k].length)) exact[k] ??= inTitle(start) === inTitle(at) || .5;
        for (let end = at, length = 1; ; length++) {
          if (length > longest) longest = length;
          while (ofWord(text, end)) end++;
          while (end < text.length && !ofWord(text, end)) end++;
          if (k + length >= wanted.length || !fits(text, wanted[k + length], end)) break;
        }
      }
      if (longest > 4 && longest === wanted.length) whole = 6;
      if (longest > 1) best = Math.max(best, sum(weights.slice(k, k + longest), one => one));
    }
    // The stretch of some forty words that has the most of the query.
    const last = new Map();
    let dense = 0;
    for (const [at, k] of places.sort((a, b) => a[0] - b[0])) {
      last.set(k, at);
      dense = Math.max(dense, sum([...last], ([k, was]) => at - was < 250 && weights[k]) / all);
    }
    return { close: last.size > 1 && 2 * dense ** 3, run: best && whole + W.phrase * (best / all) ** 3, typed: sum(weights, (weight, k) => weight * (exact[k] ?? 0)) / all };
  }
  const plainText = one => {
    const text = [one.title, one.member, one.kind, one.summary, ...one.sections.flatMap(([heading, , text]) => [heading, text]), ...one.files.flatMap(([name, , parts]) => [name, ...parts.flat()])].join(" . ").toLowerCase();
    return /[^\0-\x7f]/.test(text) ? text.replace(/’/g, "").normalize("NFKD").replace(/\p{M}/gu, "") : text;
  };

  // --- facets ---
  const column = number => load(marked("f-" + number, facetsFrom + number), json, { values: [], of: [] });
  const has = (of, wanted) => typeof of === "number" ? wanted.has(of) : of?.some(one => wanted.has(one));
  // A test of pages for { facet name: [values] }, one per facet.
  const tests = async filters => Promise.all(Object.entries(filters ?? {}).filter(([name, values]) => root.facets.includes(name) && values.length).map(async ([name, values]) => {
    const { values: all, of } = await column(root.facets.indexOf(name)), wanted = new Set(values.map(value => all.indexOf(value)));
    // A value that is not there is no page's, not theirs that have none.
    wanted.delete(-1);
    return { name, test: page => has(of[page], wanted) };
  }));
  // query: what was typed. options: limit, filters { facet: [values] }, plain [words to take as typed], readings { name: concept id }.
  // Without words every page is found, in the order of the index.
  async function search(query, options = {}) {
    breath = performance.now();
    problems.clear();
    const { limit = 10, filters } = options, meaning = await understand(query, options), tokens = meaning.tokens;
    const { told, isTitle, labelled, hits: ranked } = meaning.units.length ? await rank(meaning, options) : { hits: query.trim() ? [] : Array.from({ length: pages }, (_, page) => ({ page, value: 1 })) };
    let hits = ranked;
    const quoted = [...query.matchAll(/["“]([^"“”]+)["”]/g)].map(hit => ` ${words(hit[1]).map(word => word.text).join(" ")} `).filter(text => text.trim());
    if (quoted.length) {
      hits = hits.slice(0, 60);
      await cards(hits);
      hits = hits.filter(hit => { const text = ` ${words(plainText(hit.card), 1e6).map(word => word.text).join(" ")} `; return quoted.every(phrase => text.includes(phrase)); });
    }
    const found = hits.map(hit => hit.page), chosen = await tests(filters);
    hits = hits.filter(hit => chosen.every(one => one.test(hit.page)));
    const worth = new Map(meaning.units.flatMap(unit => unit.slots.map(slot => [slot.guess ?? slot.word, Math.max(.2, idf(slot.alternatives[0].entry.pages))]))), weights = meaning.fixed.map((word, i) => { const unit = meaning.units.find(unit => unit.from <= i && i < unit.to && unit.concepts.length); return (worth.get(word) ?? .2) ** W.rare * (unit ? W.named / (unit.to - unit.from) : 1); });
    const top = [], plainQuery = tokens.join(" ");
    // Reads the cards of the next pages and ranks them by what they say.
    const reread = async more => {
      await cards(more);
      for (const hit of tokens.length ? more : []) {
        await pause();
        const { run, typed, close } = match(meaning.fixed, hit.card, weights);
        hit.value *= (1 + run) * (1 + W.typed * typed) * (1 + Math.max(close, 2 * labelled(hit) ** 6));
        if (words(hit.card.title).map(word => word.text).join(" ") === plainQuery) hit.value *= 3;
      }
      // Each ten by themselves, so that those that were shown stay where they were.
      top.push(...more.sort((a, b) => b.value - a.value || a.page - b.page));
    };
    let most = 10;
    // Which are read: what may have just these words as its title, and the best; of many words then pages in which nearly all follow each other, also from further down, the likeliest first.
    // The more files it took to find them, the fewer are left; of cards that are nearly as good those come first that lie together.
    if (tokens.length && !quoted.length) {
      const read = new Set(), files = new Set(), room = 13 - meaning.asked.size, few = Math.min(7, room);
      const choose = (some, count, few) => { for (const hit of some) {
        const file = fileOf(hit.page);
        if (read.size < count && (files.has(file) || files.size < few)) { files.add(file); read.add(hit); }
      } };
      const together = tokens.length > 4 ? hits.slice(0, 300).map(hit => [told(hit), hit]).filter(one => one[0] > 0).sort((a, b) => b[0] - a[0]).slice(0, 20).map(one => one[1]) : [];
      choose(hits.slice(0, 20).filter(hit => isTitle(hit)), 2, few);
      choose(hits.slice(0, 3), 99, few);
      choose(together, 99, room);
      choose(hits, 10, few);
      choose(hits, 10, room);
      most = read.size;
      hits = [...read, ...hits.filter(hit => !read.has(hit))];
    }
    await reread(hits.slice(0, most));
    while (limit > 10 && top.length < limit && top.length < hits.length) await reread(hits.slice(top.length, top.length + 10));
    // Names are marked whole, also in the plural, and abbreviations only in capitals: "OR" is no "or", and "North Mid" does not stand in "North Middlesex".
    const about = meaning.units.map(unit => ({ typed: unit.reading, readings: unit.lists?.map(list => list.about).filter(one => one.kind !== "title") ?? [] })).filter(one => one.readings.length);
    const names = about.flatMap(one => one.readings.flatMap(({ label, names }) => [label, ...names].map(name => new RegExp(`(^|[^\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}${name[1] ? "(e?s)?" : ""}(?![\\p{L}\\p{N}])`, /\p{Ll}/u.test(name) ? "giu" : "gu"))));
    const stems = new Set(meaning.units.flatMap(unit => unit.slots.flatMap(slot => slot.alternatives.slice(0, 4).map(one => stemLike(one.word)))));
    return {
      total: hits.length, pages: found, filters,
      hits: top.slice(0, limit).filter(hit => hit.card.url || hit.card.title).map(hit => hit.card), marks: { stems, names },
      corrected: meaning.corrected, missing: meaning.missing, also: about.filter(one => one.readings.length < 2).map(({ typed, readings: [one] }) => ({ typed, ...one })),
      ambiguous: about.filter(one => one.readings.length > 1), best: ["procedure", "member"].flatMap(kind => about.flatMap(one => one.readings).filter(one => one.kind === kind && one.url))[0], problems: [...problems],
    };
  }
  return { root, search, column, tests, range, listOf, nearest, pause };
}
