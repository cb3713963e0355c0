//! The one form all index files have: a classic script that is also read as bytes.
//!
//! `peerpressShard("name","…")`, where … is a raw DEFLATE stream in which four bytes are escaped as in a
//! JavaScript string: `\` as `\\`, `"` as `\"`, line feed as `\n`, carriage return as `\r`, and NUL as `\x00`.
//! Over HTTP the reader fetches the bytes; from `file://`, where fetching is forbidden, it adds a script element
//! with `charset="windows-1252"`, which maps every byte to one character.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::sync::Arc;

/// DEFLATE's level, 0 to 9. The highest saves 3 % of the bytes and takes twice the time.
const EFFORT: u32 = 2;

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct File {
    /// Name without folder or extension.
    pub name: String,
    /// Content before compression; what a memo should take as its key, together with `history`.
    pub content: Vec<u8>,
    /// Text the compressed stream may refer back to; empty for most files.
    pub history: Arc<[u8]>,
}

impl File {
    /// A file that refers to nothing before it.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content: content.into(),
            history: Arc::from([]),
        }
    }

    /// Path relative to the search folder.
    pub fn path(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The bytes to write: compressed, escaped and wrapped. Deterministic.
    pub fn bytes(&self) -> Vec<u8> {
        let packed = deflate(&self.content, &self.history);
        let mut out = Vec::with_capacity(packed.len() + packed.len() / 32 + self.name.len() + 24);
        out.extend_from_slice(b"peerpressShard(\"");
        out.extend_from_slice(self.name.as_bytes());
        out.extend_from_slice(b"\",\"");
        for byte in packed {
            match byte {
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'"' => out.extend_from_slice(b"\\\""),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                0 => out.extend_from_slice(b"\\x00"),
                other => out.push(other),
            }
        }
        out.extend_from_slice(b"\")");
        out
    }
}

/// A raw DEFLATE stream (RFC 1951); `history` is a preset dictionary. The compressor is new each time: one that was reset after other
/// files now and then packed the same bytes in another way, and the same input must give the same file.
fn deflate(content: &[u8], history: &[u8]) -> Vec<u8> {
    let mut state = Compress::new(Compression::new(EFFORT), false);
    if !history.is_empty() && state.set_dictionary(history).is_err() {
        // Cannot happen before the first byte; without a dictionary the stream would still be read correctly.
        state.reset();
    }
    let mut out = Vec::with_capacity(content.len() / 2 + 64);
    loop {
        let done = state.total_in() as usize;
        match state.compress_vec(&content[done..], &mut out, FlushCompress::Finish) {
            Ok(Status::StreamEnd) | Err(_) => return out,
            Ok(_) => out.reserve(content.len() / 4 + 64),
        }
    }
}

/// Makes a text safe as part of a file name: ASCII letters and digits stay, any other byte becomes `_` and two
/// hexadecimal digits.
pub fn safe_name(text: &str) -> String {
    let mut name = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            name.push(byte as char);
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    name
}
