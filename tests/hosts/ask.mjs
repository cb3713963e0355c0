// Asks a server for a site's files as a browser does, and compares each answer with the folder that it serves.
//
//   node ask.mjs NAME ADDRESS FOLDER [copies]     copies: it sends the compressed copies that lie there
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { request } from 'node:http';
import { extname, join } from 'node:path';
import process from 'node:process';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const [name, address, folder, copies] = process.argv.slice(2);
let passed = 0;
let failed = 0;
function is(words, there, wanted) {
  const good = wanted instanceof RegExp ? wanted.test(there ?? '') : there === wanted;
  if (good) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name} ${address}: ${words}\n  is ${there}\n  not ${wanted}`);
  }
}

/** One answer; nothing is followed or unpacked. */
function get(path, headers = {}, method = 'GET') {
  return new Promise((done, fail) => {
    const asked = request(new URL(path, address), { headers, method }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}
async function started() {
  for (let tries = 0; tries < 150; tries += 1) {
    try {
      if ((await get('')).status === 200) return;
    } catch {}
    await new Promise((done) => setTimeout(done, 200));
  }
  console.log(`FAILED ${name} ${address}: no answer with status 200 within 30 s`);
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length).replace(/^\//, ''))
  .sort();
const bytes = (path) => readFileSync(join(folder, path));
const first = (ending) => files.find((path) => path.endsWith(ending) && !path.startsWith('search-index/'));

// The headers that the site itself wants, as `_headers` says for all pages.
const wanted = {};
for (const line of bytes('_headers').toString().split('\n').slice(1)) {
  if (!line.startsWith('  ')) break;
  const [, header, value] = line.match(/^ {2}([^:]+): (.*)$/);
  wanted[header.toLowerCase()] = value;
}
function has_headers(words, answer) {
  for (const [header, value] of Object.entries(wanted)) is(`${words}: ${header}`, answer.headers[header], value);
}

await started();

const home = await get('');
is('home', home.status, 200);
is('home: type', home.headers['content-type'], /^text\/html; ?charset=utf-8$/i);
is('home: bytes', home.body.equals(bytes('index.html')), true);
is('home: cache', home.headers['cache-control'], /no-cache|max-age=0/);
has_headers('home', home);

const page = files.find((path) => /^trusts\/[^/]+\/index\.html$/.test(path));
const place = page.slice(0, -'index.html'.length);
const inside = await get(place);
is('folder', inside.status, 200);
is('folder: bytes', inside.body.equals(bytes(page)), true);
const bare = await get(place.slice(0, -1));
is('folder without its slash', [301, 302, 307, 308].includes(bare.status), true);
is('folder without its slash: to', new URL(bare.headers.location, new URL(place, address)).href, new URL(place, address).href);
const named = await get(page);
if (name === 'cloudflare') is('index.html: to', named.headers.location, new URL(place, address).pathname);
else is('index.html', named.body.equals(bytes(page)), true);

for (const gone of ['no-such-page', 'no/such/page/', 'trusts/no-such.html', 'assets/gone.css', 'search-index/t-gone-00000.js']) {
  const answer = await get(gone);
  is(`${gone}: status`, answer.status, 404);
  is(`${gone}: the site's page`, answer.body.equals(bytes('404.html')), true);
  is(`${gone}: type`, answer.headers['content-type'], /^text\/html/);
  is(`${gone}: not kept for ever`, /immutable/.test(answer.headers['cache-control'] ?? '') && name !== 'cloudflare', false);
  has_headers(gone, answer);
}
is('a folder without a page', (await get('assets/')).status, 404);
if (name !== 'cloudflare') {
  for (const hidden of ['_headers', '.nojekyll', '.peerpress-stage/all.json']) is(hidden, (await get(hidden)).status, 404);
}

const types = {
  '.css': /^text\/css/,
  '.js': /^(text|application)\/javascript/,
  '.json': /^application\/json/,
  '.xml': /^(text|application)\/xml/,
  '.svg': /^image\/svg\+xml/,
  '.txt': /^text\/plain/,
  '.md': /^text\/markdown/,
  '.pdf': /^application\/pdf/,
  '.csv': /^text\/csv/,
  '.docx': /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document/,
  '.pptx': /^application\/vnd\.openxmlformats-officedocument\.presentationml\.presentation/,
};
for (const [ending, type] of Object.entries(types)) {
  const path = first(ending);
  if (!path) {
    is(`the site has a ${ending}`, undefined, ending);
    continue;
  }
  const answer = await get(path);
  is(`${path}: status`, answer.status, 200);
  is(`${path}: type`, answer.headers['content-type'], type);
  is(`${path}: bytes`, answer.body.equals(bytes(path)), true);
  is(`${path}: not packed unasked`, answer.headers['content-encoding'], undefined);
  const packed = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
  if (['.pdf', '.docx', '.pptx'].includes(ending)) is(`${path}: packed in itself`, packed.headers['content-encoding'], undefined);
  else is(`${path}: the same to one who unpacks`, unpacked(packed).equals(bytes(path)), true);
}
const shard = files.find((path) => path.startsWith('search-index/t-') && path.endsWith('.js'));
is('search index: cache of its root', (await get('search-index/root.js')).headers['cache-control'], /^(no-cache|public, max-age=0, must-revalidate)$/);
for (const path of files.filter((file) => /^search-index\/(?!root\.js$)/.test(file))) {
  is(`${path}: cache`, (await get(path)).headers['cache-control'], 'public, max-age=31536000, immutable');
}
is('search index: bytes', (await get(shard)).body.equals(bytes(shard)), true);
const style = files.find((path) => path.startsWith('assets/') && path.endsWith('.css'));
is('assets: cache', (await get(style)).headers['cache-control'], /max-age=31536000/);

function unpacked({ headers, body }) {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body);
  if (headers['content-encoding'] === 'gzip') return gunzipSync(body);
  return body;
}

const again = await get('', { 'if-none-match': home.headers.etag });
is('not sent again', again.status, 304);
is('HEAD', (await get(place, {}, 'HEAD')).status, 200);

if (copies) {
  for (const path of ['', place, page, style, first('.js'), first('.svg'), first('.json'), first('.md'), 'sitemap.xml']) {
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    for (const [encoding, ending] of [['br', '.br'], ['gzip', '.gz']]) {
      if (!existsSync(join(folder, file + ending))) continue;
      const plain = await get(path);
      const answer = await get(path, { 'accept-encoding': encoding === 'br' ? 'gzip, deflate, br' : 'gzip, deflate' });
      is(`${path} as ${encoding}: status`, answer.status, 200);
      is(`${path} as ${encoding}`, answer.headers['content-encoding'], encoding);
      is(`${path} as ${encoding}: the copy that lies there`, answer.body.equals(bytes(file + ending)), true);
      is(`${path} as ${encoding}: type`, answer.headers['content-type'], plain.headers['content-type']);
      is(`${path} as ${encoding}: varies`, answer.headers.vary, /accept-encoding/i);
      is(`${path} as ${encoding}: cache`, answer.headers['cache-control'], plain.headers['cache-control']);
      has_headers(`${path} as ${encoding}`, answer);
    }
  }
  for (const ending of ['.html', '.css', '.js']) {
    const path = files.find((file) => extname(file) === ending && existsSync(join(folder, `${file}.br`)));
    is(`the site has a packed ${ending}`, typeof path, 'string');
  }
}

console.log(`${passed} passed, ${failed} failed`);
