//! JSON with an entry of its main lists on each line: short, and still to be read and compared line by line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// How deep the entries of a list stand that is a field of the whole.
const ENTRY: usize = 2;

/// Compact, with a line break before each entry.
#[derive(Default)]
struct Lines {
    depth: usize,
}

/// Structs of texts and numbers as JSON of some `room` bytes; they always serialise.
pub fn json<T: Serialize>(value: &T, room: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(room);
    let mut serializer = Serializer::with_formatter(&mut bytes, Lines::default());
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "{written:?}");
    bytes.push(b'\n');
    bytes
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        if self.depth == ENTRY {
            writer.write_all(b"\n")?;
        }
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_on_lines_of_their_own() {
        let value =
            serde_json::json!({"a": "b", "list": [{"c": ["d", "e"]}, {"c": []}], "none": []});
        let text = String::from_utf8(json(&value, 0)).expect("UTF-8");
        let lines = [
            "{\"a\":\"b\",\"list\":[",
            "{\"c\":[\"d\",\"e\"]},",
            "{\"c\":[]}],\"none\":[]}",
            "",
        ];
        assert_eq!(text, lines.join("\n"));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).expect("JSON"),
            value
        );
    }
}
