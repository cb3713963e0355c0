//! What can be wrong with a checklist: every code with its manual page.

use crate::diagnostic::{Code, Severity};

/// A box that is ticked in the source.
pub const TICKED_BOX: Code = Code {
    name: "checklist-ticked-box",
    severity: Severity::Error,
    manual: "\
This box is already ticked (`- [x]`). A checklist is read with an open mind: a box that comes ticked is one that nobody checked.
Write `- [ ]` with a space between the brackets.",
};

/// A word in braces that has no meaning there.
pub const UNKNOWN_WORD: Code = Code {
    name: "checklist-unknown-word",
    severity: Severity::Error,
    manual: "\
A block in braces at the end of a line says how an item is answered, and this word in it means nothing there. If it were left out
silently, a stop or an answer could be lost in print. The message names the nearest known word. On items: yes/no, yes/no/na, done,
label, date, time, datetime, number, text, name, signature, stop, short, #id, one=, any=, ask=, by=, if=, unit=, min=, max=, lines=,
ref=. On headings: stage=, count, short, #id, if=, ref=. A brace that is meant as a brace is written `\\{`.",
};

/// Braces that do not end, or do not stand at the end.
pub const BROKEN_BRACES: Code = Code {
    name: "checklist-broken-braces",
    severity: Severity::Error,
    manual: "\
What is in braces gives meaning to the line before it, so it must be closed with `}` and nothing may follow it. Quotation marks
inside it come in pairs. A brace that is meant as a brace is written `\\{`.",
};

/// A key in braces with a value it cannot have.
pub const BAD_VALUE: Code = Code {
    name: "checklist-bad-value",
    severity: Severity::Error,
    manual: "\
The word in braces is known, but what it is given does not fit: a number where `min` and `max` need one, at least two answers for
`one` and `any`, 1 to 20 for `lines`, one sort of answer for each item. The message says what is needed.",
};

/// A condition on an item that does not exist.
pub const UNKNOWN_ID: Code = Code {
    name: "checklist-unknown-id",
    severity: Severity::Error,
    manual: "\
`if=\"risk=yes\"` asks for the answer of the item named `#risk`, and no item has that name, so nobody would ever know whether
this question applies. Give the item its name (`{yes/no #risk}`) or mend the spelling.",
};

/// A condition on an answer that the item does not offer.
pub const UNKNOWN_ANSWER: Code = Code {
    name: "checklist-unknown-answer",
    severity: Severity::Error,
    manual: "\
This condition waits for an answer that the named item does not offer, so it could never be met. Use one of its answers; capitals do
not matter. A blank that is written in cannot be asked for.",
};

/// One id twice.
pub const DUPLICATE_ID: Code = Code {
    name: "checklist-duplicate-id",
    severity: Severity::Error,
    manual: "\
Two items have the same `#id`, so a condition that names it would mean both. Give every item a name of its own.",
};

/// A question that is read as words.
pub const BROKEN_BOX: Code = Code {
    name: "checklist-broken-box",
    severity: Severity::Error,
    manual: "\
The line was meant to ask something, but it is read as plain words, so this question would be text that nobody is asked. A box is a
dash, a space, two square brackets with one space between them, and a space before the words: `- [ ] Identity checked`. A line to fill
in begins with a dash and a space: `- Operator: ____ {name}`.
Lines that are pasted from a word processor often begin with its own signs (`•`, `☐`, a long dash), or with tabs or spaces that do not
break. Replace all of them by what stands above. Words in braces mean nothing on plain text, on a bullet without a box, or in a quotation.
A brace that is meant as a brace is written `\\{`.",
};

/// What was meant as a heading and is read as words.
pub const BROKEN_HEADING: Code = Code {
    name: "checklist-broken-heading",
    severity: Severity::Error,
    manual: "\
The line begins with hashes, or is nothing but the name of a stage, as Word pastes it; but it is read as plain words, so a stage or a group would
be lost, and its questions would stand under the heading before it. A heading is one or more hashes at the beginning of the line, an ordinary
space, and its words: `## Sign in`.",
};

/// An item that says nothing.
pub const NO_WORDS: Code = Code {
    name: "checklist-no-words",
    severity: Severity::Error,
    manual: "\
This question would be printed as a box without words, and nobody could know what is asked. Write it before the braces
(`- [ ] Site marked {yes/no}`), or take the line away.",
};

/// A sort of answer in brackets that are no braces.
pub const ANSWER_IN_BRACKETS: Code = Code {
    name: "checklist-answer-in-brackets",
    severity: Severity::Warning,
    manual: "\
The line ends with a sort of answer in round or square brackets, which are words like any others: they would be read aloud, and the boxes or
the room to write in would be missing. Answers stand in braces at the end of the line: `- [ ] Site marked {yes/no}`, `- Operator: ____ {name}`.
If the words are part of the question, put something behind them.",
};

/// Words where a blank belongs.
pub const FILLED_BLANK: Code = Code {
    name: "checklist-filled-blank",
    severity: Severity::Error,
    manual: "\
Something is already written in this blank. It may be about a patient, and a patient's data must never be published, so the build
stops. A blank is a label, a colon and three or more underscores: `- Operator: ____ {name}`. Only a unit may follow it; a sort of answer stands
in braces.
If these words are part of the question, put them before the colon.",
};

/// A stage that asks nothing.
pub const EMPTY_STAGE: Code = Code {
    name: "checklist-empty-stage",
    severity: Severity::Error,
    manual: "\
Nothing is asked in this stage, so it would print as an empty heading. Add an item, or turn the heading into text.",
};

/// A table inside an item.
pub const TABLE_IN_LIST: Code = Code {
    name: "checklist-table-in-list",
    severity: Severity::Error,
    manual: "\
A table inside a list item cannot be read aloud in its place and is left out. Put it after the list, under a heading of its own
such as `### Count {count}`.",
};

/// `count` without a table.
pub const COUNT_WITHOUT_TABLE: Code = Code {
    name: "checklist-count-without-table",
    severity: Severity::Error,
    manual: "\
The heading says that things are counted here, but no table follows. Add a table with one row per thing and `____` or empty cells
to write in.",
};

/// No date to fill in.
pub const NO_DATE: Code = Code {
    name: "checklist-no-date",
    severity: Severity::Warning,
    manual: "\
A filled-in checklist without a date proves nothing later. Add `- Date and time: ____ {datetime}` at the top.",
};

/// Nobody signs.
pub const NO_SIGNATURE: Code = Code {
    name: "checklist-no-signature",
    severity: Severity::Warning,
    manual: "\
Nobody can tell later who did the checks. Add `- Operator: ____ {signature}` or a `{name}` field.",
};

/// No room for the patient's label.
pub const NO_LABEL: Code = Code {
    name: "checklist-no-label",
    severity: Severity::Warning,
    manual: "\
`scope: patient` means that one copy belongs to one patient, but there is no box for the label. Add `- Patient label {label}` at the
top, or set the scope to `list` or `session`.",
};

/// More than anybody reads aloud.
pub const LONG_STAGE: Code = Code {
    name: "checklist-long-stage",
    severity: Severity::Warning,
    manual: "\
A stage of more than nine items takes longer than people listen, and items in the middle get skipped. Keep the ones that have killed
somebody, or divide the stage.",
};

/// Two questions, one answer.
pub const DOUBLE_QUESTION: Code = Code {
    name: "checklist-double-question",
    severity: Severity::Warning,
    manual: "\
This item asks two things and takes one answer: if one is true and the other is not, nobody can answer honestly. Make two items.",
};

/// A yes without a no.
pub const NO_WAY_TO_SAY_NO: Code = Code {
    name: "checklist-no-way-to-say-no",
    severity: Severity::Warning,
    manual: "\
This question can be answered Yes but not No. Whoever would have to say No will tick Yes or nothing, and nobody learns of it.
Add an answer that begins with No.",
};

/// Longer than a breath.
pub const LONG_PROMPT: Code = Code {
    name: "checklist-long-prompt",
    severity: Severity::Warning,
    manual: "\
This item is too long to be read aloud in one breath (more than 60 words). Keep the question, and put the rest below it as an
indented hint.",
};

/// Stages in another order than they happen.
pub const STAGE_ORDER: Code = Code {
    name: "checklist-stage-order",
    severity: Severity::Warning,
    manual: "\
Stages come in the order in which they happen: team brief, consent, sign in, time out, during, implants, reconciliation, sign out,
handover, debrief. If the heading's words were misunderstood, say which stage is meant: `## Stop {stage=time-out}`.",
};

/// A short form of which nothing is left.
pub const EMPTY_SHORT_FORM: Code = Code {
    name: "checklist-empty-short-form",
    severity: Severity::Error,
    manual: "\
`pathway: both` makes a full and a short form from one text, but no item is marked `short`, so the short form would be empty. Mark the
items that must be asked even when seconds count, or write `pathway: major`.",
};

/// A letter that cannot be printed.
pub const UNPRINTABLE_LETTER: Code = Code {
    name: "checklist-unprintable-letter",
    severity: Severity::Warning,
    manual: "\
The fonts of printed checklists do not have this letter: most often it is a picture letter (emoji), or a script that they do not cover.
The page and the Word file show it; the PDF would show � in its place. Write the word instead of the picture.",
};
