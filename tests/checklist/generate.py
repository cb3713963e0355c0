"""Writes checklists that nobody would write, always the same ones: `generate.py FOLDER COUNT`."""

import random
import sys
from pathlib import Path

WORDS = """identity consent reason checked airway plan spoken aloud tube wire guide needle swab count trace carbon dioxide
blood group allergy antibiotic drape glove mask side site marked scan seen by two people weight dose drawn up label flushed
suction oxygen monitor position collar neck line vein artery pressure sample pH strip film X-ray tip depth teeth nostril
cuff tape stitch dressing handed over notes written record alert sharps thrown away by the person who used them 2% 0.9% ≥5.5
“quoted” Łódź naïve µg/kg ½ – → é A&E <b> 'x' "y" \\* `code` **stressed** *slanted* [linked](https://x.example) office fjord""".split()
ARABIC = "الهوية فحص المريض الموافقة الموقع الجانب الدواء".split()
UNITS = ["cm", "mm", "kg", "ml", "cmH2O", "", "widgets"]
ANSWERS = ["yes/no", "yes/no/na", "done", "", "any=\"A|B and C|D\"", "one=\"Yes|Yes with help|No\"", "one=\"Left|Right|Both < & >\""]
BLANKS = ["text", "text lines=2", "text lines=5", "date", "time", "datetime", "name", "signature"]


def sentence(pick, least=2, most=14):
    return " ".join(pick.choice(WORDS) for _ in range(pick.randint(least, most)))


class Writer:
    def __init__(self, pick):
        self.pick = pick
        self.named = []
        self.count = 0

    def braces(self, answer):
        """The words behind an item, in any order."""
        parts = [answer] if answer else []
        pick = self.pick
        if pick.random() < 0.15:
            parts.append("stop")
        if pick.random() < 0.2:
            parts.append("short")
        if self.named and pick.random() < 0.2:
            tests = [f"{name}={value}" for name, values in pick.sample(self.named, min(len(self.named), pick.randint(1, 2)))
                     for value in [pick.choice(values)]]
            parts.append('if="' + ", ".join(tests) + '"')
        if answer in ("yes/no", "yes/no/na") and pick.random() < 0.3:
            self.count += 1
            name = f"item-{self.count}"
            self.named.append((name, ["yes", "no"] + (["n/a"] if answer.endswith("na") else [])))
            parts.append("#" + name)
        if pick.random() < 0.1:
            parts.append("ask=leader by=second-checker")
        pick.shuffle(parts)
        return " {" + " ".join(parts) + "}" if parts else ""

    def item(self):
        pick = self.pick
        if pick.random() < 0.25:
            if pick.random() < 0.4:
                unit = pick.choice(UNITS)
                bounds = pick.choice(["", " min=0", " min=0.5 max=90"])
                made = f"- {sentence(pick, 1, 5)}: ____ {unit} {{number{' unit=' + unit if unit else ''}{bounds}}}"
            else:
                made = f"- {sentence(pick, 1, 5)}: ____{self.braces(pick.choice(BLANKS))}"
        else:
            words = " ".join(pick.sample(ARABIC, 3)) if pick.random() < 0.02 else sentence(pick)
            response = f" :: {sentence(pick)}" if pick.random() < 0.15 else ""
            made = f"- [ ] {words}{response}{self.braces(pick.choice(ANSWERS))}"
        hints = [f"  - {sentence(pick)}" for _ in range(pick.choice([0, 0, 0, 1, 2]))]
        return "\n".join([made, *hints])

    def body(self):
        pick = self.pick
        parts = [sentence(pick, 5, 40) + "."] if pick.random() < 0.3 else []
        head = ["- Patient label {label short}"] if pick.random() < 0.8 else []
        head += [f"- When: ____ {{{pick.choice(['date', 'datetime'])} short}}"]
        head += [f"- {sentence(pick, 1, 4)}: ____ {{name}}" for _ in range(pick.randint(0, 3))]
        parts.append("\n".join(head))
        for stage in range(pick.randint(1, 6)):
            parts.append(f"## {sentence(pick, 1, 6)}")
            for group in range(pick.randint(1, 3)):
                if pick.random() < 0.4:
                    parts.append(f"### {sentence(pick, 1, 4)}")
                if pick.random() < 0.3:
                    parts.append(sentence(pick, 5, 60) + ".")
                parts.append("\n".join(self.item() for _ in range(pick.randint(1, 9))))
                if pick.random() < 0.2:
                    parts.append(f"> [!{pick.choice(['CAUTION', 'WARNING', 'NOTE'])}]\n> {sentence(pick, 5, 20)}.")
                if pick.random() < 0.15:
                    rows = "\n".join(f"| {pick.choice('ABCDEFG')} {row} | ____ | |" for row in range(pick.randint(1, 6)))
                    parts.append(f"### Count {{count}}\n\n| Thing | Out | Back |\n| - | - | - |\n{rows}")
        parts.append("- [ ] Said before the short form ends {short}\n- Operator: ____ {signature short}")
        return "\n\n".join(parts)


def strange():
    """Texts that are still sound checklists, but that no program likes."""
    long = " ".join(["word"] * 3000)
    tail = "\n- When: ____ {date}\n- Operator: ____ {signature}\n"
    yield "many", "Many items", "\n".join(f"- [ ] Item number {n} {{yes/no}}" for n in range(2000)) + tail
    yield "long", "A long item", f"- [ ] {long} {{yes/no stop}}\n  - {long}\n\n> [!CAUTION]\n> {long}\n" + tail
    yield "wide", "Supercalifragilistic" * 15, f"- [ ] {'x' * 400} {{one=\"{'y' * 200}|No\"}}\n" + tail
    yield "right-to-left", "قائمة التحقق", "- [ ] هل تم التحقق من هوية المريض (ABC 123)؟ {yes/no}\n- [ ] Mixed مرحبا words {done}\n" + tail
    yield "pictures", "Heart 🫀 and 💉", "- [ ] Syringe 💉 ready, heart 🫀 seen {yes/no}\n" + tail
    yield "table", "Table", f"### Count {{count}}\n\n| Thing | Out |\n| - | - |\n" + "\n".join(f"| {n} | |" for n in range(90)) + "\n" + tail
    yield "bare", "Bare", "- [ ] One\n- [ ] Two\n"


def front(title, version, pathway="minor", day=1):
    return (f"---\ntitle: \"{title}\"\nsummary: Generated.\nprocedure: x\npathway: {pathway}\nscope: patient\n"
            f"version: \"{version}\"\nstatus: ratified\nratified_by: Nobody\nissued: 2026-01-0{day}\n"
            f"last_reviewed: 2026-01-01\nreview_due: 2028-01-01\nlicence: OGL-UK-3.0\n---\n\n")


def main(folder, count):
    place = Path(folder) / "trusts" / "generated" / "checklists"
    place.mkdir(parents=True, exist_ok=True)
    for name, title, text in strange():
        (place / f"{name}.md").write_text(front(title, "1.0") + text)
    for number in range(count):
        pick = random.Random(number)
        title = sentence(pick, 2, 8).replace('"', "").replace("\\", "").replace("*", "").replace("`", "")
        pathway = "both" if number % 3 == 0 else "minor"
        text = front(title, f"1.{number}", pathway, number % 9 + 1) + Writer(pick).body() + "\n"
        (place / f"g{number:03}.md").write_text(text)


main(sys.argv[1], int(sys.argv[2]))
