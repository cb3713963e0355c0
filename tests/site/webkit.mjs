// Starts Debian's WebKitGTK, the nearest thing to Safari that runs here: its MiniBrowser, on a screen that nobody sees, driven by
// WebKitWebDriver. That speaks classic WebDriver, so `Page` below offers the few calls of Puppeteer that the checks use.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const KEYS = { Tab: '\ue004', Enter: '\ue007', Shift: '\ue008', Control: '\ue009', Escape: '\ue00c', ArrowUp: '\ue013', ArrowDown: '\ue015' };

// The folder is named after the machine and the version, as in /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1.
function miniBrowser() {
  const folders = readdirSync('/usr/lib').flatMap((machine) => ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((version) => join('/usr/lib', machine, version)));
  return folders.map((folder) => join(folder, 'MiniBrowser')).find(existsSync);
}
export const hasWebKit = () => miniBrowser() !== undefined && ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'].every(existsSync);

/** Runs `work` with one page of a fresh browser. Without `script`, pages run none, and the checks still may. */
export async function withWebKit({ scheme = 'light', script = true }, work) {
  const children = [];
  const start = (command, words, options) => {
    const child = spawn(command, words, options);
    children.push(child);
    return new Promise((done, fail) => child.once('spawn', () => done(child)).once('error', fail));
  };
  try {
    // The pointer starts in the middle of the screen. Without a window manager the window under it has the focus, so the screen is small enough
    // for the middle to lie in the narrowest window; windows may be larger than the screen.
    const screen = await start('Xvfb', ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const display = await new Promise((done, fail) => {
      screen.stdio[3].once('data', (number) => done(`:${String(number).trim()}`));
      screen.once('exit', () => fail(new Error('Xvfb gives no screen')));
    });
    const port = await freePort();
    // Without a desktop there is neither a graphics card nor a bus for assistive technology to be looked for.
    const env = { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', GDK_BACKEND: 'x11' };
    await start('WebKitWebDriver', ['-p', String(port)], { env, stdio: 'ignore' });
    const args = ['--automation', '--full-screen'];
    if (scheme === 'dark') args.push('--dark-mode');
    if (!script) args.push('--enable-javascript=false');
    const session = await newSession(`http://127.0.0.1:${port}`, { binary: miniBrowser(), args });
    try {
      return await work(new Page(session));
    } finally {
      await session('DELETE', '').catch(() => {});
    }
  } finally {
    for (const child of children.reverse()) child.kill();
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function newSession(root, options) {
  const call = async (method, path, body) => {
    const answer = await fetch(root + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (let tries = 0; ; tries += 1) {
    const ready = await call('GET', '/status').catch(() => undefined);
    if (ready) break;
    if (tries === 100) throw new Error('WebKitWebDriver does not answer');
    await sleep(50);
  }
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = await call('POST', '/session', { capabilities });
  // One call after the other, in the order in which they were made.
  let last = Promise.resolve();
  return (method, path, body) => (last = last.catch(() => {}).then(() => call(method, `/session/${sessionId}${path}`, body)));
}

class Page {
  #call;
  #timeout = 10_000;
  keyboard = {
    press: (key) => this.#keys([key], [key]),
    down: (key) => this.#keys([key], []),
    up: (key) => this.#keys([], [key]),
    type: (words) => this.#type(words),
  };

  constructor(call) {
    this.#call = call;
  }

  setDefaultTimeout(milliseconds) {
    this.#timeout = milliseconds;
  }

  /** Of a window without frame, so that its size is the viewport's. */
  async setViewport({ width, height }) {
    await this.#call('POST', '/window/rect', { x: 0, y: 0, width, height });
    await this.waitForFunction((width, height) => innerWidth === width && innerHeight === height, {}, width, height);
  }

  async goto(address) {
    await this.#call('POST', '/url', { url: address });
  }

  goBack() {
    return this.#call('POST', '/back', {});
  }

  url() {
    return this.#call('GET', '/url');
  }

  async screenshot() {
    // Two frames later, what was just changed is on the picture.
    await this.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
    return Buffer.from(await this.#call('GET', '/screenshot'), 'base64');
  }

  async evaluate(work, ...given) {
    const script = `const done = arguments[arguments.length - 1];
      (async () => (${work})(...Array.prototype.slice.call(arguments, 0, -1)))().then(value => done({ value }), error => done({ error: String(error) }));`;
    const { value, error } = await this.#call('POST', '/execute/async', { script, args: given });
    if (error) throw new Error(error);
    return value;
  }

  async $(selector) {
    const [found] = await this.#call('POST', '/elements', { using: 'css selector', value: selector });
    if (!found) return null;
    return { type: async (words) => (await this.#focus(found), this.#type(words)) };
  }

  $eval(selector, work, ...given) {
    return this.evaluate(`(selector, ...given) => (${work})(document.querySelector(selector), ...given)`, selector, ...given);
  }

  $$eval(selector, work, ...given) {
    return this.evaluate(`(selector, ...given) => (${work})([...document.querySelectorAll(selector)], ...given)`, selector, ...given);
  }

  async type(selector, words) {
    await (await this.waitForSelector(selector)).type(words);
  }

  async click(selector) {
    await this.waitForSelector(selector);
    const [element] = await this.#call('POST', '/elements', { using: 'css selector', value: selector });
    await this.evaluate((element) => element.scrollIntoView({ block: 'center' }), element);
    const actions = [{ type: 'pointerMove', origin: element, x: 0, y: 0 }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.#call('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async waitForSelector(selector) {
    await this.waitForFunction((selector) => document.querySelector(selector) !== null, {}, selector);
    return this.$(selector);
  }

  /** A script that a new page has cut off is asked again. */
  async waitForFunction(work, { timeout = this.#timeout } = {}, ...given) {
    for (const end = Date.now() + timeout; ; ) {
      let fault;
      try {
        if (await this.evaluate(work, ...given)) return;
      } catch (error) {
        fault = error;
      }
      if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${work}${fault ? ` (${fault.message})` : ''}`);
      await sleep(20);
    }
  }

  /** To be called before what leads away, and awaited after it. */
  async waitForNavigation() {
    await this.evaluate(() => void (globalThis.isLeft = true));
    await this.waitForFunction(() => !globalThis.isLeft && document.readyState === 'complete');
  }

  /** What a page asked for is known to the page itself alone. */
  async waitForNetworkIdle({ idleTime }) {
    const asked = () => this.evaluate(() => performance.getEntriesByType('resource').length);
    for (let before = -1, now = await asked(); now !== before; now = await asked()) {
      before = now;
      await sleep(idleTime);
    }
  }

  async #focus(element) {
    await this.evaluate((element) => element.focus(), element);
  }

  #keys(down, up) {
    const value = (key) => KEYS[key] ?? key;
    const actions = [...down.map((key) => ({ type: 'keyDown', value: value(key) })), ...up.map((key) => ({ type: 'keyUp', value: value(key) }))];
    return this.#call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async #type(words) {
    for (const letter of words) await this.#keys([letter], [letter]);
  }
}
