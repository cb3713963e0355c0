// Turns the leaflets into a corpus and a query set of natural questions.
//
//   node leaflets.mjs OUT [--whole]
//
// leaflets-1.txt and leaflets-2.txt are patient information written for this test, in the manner of public health services: a heading per topic and one page per
// aspect of it. Under each stand questions in the words of somebody who has not read the page. A question counts as answered by
// the page of its aspect alone, not by another page of the same topic. With --whole there is one page per topic with all its
// aspects as sections, and a question counts as answered by it. It is not medical advice.
//
// Limits: some 200 pages and 160 questions by one hand, of one domain, against thousands in the collections that search engines are
// usually judged by; pages are short. It shows which engine copes better with questions, not how well any copes with a given site.
// The questions of every other topic are for tuning, the others are kept apart.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const [out, whole] = process.argv.slice(2);
const texts = ['leaflets-1.txt', 'leaflets-2.txt'].map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'));
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
const pages = [];
const parts = { tune: [], unseen: [] };

texts.join('\n').split(/^# /m).slice(1).forEach((block, number) => {
  const [topic, ...lines] = block.trim().split('\n');
  for (const line of lines) {
    const [, question, aspect, text] = /^(\? )?(\w+): (.+)$/.exec(line) ?? [];
    if (!aspect) throw new Error(`"${line}" is neither an aspect nor a question`);
    const id = `${slug(topic)}/${aspect}`;
    if (question) {
      if (!pages.some((page) => page.id === id)) throw new Error(`"${text}" asks for ${id}, which is no page`);
      parts[number % 2 ? 'unseen' : 'tune'].push({ q: text, class: 'question', rel: { [whole ? slug(topic) : id]: 2 } });
    } else {
      const title = aspect === 'overview' ? topic : `${topic}: ${aspect}`;
      pages.push({ id, url: `/${id}/`, title, trust: '', type: 'Leaflet', procedure: '', specialty: '', standards: [], sections: [{ h: '', t: text }], attach: [] });
    }
  }
});

/** One page per topic, its aspects as sections. */
function joined() {
  const topics = new Map();
  for (const page of pages) {
    const [topic] = page.id.split('/');
    const section = { h: page.title.split(': ')[1] ?? '', t: page.sections[0].t };
    if (topics.has(topic)) topics.get(topic).sections.push(section);
    else topics.set(topic, { ...page, id: topic, url: `/${topic}/`, sections: [section] });
  }
  return [...topics.values()];
}

const lines = (list) => `${list.map((one) => JSON.stringify(one)).join('\n')}\n`;
const corpus = whole ? joined() : pages;
writeFileSync(`${out}/corpus.jsonl`, lines(corpus));
writeFileSync(`${out}/synonyms.json`, '[]');
for (const [name, queries] of Object.entries(parts)) writeFileSync(`${out}/${name}.jsonl`, lines(queries));
console.log(corpus.length, 'pages,', parts.tune.length, 'questions for tuning,', parts.unseen.length, 'unseen');
