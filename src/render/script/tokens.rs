//! A script cut into its tokens.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name or a word of the language.
    Name,
    /// A number.
    Number,
    /// String, regular expression, or the fixed part of a template: copied as it is.
    Literal,
    /// An operator, a bracket or another mark.
    Mark,
    /// A comment.
    Comment,
    /// The end of a line.
    Line,
}

/// Cuts a script into tokens; everything in the source is in exactly one of them, except blanks.
pub fn tokens(source: &str) -> Vec<(Kind, &str)> {
    let bytes = source.as_bytes();
    let mut tokens: Vec<(Kind, &str)> = Vec::new();
    let mut templates: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let kind = match bytes[at] {
            b'\n' => {
                at += 1;
                Kind::Line
            }
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += source[at..].find('\n').unwrap_or(source.len() - at);
                Kind::Comment
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at += source[at..]
                    .find("*/")
                    .map_or(source.len() - at, |end| end + 2);
                Kind::Comment
            }
            b'/' if regex_may_start(&tokens) => {
                at = regex_end(bytes, at);
                Kind::Literal
            }
            quote @ (b'"' | b'\'') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
                Kind::Literal
            }
            b'`' => {
                at = template_end(bytes, at + 1);
                if bytes[at - 1] == b'{' {
                    templates.push(depth);
                }
                Kind::Literal
            }
            b'}' if templates.last() == Some(&depth) => {
                templates.pop();
                at = template_end(bytes, at + 1);
                if bytes[at - 1] == b'{' {
                    templates.push(depth);
                }
                Kind::Literal
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' => {
                while at < bytes.len()
                    && (bytes[at].is_ascii_alphanumeric() || matches!(bytes[at], b'_' | b'$'))
                {
                    at += 1;
                }
                Kind::Name
            }
            byte if byte.is_ascii_digit()
                || byte == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'.') {
                    at += 1;
                }
                Kind::Number
            }
            byte => {
                match byte {
                    b'{' => depth += 1,
                    b'}' => depth -= 1,
                    _ => {}
                }
                let rest = &source[at..];
                let mark = ["...", "??=", "++", "--", "=>", "?.", "??", "||", "&&"]
                    .iter()
                    .find(|mark| rest.starts_with(**mark));
                at += mark.map_or_else(
                    || rest.chars().next().map_or(1, char::len_utf8),
                    |mark| mark.len(),
                );
                Kind::Mark
            }
        };
        at = at.min(source.len());
        tokens.push((kind, &source[start..at]));
    }
    tokens
}

/// From inside a template: the place after its end, or after the `${` that opens an expression.
fn template_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => return at + 1,
            b'$' if bytes.get(at + 1) == Some(&b'{') => return at + 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn regex_may_start(tokens: &[(Kind, &str)]) -> bool {
    let last = tokens
        .iter()
        .rev()
        .find(|token| !matches!(token.0, Kind::Comment | Kind::Line));
    last.is_none_or(|&(kind, text)| match kind {
        Kind::Mark => !matches!(text, ")" | "]" | "}"),
        Kind::Name => matches!(text, "return" | "of" | "in" | "typeof"),
        _ => false,
    })
}

fn regex_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    let mut in_class = false;
    while at < bytes.len() && (bytes[at] != b'/' || in_class) {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            _ => {}
        }
        at += 1;
    }
    at += 1;
    while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
        at += 1;
    }
    at
}
