//! A checklist's own text as a download: what its author wrote, front matter and all, so that another trust can go on with it.

/// The file as it was written, with line ends that every editor understands.
pub fn markdown(source: &str) -> Vec<u8> {
    let mut text = source.replace("\r\n", "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_mended_and_nothing_else() {
        assert_eq!(
            markdown("---\r\na: b\r\n---\r\n- [ ] x"),
            b"---\na: b\n---\n- [ ] x\n"
        );
    }
}
