//! Fields that a kind cannot do without.

use crate::parse::fields::Fields;

/// A field that must be there: one finding when it is absent, none more when it could not be read.
pub(super) fn required<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    example: &str,
    read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let written = fields.has(key);
    let value = read(fields);
    if value.is_none() && !written {
        fields.missing(key, example);
    }
    value
}

/// Two fields of which one must be there.
pub(super) fn one_of(
    fields: &mut Fields<'_>,
    first: &'static str,
    second: &'static str,
    example: &str,
) {
    if !fields.has(first) && !fields.has(second) {
        fields.missing_both(first, second, example);
    }
}
