// The licences of everything the program is made of, and known security advisories about it, by the rules of deny.toml.
//
// cargo-deny does this too, and deny.toml is written so that it can; but building it takes longer than all our tests
// together, on every fresh machine. Licences and sources come from `cargo metadata`, which is what cargo-deny reads.
// Advisories come from the RustSec database. When that cannot be reached, the step says that nobody looked and goes on:
// being without a network is no fault of the program, and a silent pass would be a lie.
//
//   node licences.mjs [--metadata FILE] [--deny FILE] [--advisories FOLDER]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Report } from './report.mjs';
import { TOOLS, require } from './tools.mjs';

const { parse: parseToml } = require('smol-toml');
const semver = require('semver');

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({
  options: { metadata: { type: 'string' }, deny: { type: 'string' }, advisories: { type: 'string' } },
});
const rules = parseToml(readFileSync(options.deny ?? join(repository, 'deny.toml'), 'utf8'));
const report = new Report();
const packages = dependencies();
for (const one of packages) report.result(`${one.name} ${one.version}`, [...licence(one), ...source(one)]);
advisories();
report.end();

function dependencies() {
  let text;
  if (options.metadata) text = readFileSync(options.metadata, 'utf8');
  else {
    const run = spawnSync('cargo', ['metadata', '--format-version', '1', '--locked'], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (run.status !== 0) {
      report.fail('cargo metadata', run.stderr ?? String(run.error));
      return [];
    }
    text = run.stdout;
  }
  // Packages without a source are our own.
  return JSON.parse(text).packages.filter((one) => one.source !== null);
}

function licence({ name, license }) {
  const allowed = new Set(rules.licenses.allow);
  for (const { name: other, crate, allow } of rules.licenses.exceptions ?? []) {
    if ((other ?? crate) === name) allow.forEach((id) => allowed.add(id));
  }
  const clarified = rules.licenses.clarify?.find((one) => (one.name ?? one.crate) === name)?.expression;
  const expression = clarified ?? license;
  if (!expression) return ['names no licence'];
  try {
    return permitted(expression, allowed) ? [] : [`licence not in the list of deny.toml: ${expression}`];
  } catch (error) {
    return [`licence that cannot be read: ${expression} (${error.message})`];
  }
}

/** Whether a choice that the expression leaves us consists of allowed licences only. */
function permitted(expression, allowed) {
  // Old packages write "MIT/Apache-2.0" for a choice.
  const tokens = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const value = either();
  if (at !== tokens.length) throw new Error(`stray "${tokens[at]}"`);
  return value;

  function either() {
    let value = both();
    while (tokens[at] === 'OR') {
      at += 1;
      const next = both();
      value ||= next;
    }
    return value;
  }
  function both() {
    let value = single();
    while (tokens[at] === 'AND') {
      at += 1;
      const next = single();
      value &&= next;
    }
    return value;
  }
  function single() {
    const token = tokens[at++];
    if (token === '(') {
      const value = either();
      if (tokens[at++] !== ')') throw new Error('a bracket is not closed');
      return value;
    }
    if (!token || /^(OR|AND|WITH|\))$/.test(token)) throw new Error('a licence is missing');
    if (tokens[at] !== 'WITH') return allowed.has(token);
    at += 1;
    return allowed.has(`${token} WITH ${tokens[at++]}`);
  }
}

function source({ source: from }) {
  const allowed = rules.sources?.['allow-registry'] ?? [];
  // `cargo metadata` writes the registry's old address even where the sparse one is used.
  return allowed.some((one) => from === `registry+${one}`) ? [] : [`comes from a place that deny.toml does not allow: ${from}`];
}

function advisories() {
  const database = options.advisories ?? fetchDatabase();
  if (!database) {
    report.note('advisories', 'NOT LOOKED UP: the RustSec database could not be reached');
    return;
  }
  const ignored = new Set((rules.advisories?.ignore ?? []).map((one) => one.id ?? one));
  const versions = new Map();
  for (const { name, version } of packages) versions.set(name, [...(versions.get(name) ?? []), version]);
  for (const [name, held] of versions) {
    const folder = join(database, 'crates', name);
    const faults = [];
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      const found = /```toml\n([\s\S]*?)\n```/.exec(readFileSync(join(folder, file), 'utf8'));
      if (!found) continue;
      const { advisory, versions: sound = {} } = parseToml(found[1]);
      if (advisory.withdrawn || ignored.has(advisory.id)) continue;
      for (const version of held.filter((one) => !isSound(one, sound))) {
        const text = `${advisory.id}: ${name} ${version}${advisory.informational ? ` (${advisory.informational})` : ''}`;
        // "unmaintained" and the like are news, not holes.
        if (advisory.informational && advisory.informational !== 'unsound') report.note(name, text);
        else faults.push(text);
      }
    }
    report.result(`advisories about ${name}`, faults);
  }
}

function isSound(version, { patched = [], unaffected = [] }) {
  // Cargo writes "and" with a comma where npm's notation has a space; a bare version means "compatible with" in Cargo.
  const range = (text) => text.split(',').map((part) => part.trim().replace(/^(?=\d)/, '^')).join(' ');
  return [...patched, ...unaffected].some((one) => semver.satisfies(version, range(one), { includePrerelease: true }));
}

function fetchDatabase() {
  const folder = join(TOOLS, '..', 'advisory-db');
  const git = (...args) => spawnSync('git', args, { stdio: 'ignore', timeout: 90_000, env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } }).status === 0;
  const fresh = existsSync(join(folder, '.git'))
    ? git('-C', folder, 'pull', '--quiet', '--depth', '1', '--rebase')
    : git('clone', '--quiet', '--depth', '1', 'https://github.com/rustsec/advisory-db', folder);
  // A copy of last week is better than none.
  return fresh || existsSync(join(folder, 'crates')) ? folder : undefined;
}
