// The schema of FHIR R4 and the standard's own invariants look at every questionnaire: node fhir.mjs FILE…
import { createRequire } from "node:module";
import fs from "node:fs";

const tools = createRequire(process.env.TOOLS + "/");
const Validator = tools("@asymmetrik/fhir-json-schema-validator");
const fhirpath = tools("fhirpath");
const model = tools("fhirpath/fhir-context/r4");
const schema = new Validator();
// The invariants of Questionnaire, as the standard words them (https://hl7.org/fhir/R4/questionnaire.html#invs),
// and two of ours: conditions find their question, and their answer is one that it offers.
const items = "Questionnaire.descendants().where($this.linkId.exists() and $this.type.exists())";
const rules = {
  "que-0": "Questionnaire.name.matches('[A-Z]([A-Za-z0-9_]){0,254}')",
  "que-1": `${items}.all((type='group' implies item.empty().not()) and (type='display' implies item.empty()))`,
  "que-2": "Questionnaire.descendants().linkId.isDistinct()",
  "que-3": `${items}.all(type!='display' or code.empty())`,
  "que-4": `${items}.all(answerOption.empty() or answerValueSet.empty())`,
  "que-5": `${items}.all((type='choice' or type='open-choice' or type='decimal' or type='integer' or type='date' or type='dateTime' or type='time' or type='string' or type='quantity') or (answerValueSet.empty() and answerOption.empty()))`,
  "que-6": `${items}.all(type!='display' or (required.empty() and repeats.empty()))`,
  "que-7": "Questionnaire.descendants().enableWhen.all(operator = 'exists' implies (answer is Boolean))",
  "que-8": `${items}.all((type!='group' and type!='display') or initial.empty())`,
  "que-9": `${items}.all(type!='display' or readOnly.empty())`,
  "que-12": `${items}.all(enableWhen.count() > 1 implies enableBehavior.exists())`,
  "que-13": `${items}.all(repeats=true or initial.count() <= 1)`,
  "conditions find their question": "Questionnaire.descendants().enableWhen.question.subsetOf(Questionnaire.descendants().linkId)",
  "choices offer something": `${items}.all(type='choice' implies (answerOption.exists() or answerValueSet.exists()))`,
  "value sets are there": `${items}.answerValueSet.all($this.substring(1) in %resource.contained.id)`,
};
const compiled = Object.entries(rules).map(([name, rule]) => [name, fhirpath.compile(rule, model)]);
function faultsOf(form) {
  const faults = schema.validate(form, true).map((error) => `${error.dataPath} ${error.message}`);
  for (const [name, holds] of compiled) {
    const found = holds(form, { resource: form });
    if (found.length !== 1 || found[0] !== true) faults.push(`${name}: ${JSON.stringify(found)}`);
  }
  return faults;
}

// A check that finds nothing in a form that is wrong proves nothing about the others.
const wrong = {
  resourceType: "Questionnaire",
  name: "no capital",
  status: "active",
  item: [
    { linkId: "a", type: "display", required: true, text: "x" },
    { linkId: "a", type: "choice", enableWhen: [{ question: "b", operator: "=", answerBoolean: true }] },
  ],
};
const planted = faultsOf(wrong).map((fault) => fault.split(":")[0]);
for (const needed of ["que-0", "que-2", "que-6", "conditions find their question", "choices offer something"]) {
  if (!planted.includes(needed)) {
    console.log(`the check for ${needed} does not find a planted fault`);
    process.exit(2);
  }
}
if (schema.validate({ ...wrong, status: "perhaps" }, true).length === 0) {
  console.log("the schema does not find a planted fault");
  process.exit(2);
}

let bad = 0;
const files = process.argv.slice(2);
for (const file of files) {
  const faults = faultsOf(JSON.parse(fs.readFileSync(file, "utf8")));
  if (faults.length) {
    bad += 1;
    console.log(`${file}: ${faults.slice(0, 5).join("; ")}`);
  }
}
console.log(`${files.length - bad} of ${files.length} keep to FHIR R4's schema and invariants`);
process.exit(bad || !files.length ? 1 : 0);
