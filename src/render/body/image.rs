//! Images of this site; those of other sites are links.

use super::Writer;

impl Writer<'_> {
    /// An image of this site. One of another site is a link: the policy forbids to fetch it, and its host would learn who reads what.
    pub(super) fn image(&mut self) {
        let Some((number, alt)) = self.alt.take() else {
            return;
        };
        let Some(link) = self.link(number) else {
            self.escaped(&alt);
            return;
        };
        if link.href.contains(':') {
            // Without words for it there is still its address to follow.
            let words = if alt.trim().is_empty() {
                &link.href
            } else {
                &alt
            };
            if self.links > 0 {
                self.escaped(words);
                return;
            }
            self.out.push_str("<a href=\"");
            self.address(&link.href);
            self.out.push_str("\">");
            self.escaped(words);
            self.out.push_str("</a>");
            return;
        }
        self.out.push_str("<img src=\"");
        self.address(&link.href);
        self.out.push_str("\" alt=\"");
        self.attribute(&alt);
        self.out.push_str("\" loading=\"lazy\">");
    }
}
