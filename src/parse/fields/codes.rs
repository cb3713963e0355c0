//! What can be wrong with a key and its value.

use crate::diagnostic::{Code, Severity};

/// A key that has no meaning in its place.
pub const UNKNOWN_KEY: Code = Code {
    name: "unknown-key",
    severity: Severity::Error,
    manual: "\
This key means nothing here, so what stands behind it would silently not appear. Most often it is a slip of the keyboard
(the message names the nearest known key), or a key of another kind of page.",
};

/// A required key that is not there.
pub const MISSING_FIELD: Code = Code {
    name: "missing-field",
    severity: Severity::Error,
    manual: "\
This kind of page cannot stand without this field: readers decide by it whether they may rely on the page (who wrote it,
which version, when it was last reviewed). Add a line with the key and its value to the front matter.",
};

/// A value of another shape than its key needs.
pub const WRONG_TYPE: Code = Code {
    name: "wrong-type",
    severity: Severity::Error,
    manual: "\
The key is known, but its value has another shape: a list where one text belongs, words where a number belongs, and so on.
The message says which shape is needed. A version goes in quotes, because 1.10 without quotes is the number 1.1.
A key that has keys of its own is written over several lines, each indented by two spaces:
    speaker:
      name: Theatre matron
      role: Nurse lead",
};

/// A date that does not exist or is written in another order.
pub const BAD_DATE: Code = Code {
    name: "bad-date",
    severity: Severity::Error,
    manual: "\
Dates are written year first: 2026-11-30. Every other order is read differently by somebody. On the site the date appears as
30 November 2026.",
};

/// A word that is not one of those its key allows.
pub const UNKNOWN_VALUE: Code = Code {
    name: "unknown-value",
    severity: Severity::Error,
    manual: "\
This key takes one of a few fixed words. The message names the nearest, or all of them.",
};

/// A text where an address on the web belongs.
pub const BAD_WEB_ADDRESS: Code = Code {
    name: "bad-web-address",
    severity: Severity::Error,
    manual: "\
This key takes an address on the web, written out in full: https://www.example.org/page. Without https:// a browser would look for a page of that
name on this site. Other beginnings, such as javascript: or file:, can run code in a reader's browser or lead to the author's own computer.",
};
