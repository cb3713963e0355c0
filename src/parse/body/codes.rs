//! What can be wrong in a Markdown body.

use crate::diagnostic::{Code, Severity};

/// A `[[link]]` of another program.
pub const WIKILINK: Code = Code {
    name: "wikilink",
    severity: Severity::Warning,
    manual: "\
`[[Page]]` is a link in some note-taking programs and plain text everywhere else, so readers would see the brackets.
Write an ordinary link with the path of the file: `[Chest drain insertion](../checklists/chest-drain.md)`.",
};

/// A link whose path has a space in it.
pub const SPACE_IN_LINK: Code = Code {
    name: "space-in-link",
    severity: Severity::Warning,
    manual: "\
A path with a space in it is no link in Markdown, so readers would see the brackets and could not follow it. Put the path in angle brackets,
`[the form](<my form.docx>)`, or write `%20` for each space: `[the form](my%20form.docx)`. Best is a file whose name has dashes in place of spaces.",
};

/// A star between two digits that Markdown takes for emphasis.
pub const STAR_IN_NUMBER: Code = Code {
    name: "star-in-number",
    severity: Severity::Error,
    manual: "\
Markdown makes words between two stars stand out and takes the stars away. It does so between digits, too: `Give 2*5 mg then 3*4 mg` would be
published as \"Give 25 mg then 34 mg\", another dose, and nobody would see that a star is gone. Write a multiplication sign, `2 × 5 mg`, or put
a backslash before the star, `2\\*5 mg`. A star with a blank at each side, `2 * 5 mg`, stays as well. A number that should stand out alone,
`**5** mg`, is fine.",
};

/// An image without words for those who do not see it.
pub const IMAGE_WITHOUT_ALT: Code = Code {
    name: "image-without-alt",
    severity: Severity::Warning,
    manual: "\
An image needs words in its square brackets that say what it shows: `![The wire is clamped at the skin](clamp.png)`.
Screen readers read them, and they stand in when the image does not load. Public sector sites must have them by law.",
};

/// Raw HTML in Markdown.
pub const RAW_HTML: Code = Code {
    name: "raw-html",
    severity: Severity::Warning,
    manual: "\
HTML tags in Markdown are shown as text, because a site that many people write must not carry markup that nobody checked.
Use Markdown for headings, lists, tables and links; take the tags away.",
};
