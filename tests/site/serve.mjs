// A small static host that behaves as the common ones do: index.html for a folder, gzip, 404.html with status 404, and
// the headers of the `_headers` file. It counts the bytes of each answer, which is what the weight limit is about.
//
//   node serve.mjs FOLDER [PORT] [PREFIX]     to look at a site by hand
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
// Formats that are packed already gain nothing, and hosts leave them alone.
const PACKED = new Set(['.png', '.jpg', '.pdf', '.woff2', '.docx', '.zip']);

/** Serves `folder` below `prefix` on a free port of this machine only. */
export async function serve(folder, { prefix = '/', port = 0 } = {}) {
  const rules = headerRules(folder);
  const sent = [];
  const packed = new Map();
  const server = createServer((request, response) => {
    const { status, file, location } = resolve(folder, prefix, request.url);
    if (location) return response.writeHead(301, { location }).end();
    if (!file) {
      sent.push({ url: request.url, status, bytes: 0 });
      return response.writeHead(status, { 'content-type': 'text/plain' }).end('Not found');
    }
    const kind = extname(file).toLowerCase();
    const headers = { 'content-type': TYPES[kind] ?? 'application/octet-stream', ...rules, 'cache-control': 'no-store' };
    let body = readFileSync(join(folder, file));
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && !PACKED.has(kind)) {
      if (!packed.has(file)) packed.set(file, gzipSync(body, { level: 6 }));
      body = packed.get(file);
      headers['content-encoding'] = 'gzip';
    }
    headers['content-length'] = body.length;
    sent.push({ url: request.url, status, bytes: body.length });
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    root: `http://127.0.0.1:${server.address().port}${prefix}`,
    sent,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

function resolve(folder, prefix, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return { status: 400 };
  }
  if (path.startsWith(prefix) && !path.includes('/..')) {
    const inside = path.slice(prefix.length);
    const found = (name) => existsSync(join(folder, name)) && statSync(join(folder, name)).isFile();
    if ((inside === '' || inside.endsWith('/')) && found(`${inside}index.html`)) {
      return { status: 200, file: `${inside}index.html` };
    }
    if (inside !== '' && !inside.endsWith('/')) {
      if (found(inside)) return { status: 200, file: inside };
      if (found(`${inside}/index.html`)) return { status: 301, location: `${encodeURI(path)}/` };
    }
  }
  return { status: 404, file: existsSync(join(folder, '404.html')) && path.startsWith(prefix) ? '404.html' : undefined };
}

/** The headers that `_headers` gives to every page (the rule for the pattern "/*"). */
export function headerRules(folder) {
  const file = join(folder, '_headers');
  const rules = {};
  if (!existsSync(file)) return rules;
  let everywhere = false;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    if (/^\S/.test(line)) everywhere = line.trim() === '/*';
    else if (everywhere) {
      const [, name, value] = /^\s+([\w-]+):\s*(.*)$/.exec(line) ?? [];
      if (name) rules[name.toLowerCase()] = value;
    }
  }
  return rules;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder, port = '8080', prefix = '/'] = process.argv;
  const host = await serve(folder, { port: Number(port), prefix });
  console.log(host.root);
}
