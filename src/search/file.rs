//! The one form all index files have: a classic script that is also read as bytes.
//!
//! `peerpressShard("name","…")`, where … is a raw DEFLATE stream in which four bytes are escaped as in a
//! JavaScript string: `\` as `\\`, `"` as `\"`, line feed as `\n`, carriage return as `\r`, and NUL as `\x00`.
//! Over HTTP the reader fetches the bytes; from `file://`, where fetching is forbidden, it adds a script element
//! with `charset="windows-1252"`, which maps every byte to one character.

use std::borrow::Cow;
use std::cell::RefCell;

use libdeflater::{CompressionLvl, Compressor};

use crate::hash::Digest;

/// libdeflate's level, 1 to 12. The sixth saves 2 % of the bytes and takes twice the time.
const EFFORT: i32 = 1;

/// A file of the index.
pub struct File {
    /// Name without folder or extension. All but that of the root end in a mark of the content.
    pub name: String,
    /// Stands for the content, whether that is made yet or not.
    pub digest: Digest,
    content: Content,
}

/// What stands in a file.
enum Content {
    Made(Vec<u8>),
    Later(Box<dyn Fn() -> Vec<u8> + Send + Sync>),
}

impl File {
    /// A file of this name, without folder or extension.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        Self {
            name: name.into(),
            digest: Digest::of_bytes(&content),
            content: Content::Made(content),
        }
    }

    /// A file whose content, which this digest stands for, is made when somebody asks for it.
    pub fn later(
        name: String,
        digest: Digest,
        make: impl Fn() -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            digest,
            content: Content::Later(Box::new(make)),
        }
    }

    /// The content before compression.
    pub fn content(&self) -> Cow<'_, [u8]> {
        match &self.content {
            Content::Made(content) => Cow::Borrowed(content),
            Content::Later(make) => Cow::Owned(make()),
        }
    }

    /// Path relative to the search folder.
    pub fn path(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The digest of all that the bytes follow from.
    pub fn key(&self) -> Digest {
        Digest::of(&(&self.name, self.digest))
    }

    /// The bytes to write: compressed, escaped and wrapped. Deterministic.
    pub fn bytes(&self) -> Vec<u8> {
        PRESS.with_borrow_mut(|press| {
            let packed = press.pack(&self.content());
            let length = packed.len() + packed.len() / 32 + self.name.len() + 24;
            let mut out = Vec::with_capacity(length);
            out.extend_from_slice(b"peerpressShard(\"");
            out.extend_from_slice(self.name.as_bytes());
            out.extend_from_slice(b"\",\"");
            escape(packed, &mut out);
            out.extend_from_slice(b"\")");
            out
        })
    }
}

thread_local! {
    static PRESS: RefCell<Press> = RefCell::new(Press {
        compressor: Compressor::new(CompressionLvl::new(EFFORT).unwrap_or_default()),
        packed: Vec::new(),
    });
}

/// A compressor and room for what it makes, one for each thread. Each stream is made from nothing but its content, whatever was packed before it.
struct Press {
    compressor: Compressor,
    packed: Vec<u8>,
}

impl Press {
    /// A raw DEFLATE stream (RFC 1951).
    fn pack(&mut self, content: &[u8]) -> &[u8] {
        let most = self.compressor.deflate_compress_bound(content.len());
        if self.packed.len() < most {
            self.packed.resize(most, 0);
        }
        // It fails only where there is less room than the bound just asked for.
        let length = self
            .compressor
            .deflate_compress(content, &mut self.packed)
            .unwrap_or_default();
        &self.packed[..length]
    }
}

/// Escapes what may not stand in a JavaScript string; most bytes need nothing, so whole stretches are copied.
fn escape(packed: &[u8], out: &mut Vec<u8>) {
    for stretch in packed.chunk_by(|before, _| !needs_escape(*before)) {
        let Some((last, plain)) = stretch.split_last() else {
            continue;
        };
        out.extend_from_slice(plain);
        match last {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'"' => out.extend_from_slice(b"\\\""),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0 => out.extend_from_slice(b"\\x00"),
            other => out.push(*other),
        }
    }
}

/// By byte, so that a stretch is scanned without branches.
const ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    table[0] = true;
    table[b'\n' as usize] = true;
    table[b'\r' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

fn needs_escape(byte: u8) -> bool {
    ESCAPED[byte as usize]
}

/// Makes a text safe as part of a file name: ASCII letters, digits and dots stay, any other byte becomes `_` and two hexadecimal digits.
/// That is what `encodeURIComponent` makes of it, with `_` for `%`.
pub fn safe_name(text: &str) -> String {
    let mut name = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'.' {
            name.push(byte as char);
        } else {
            name.push_str(&format!("_{byte:02X}"));
        }
    }
    name
}
