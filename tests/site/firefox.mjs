// Starts Debian's Firefox, driven by Puppeteer over WebDriver BiDi.
import { existsSync } from 'node:fs';
import { require } from './tools.mjs';

const puppeteer = require('puppeteer-core');

const firefox = () => ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
export const hasFirefox = () => firefox() !== undefined;

/** Runs `work` with one page of a fresh browser. Over BiDi, Puppeteer changes neither the scheme nor script; the profile does. */
export async function withFirefox({ scheme = 'light', script = true }, work) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox(),
    headless: true,
    timeout: 60_000,
    protocolTimeout: 60_000,
    extraPrefsFirefox: {
      'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
      'javascript.enabled': script,
      // Scroll bars of a desktop take width that those of a phone do not.
      'ui.useOverlayScrollbars': 1,
      'ui.prefersReducedMotion': 1,
    },
  });
  try {
    return await work(await browser.newPage());
  } finally {
    await browser.close();
  }
}
