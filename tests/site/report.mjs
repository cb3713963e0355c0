// Collects the results of one step and prints them so that a person can act on them.
//
// The same fault often stands on every page. It is printed once, with the pages it was found on, because four hundred
// equal lines hide the one that differs. The last line, "N passed, N failed", is what tests/run adds up.
import process from 'node:process';

export class Report {
  #passed = 0;
  #failed = 0;
  #faults = new Map();
  #notes = new Map();

  /** One thing was looked at and is sound. */
  pass() {
    this.#passed += 1;
  }

  /** One thing was looked at; `faults` is the list of what is wrong with it, empty when it is sound. */
  result(place, faults) {
    if (faults.length === 0) return this.pass();
    this.#failed += 1;
    for (const fault of faults) add(this.#faults, fault, place);
  }

  fail(place, fault) {
    this.result(place, [fault]);
  }

  /** The same, where each fault has a place of its own: pairs of place and fault. Still one test. */
  resultOf(faults) {
    if (faults.length === 0) return this.pass();
    this.#failed += 1;
    for (const [place, fault] of faults) add(this.#faults, fault, place);
  }

  /** Worth reading, but no reason to stop. */
  note(place, text) {
    add(this.#notes, text, place);
  }

  /** Prints everything and sets the exit code. A step that looked at nothing has failed. */
  end() {
    if (this.#passed + this.#failed === 0) this.fail('this step', 'nothing was tested');
    for (const [text, places] of this.#notes) console.log(`note: ${text}\n${list(places)}`);
    for (const [text, places] of this.#faults) console.log(`FAILED: ${text}\n${list(places)}`);
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed === 0 ? 0 : 1;
  }
}

function add(map, text, place) {
  if (!map.has(text)) map.set(text, new Set());
  map.get(text).add(place);
}

function list(places) {
  const all = [...places];
  const shown = all.slice(0, 8).map((place) => `    ${place}`);
  if (all.length > 8) shown.push(`    and ${all.length - 8} more`);
  return shown.join('\n');
}
