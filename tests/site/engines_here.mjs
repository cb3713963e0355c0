// Which engines beside Chromium's are installed here, and how each is started.
//
//   node engines_here.mjs     prints their names
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { hasFirefox, withFirefox } from './firefox.mjs';
import { hasWebKit, withWebKit } from './webkit.mjs';

/** By name: `start` runs its second argument with one page that looks as the first says, `isHere` tells whether it can. */
export const ENGINES = {
  firefox: { start: withFirefox, isHere: hasFirefox },
  webkit: { start: withWebKit, isHere: hasWebKit },
};

export const installed = () => Object.keys(ENGINES).filter((name) => ENGINES[name].isHere());

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(installed().join(' '));
