// Netlify's own programs read netlify.toml and the headers of a site: node netlify.mjs FOLDER
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]);
const load = async (name, main) => import(pathToFileURL(join(process.env.MODULES, name, main)).href);
const { resolveConfig } = await load('@netlify/config', 'lib/index.js');
const { parseAllHeaders } = await load('@netlify/headers-parser', 'lib/index.js');

const { config } = await resolveConfig({ cwd: folder, repositoryRoot: folder, offline: true, mode: 'cli' });
assert.equal(config.build.command, 'sh build-site.sh');
assert.equal(config.build.publish, join(folder, 'public'));

const { headers, errors } = await parseAllHeaders({
  headersFiles: [join(folder, 'public/_headers')],
  configHeaders: [],
  minimal: false,
});
assert.deepEqual(errors, []);
const all = headers.find((rule) => rule.for === '/*').values;
assert.match(all['Content-Security-Policy'], /frame-ancestors 'none'$/);
assert.equal(all['X-Content-Type-Options'], 'nosniff');
const lasting = headers.filter((rule) => /immutable/.test(rule.values['Cache-Control'] ?? '')).map((rule) => rule.for);
assert.deepEqual(lasting, ['/assets/*', ...['c', 'f', 's', 't'].map((letter) => `/search-index/${letter}-*`)]);
assert.equal(all['Cache-Control'], undefined);
