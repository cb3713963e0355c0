//! Words become lines: shaped, broken where the language allows, and in the order in which they are written.

use std::ops::Range;
use std::rc::Rc;

use unicode_bidi::BidiInfo;

use crate::typeface::{self, Glyph, Style};

/// A line ready to be drawn.
#[derive(Clone, Debug)]
pub struct Line {
    /// The text that the glyphs show.
    pub text: Rc<str>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// How wide it is without the space at its end.
    pub width: f32,
    /// Whether its paragraph is written from right to left.
    pub backwards: bool,
}

impl Line {
    /// The bytes of the text that the glyphs show.
    pub fn shown(&self) -> Range<usize> {
        let ranges = || self.glyphs.iter().map(|glyph| &glyph.range);
        let start = ranges().map(|range| range.start).min().unwrap_or(0);
        let end = ranges().map(|range| range.end).max().unwrap_or(start);
        start..end
    }

    /// Cuts the line wherever `key` of a byte of the text changes; each piece comes with its distance from the left edge, and all come in
    /// the order in which they are read.
    pub fn pieces<K: PartialEq>(&self, size: f32, key: impl Fn(usize) -> K) -> Vec<(K, f32, Line)> {
        let mut x = 0.0;
        let mut pieces = Vec::new();
        for glyphs in self
            .glyphs
            .chunk_by(|one, other| key(one.range.start) == key(other.range.start))
        {
            let Some(first) = glyphs.first() else {
                continue;
            };
            let piece = Line::of(&self.text, glyphs.to_vec(), size, self.backwards);
            pieces.push((key(first.range.start), x, piece));
            x += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() * size;
        }
        if self.backwards {
            pieces.reverse();
        }
        pieces
    }

    fn of(text: &Rc<str>, glyphs: Vec<Glyph>, size: f32, backwards: bool) -> Self {
        let is_space = |glyph: &&Glyph| text.get(glyph.range.clone()) == Some(" ");
        let whole: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let hanging: f32 = glyphs
            .iter()
            .rev()
            .take_while(is_space)
            .map(|glyph| glyph.advance)
            .sum();
        Line {
            text: Rc::clone(text),
            width: (whole - hanging) * size,
            glyphs,
            backwards,
        }
    }
}

/// Words of one style.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The words.
    pub text: &'a str,
    /// How they are stressed.
    pub style: Style,
}

/// Breaks words into lines no wider than `width`, at a size of `size`. There is always at least one line.
pub fn lines(words: &[Words<'_>], size: f32, width: f32) -> Vec<Line> {
    placed_lines(words, size, width).0
}

/// The same, and where each of the words lies in the text of the lines.
pub fn placed_lines(
    words: &[Words<'_>],
    size: f32,
    width: f32,
) -> (Vec<Line>, Vec<(Range<usize>, Style)>) {
    let mut text = String::new();
    let mut styles: Vec<(Range<usize>, Style)> = Vec::new();
    for part in words {
        let start = text.len();
        text.push_str(&typeface::printable(part.text));
        styles.push((start..text.len(), part.style));
    }
    let paragraph = Paragraph {
        right_to_left: typeface::is_right_to_left(&text),
        text: text.into(),
        styles,
        size,
        width,
    };
    let lines = if paragraph.right_to_left {
        paragraph.lines_both_ways()
    } else {
        paragraph.lines_one_way()
    };
    (lines, paragraph.styles)
}

/// One line, however wide.
pub fn line(text: &str, style: Style, size: f32) -> Line {
    let words = [Words { text, style }];
    let mut lines = lines(&words, size, f32::INFINITY);
    lines.swap_remove(0)
}

struct Paragraph {
    text: Rc<str>,
    styles: Vec<(Range<usize>, Style)>,
    size: f32,
    width: f32,
    right_to_left: bool,
}

impl Paragraph {
    /// Shapes all at once and cuts the glyphs: right for scripts that run from left to right.
    fn lines_one_way(&self) -> Vec<Line> {
        let mut glyphs = Vec::new();
        for (range, style) in &self.styles {
            typeface::shape(&self.text, range.clone(), *style, false, &mut glyphs);
        }
        let starts = self.breaks(&glyphs);
        let mut lines = Vec::with_capacity(starts.len());
        let mut rest = glyphs;
        for at in (0..starts.len()).rev() {
            let cut = rest.split_off(starts[at]);
            lines.push(self.line(cut, false));
        }
        lines.reverse();
        lines
    }

    /// The first glyph of every line.
    fn breaks(&self, glyphs: &[Glyph]) -> Vec<usize> {
        let mut starts = vec![0];
        let mut from = 0.0;
        // The latest place where this line may end, and how wide everything before it is.
        let mut chance: Option<(usize, f32)> = None;
        let mut allowed = unicode_linebreak::linebreaks(&self.text)
            .map(|(at, _)| at)
            .peekable();
        let mut sum = 0.0;
        for (at, glyph) in glyphs.iter().enumerate() {
            while allowed
                .next_if(|place| *place < glyph.range.start)
                .is_some()
            {}
            if allowed.peek() == Some(&glyph.range.start) && at > 0 {
                chance = Some((at, sum));
            }
            let is_space = self.text.get(glyph.range.clone()) == Some(" ");
            sum += glyph.advance * self.size;
            // A space may hang over the edge; a letter may not.
            if is_space || sum - from <= self.width {
                continue;
            }
            let last = starts.last().copied().unwrap_or(0);
            match chance.take().filter(|(place, _)| *place > last) {
                Some((place, width)) => {
                    starts.push(place);
                    from = width;
                }
                // A word wider than the column is cut where the column ends.
                None if at > last => {
                    starts.push(at);
                    from = sum - glyph.advance * self.size;
                }
                None => {}
            }
        }
        starts
    }

    fn line(&self, glyphs: Vec<Glyph>, backwards: bool) -> Line {
        Line::of(&self.text, glyphs, self.size, backwards)
    }

    /// Fills lines by measuring the pieces between breaks, then shapes every line in the order in which it is written.
    fn lines_both_ways(&self) -> Vec<Line> {
        let bidi = BidiInfo::new(&self.text, None);
        let mut lines = Vec::new();
        for paragraph in &bidi.paragraphs {
            for range in self.ranges(paragraph.range.clone()) {
                let (levels, runs) = bidi.visual_runs(paragraph, range);
                let mut glyphs = Vec::new();
                for run in runs {
                    let backwards = levels.get(run.start).is_some_and(|level| level.is_rtl());
                    let mut pieces: Vec<_> = self.styled(run).collect();
                    if backwards {
                        pieces.reverse();
                    }
                    for (piece, style) in pieces {
                        typeface::shape(&self.text, piece, style, backwards, &mut glyphs);
                    }
                }
                lines.push(self.line(glyphs, paragraph.level.is_rtl()));
            }
        }
        if lines.is_empty() {
            lines.push(self.line(Vec::new(), false));
        }
        lines
    }

    /// The bytes of every line.
    fn ranges(&self, whole: Range<usize>) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let (mut start, mut last, mut sum) = (whole.start, whole.start, 0.0);
        let breaks = unicode_linebreak::linebreaks(&self.text[whole.clone()]);
        let letters = |from: usize, to: usize| {
            self.text[from..to]
                .char_indices()
                .map(move |(at, letter)| (from + at, letter))
        };
        for (place, _) in breaks {
            let place = whole.start + place;
            let mut wide = self.measure(last..place);
            if sum + wide > self.width && last > start {
                ranges.push(start..last);
                (start, sum) = (last, 0.0);
            }
            if wide > self.width {
                // A word wider than the column is cut where the column ends.
                let mut used = 0.0;
                for (at, letter) in letters(last, place) {
                    let letter = self.measure(at..at + letter.len_utf8());
                    if used + letter > self.width && at > start {
                        ranges.push(start..at);
                        (start, used) = (at, 0.0);
                    }
                    used += letter;
                }
                wide = used;
            }
            sum += wide;
            last = place;
        }
        if start < whole.end || ranges.is_empty() {
            ranges.push(start..whole.end);
        }
        ranges
    }

    fn measure(&self, range: Range<usize>) -> f32 {
        let end = range.start + self.text[range.clone()].trim_end().len();
        let mut glyphs = Vec::new();
        for (piece, style) in self.styled(range.start..end) {
            let backwards = typeface::is_right_to_left(&self.text[piece.clone()]);
            typeface::shape(&self.text, piece, style, backwards, &mut glyphs);
        }
        glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() * self.size
    }

    /// The parts of a range with their styles.
    fn styled(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Style)> {
        self.styles.iter().filter_map(move |(styled, style)| {
            let part = styled.start.max(range.start)..styled.end.min(range.end);
            (!part.is_empty()).then_some((part, *style))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        let style = Style::Regular;
        let lines = lines(&[Words { text, style }], 10.0, width);
        lines
            .iter()
            .map(|line| {
                let mut shown: Vec<_> = line
                    .glyphs
                    .iter()
                    .map(|glyph| glyph.range.clone())
                    .collect();
                shown.sort_by_key(|range| range.start);
                shown.dedup();
                shown.into_iter().map(|range| &line.text[range]).collect()
            })
            .collect()
    }

    #[test]
    fn words_break_where_the_language_allows() {
        let text = "Identity checked against the wristband, aloud";
        let lines = broken(text, 80.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.concat(), text);
        assert!(
            lines.iter().rev().skip(1).all(|line| line.ends_with(' ')),
            "{lines:?}"
        );
    }

    #[test]
    fn long_words_and_empty_ones_are_lines_too() {
        let long = "a".repeat(300);
        assert_eq!(broken(&long, 80.0).concat(), long);
        assert_eq!(broken("", 80.0), [""]);
        let long = "ب".repeat(300);
        assert_eq!(broken(&long, 80.0).concat(), long);
        assert_eq!(
            broken("مرحبا بالعالم abc مرحبا", 40.0).concat(),
            "مرحبا بالعالم abc مرحبا"
        );
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        for width in [20.0, 55.0, 120.0] {
            let style = Style::Regular;
            let text = "Waveform capnography on, and-showing a trace; supercalifragilistic.";
            for line in lines(&[Words { text, style }], 10.0, width) {
                assert!(line.width <= width + 0.01, "{} > {width}", line.width);
            }
        }
    }
}
