// Finds the installed packages. They live in tests/tools/.cache/npm, away from the sources, so that a clean clone stays
// clean; Node would only look for them beside this file, hence the explicit door.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const TOOLS = join(here, '..', 'tools', '.cache', 'npm');
export const require = createRequire(join(TOOLS, 'package.json'));

/** Imports a file of a package that offers itself to `import` only. */
export const importFile = (path) => import(pathToFileURL(join(TOOLS, 'node_modules', path)));
