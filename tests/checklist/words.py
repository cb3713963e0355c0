"""What a checklist's Markdown asks, read by other rules than peerpress uses, so that both can be compared.

One item is one line here: that is how the content and the generated checklists are written.
"""

import re

BRACES = re.compile(r'\s*(?<!\\)\{((?:[^{}"]|"[^"]*")*)\}\s*$')
ANSWERS = re.compile(
    r"(?:^|\s)(?:yes/no(?:/na)?|done|label|date|time|datetime|number|text|name|signature|one=|any=|unit=|min=|max=|lines=)"
)


def body(text):
    """What follows the front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)


def plain(words):
    """Words without Markdown's marks."""
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", words)
    words = re.sub(r"`([^`]*)`", r"\1", words)
    words = re.sub(r"(\*\*|\*)(\S(?:.*?\S)?)\1", r"\2", words)
    words = re.sub(r"\\([\\{}*_])", r"\1", words)
    return " ".join(words.split())


class Item:
    """One item: what it asks, whether it stays in the short form, its name, and the names it depends on."""

    def __init__(self, prompt, braces, outer):
        self.prompt = prompt
        name = re.search(r"(?:^|\s)#([\w-]+)", braces)
        self.name = name and name.group(1)
        self.short = bool(re.search(r"(?:^|\s)short(?:\s|$)", re.sub(r'"[^"]*"', '""', braces))) or outer[0]
        self.needs = names(braces) + outer[1]


def names(braces):
    found = re.search(r'if="([^"]*)"', braces)
    return [test.split("=")[0].strip() for test in found.group(1).split(",")] if found else []


def items(text):
    """All items in their order."""
    found = []
    stage = group = (False, [])
    for line in body(text).split("\n"):
        heading = re.match(r"(#{1,6}) ", line)
        braces = BRACES.search(line)
        inside = braces.group(1) if braces else ""
        if heading:
            marks = ("short" in re.sub(r'"[^"]*"', "", inside).split(), names(inside))
            if len(heading.group(1)) <= 2:
                stage, group = marks, (False, [])
            else:
                group = marks
        entry = re.match(r"\s*[-*+] (\[ \] )?(.*)$", line)
        if not entry:
            continue
        task, words = entry.groups()
        words = BRACES.sub("", words) if braces else words
        blank = re.search(r"_{3,}", words)
        if not (task or ANSWERS.search(" " + inside) or blank):
            continue
        prompt = plain(words.split("::")[0] if "::" in words else words)
        if blank or re.search(r"(?:^|\s)(label|date|time|datetime|number|text|name|signature)(\s|$)", inside):
            prompt = re.sub(r"\s*:?\s*_{3,}.*$", "", prompt).rstrip(": ")
        found.append(Item(prompt, inside, (stage[0] or group[0], stage[1] + group[1])))
    return found


def prompts(text, short=False):
    """What a form asks, in order. A question that stays in the short form brings along those it depends on."""
    everything = items(text)
    if not short:
        return [item.prompt for item in everything]
    kept = {at for at, item in enumerate(everything) if item.short}
    while True:
        needed = {name for at in kept for name in everything[at].needs}
        more = kept | {at for at, item in enumerate(everything) if item.name in needed}
        if more == kept:
            return [everything[at].prompt for at in sorted(kept)]
        kept = more
