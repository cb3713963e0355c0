// Starts Debian's Chromium, with nothing of its own in the way: an empty profile, and no requests but the page's.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { require } from './tools.mjs';

const puppeteer = require('puppeteer-core');

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A container's shared memory is small, and a long page's picture does not fit.
  '--disable-dev-shm-usage',
  // Scroll bars of a desktop take width that those of a phone do not.
  '--hide-scrollbars',
];

/** Runs `work` with a browser, and leaves no process and no profile behind. */
export async function withChromium(work) {
  const profile = mkdtempSync(join(tmpdir(), 'peerpress-chromium-'));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync),
    headless: true,
    pipe: true,
    userDataDir: profile,
    args: ARGUMENTS,
    timeout: 60_000,
    protocolTimeout: 120_000,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A fresh page that looks as asked. */
export async function openPage(browser, { width = 1280, height = 800, scheme = 'light', script = true, media = [] } = {}) {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await page.setCacheEnabled(false);
  await look(page, { width, height, scheme, media });
  await page.setJavaScriptEnabled(script);
  return page;
}

/** Changes how an open page looks. `media` holds further media features, such as forced colours. */
export async function look(page, { width, height = 800, scheme = 'light', media = [], type = '' }) {
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  // Puppeteer's own call knows only some features; the browser knows all.
  page.control ??= await page.createCDPSession();
  await page.control.send('Emulation.setEmulatedMedia', {
    media: type,
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      ...media,
    ],
  });
}

/** Opens an address. Scripts may still fetch when the page has loaded; the last answers come a moment later. */
export async function go(page, address) {
  const answer = await page.goto(address, { waitUntil: 'load' });
  // A page that never rests is told by what it asked for, not by a test that gave up.
  await page.waitForNetworkIdle({ idleTime: 50, timeout: 3_000 }).catch(() => {});
  return answer;
}
