"""Reads built checklists with other people's programs and compares them with their Markdown: `check.py SCRATCH FOLDER…`.

Beside every checklist's Markdown lie its files: NAME.pdf, NAME.docx, NAME.fhir.json, and NAME-short.* for the short form.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
from fhir.resources.R4B.questionnaire import Questionnaire

import words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Other programs do nearly all the work, so a thread for each core keeps all cores busy.
WORKERS = os.cpu_count() or 1
faults = []
counts = {"pdf": 0, "docx": 0, "fhir": 0, "libreoffice": 0, "prompts": 0}


def fault(file, what):
    faults.append(f"{file}: {what}")


def compare(file, expected, found):
    if expected != found:
        at = next((n for n, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
        fault(file, f"prompt {at + 1} of {len(expected)} (found {len(found)}): "
                    f"{(expected[at:at + 1] or ['nothing'])[0]!r} became {(found[at:at + 1] or ['nothing'])[0]!r}")
    counts["prompts"] += len(expected)


def missing(expected, text):
    """What is wrong, unless every prompt is there, each after the one before it."""
    text = squeezed(text)
    at = 0
    for number, prompt in enumerate(expected):
        found = text.find(squeezed(prompt), at)
        if found < 0:
            return f"prompt {number + 1} is not there in its place: {prompt!r}"
        at = found + len(squeezed(prompt))
    return ""


def squeezed(text):
    return re.sub(r"\s+", "", text)


def structure(file):
    """The text of a PDF in the order of its structure, and how many list items it has."""
    done = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True)
    # Titles of headings are printed in their own encoding.
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    said = [match.group(1) for line in lines if (match := re.match(r'\s*"(.*)"$', line))]
    return "".join(said), sum(line.strip().startswith("LI (") for line in lines), lines


def pdf(file, expected):
    counts["pdf"] += 1
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    if checked.returncode:
        fault(file, "qpdf: " + checked.stdout + checked.stderr)
    text, _, lines = structure(file)
    if not any(re.search("[\u0590-\u08ff]", prompt) for prompt in expected):
        # A picture letter is not in the fonts: its place is kept, and the author was told.
        wrong = missing([re.sub("[\U00010000-\U0010ffff]", "\ufffd", prompt) for prompt in expected], text)
        if wrong:
            fault(file, f"PDF: {wrong}")
    heads = [line.strip()[:2] for line in lines if re.match(r"\s*H[1-6][ (]", line)]
    if heads[:1] != ["H1"] or heads.count("H1") != 1:
        fault(file, f"headings begin with {heads[:3]}")
    info = subprocess.run(["pdfinfo", str(file)], capture_output=True).stdout.decode("utf-8", "replace")
    for needed in ["Title:", "Tagged:          yes", "Page size:       595.28 x 841.89 pts (A4)"]:
        if needed not in info:
            fault(file, f"pdfinfo does not say {needed!r}")


def document(file, expected):
    counts["docx"] += 1
    opened = docx.Document(str(file))
    found = []
    for paragraph in opened.element.body.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(W + "val") if style is not None else ""
        if name in ("ChecklistPrompt", "ChecklistLabel"):
            found.append("".join(text.text or "" for text in paragraph.iter(W + "t")))
    compare(file, expected, found)
    for table in opened.tables:
        if table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is None:
            fault(file, "a table has no header row")
    if not opened.core_properties.title or opened.core_properties.language != "en-GB":
        fault(file, "the document's properties have no title or language")
    boxes = sum(1 for _ in opened.element.body.iter(W14 + "checkbox"))
    return boxes


def questionnaire(file, expected):
    counts["fhir"] += 1
    data = json.loads(file.read_text())
    try:
        Questionnaire.model_validate(data)
    except Exception as error:  # Whatever it raises is a finding.
        fault(file, f"fhir.resources: {error}")
    asked, ids = [], []

    def visit(item):
        ids.append(item["linkId"])
        category = json.dumps(item.get("extension", []))
        words_only = item["type"] == "group" or "displayCategory" in category or ".words-" in item["linkId"]
        if not words_only and not re.search(r"\.count(-\d+)?\.\d+", item["linkId"]):
            asked.append(" ".join(item.get("text", "").split()))
        for inner in item.get("item", []):
            visit(inner)

    for item in data.get("item", []):
        visit(item)
    compare(file, expected, [prompt for prompt in asked])
    if len(set(ids)) != len(ids):
        fault(file, "a linkId is there twice")
    needed = re.findall(r'"question": "([^"]*)"', json.dumps(data))
    if not set(needed) <= set(ids):
        fault(file, "enableWhen asks for an item that is not there")


def convert(batch, profile):
    """LibreOffice makes tagged PDFs of Word files, beside them. Two at a time need a profile each."""
    export = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", export,
               "--outdir", str(profile.parent), *map(str, batch)]
    subprocess.run(command, capture_output=True, timeout=900)


def converted(file, made, expected, boxes):
    """LibreOffice shows every prompt in its order, and every box."""
    if not made.exists():
        fault(file, "LibreOffice made no PDF of it")
        return
    counts["libreoffice"] += 1
    # Picture letters are in the file, as was seen above; whether LibreOffice shows them depends on the machine's fonts.
    asked = [prompt for prompt in expected if not re.search("[\u0590-\u08ff\U00010000-\U0010ffff]", prompt)]
    # The order in which it is drawn takes a hundredth of the time to read, and nearly always is the order of the structure.
    drawn = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(made), "-"], capture_output=True)
    text = drawn.stdout.decode("utf-8", "replace")
    # Only the box for the label floats, so where it is drawn says nothing.
    if missing(asked[:1], text) or missing(asked[1:], text) or text.count("☐") != boxes:
        text, _, _ = structure(made)
        if wrong := missing(asked, text):
            fault(file, f"LibreOffice: {wrong}")
    if text.count("☐") != boxes:
        fault(file, f"LibreOffice shows {text.count('☐')} boxes of {boxes}")


def libreoffice(jobs, scratch, pool):
    """Converts all Word files, as many at a time as there are cores."""
    scratch.mkdir(parents=True, exist_ok=True)
    places = [scratch / f"{number:04}.docx" for number in range(len(jobs))]
    for place, (file, _, _) in zip(places, jobs):
        shutil.copyfile(file, place)
    batches = [places[start::WORKERS] for start in range(WORKERS) if places[start::WORKERS]]
    list(pool.map(lambda lane: convert(lane[1], scratch / f"profile-{lane[0]}"), enumerate(batches)))
    list(pool.map(lambda job: converted(job[0][0], job[1].with_suffix(".pdf"), *job[0][1:]), zip(jobs, places)))


def main(scratch, folders):
    forms = []
    for source in sorted(path for folder in folders for path in Path(folder).rglob("*.md")):
        text = source.read_text()
        for suffix in ("", "-short"):
            stem = source.with_suffix("")
            beside = {end: Path(f"{stem}{suffix}.{end}") for end in ("pdf", "docx", "fhir.json")}
            if any(path.exists() for path in beside.values()):
                forms.append((words.prompts(text, suffix == "-short"), beside))
    with ThreadPoolExecutor(WORKERS) as pool:
        papers = [(beside["pdf"], expected) for expected, beside in forms if beside["pdf"].exists()]
        # The largest takes as long as a hundred others: it must not come last, when the other cores have nothing to do.
        papers.sort(key=lambda paper: -paper[0].stat().st_size)
        list(pool.map(lambda paper: pdf(*paper), papers))
        written = []
        for expected, beside in forms:
            if beside["docx"].exists():
                written.append((beside["docx"], expected, document(beside["docx"], expected)))
            if beside["fhir.json"].exists():
                questionnaire(beside["fhir.json"], expected)
        libreoffice(written, Path(scratch), pool)
    for line in faults[:40]:
        print(line)
    print(f"{len(forms)} forms: {counts['pdf']} PDF, {counts['docx']} DOCX, {counts['fhir']} FHIR, "
          f"{counts['libreoffice']} converted by LibreOffice, {counts['prompts']} prompts compared, {len(faults)} faults")
    return 1 if faults or not forms else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
