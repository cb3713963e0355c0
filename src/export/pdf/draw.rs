//! Puts ink on a page.

use std::sync::LazyLock;

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Quadrilateral, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::sheet::{Colour, Ink, Part};
use super::text::Line;
use crate::typeface;

/// The fonts as the PDF library wants them, read once.
static FONTS: LazyLock<[Option<Font>; 4]> =
    LazyLock::new(|| typeface::Font::ALL.map(|font| Font::new(font.bytes().into(), 0)));

/// Draws a part whose row begins at `x`, `y`; returns the mark that the structure refers to.
pub fn part(surface: &mut Surface<'_>, part: &Part, x: f32, y: f32) -> Option<Identifier> {
    let Some(_) = part.node else {
        decoration(surface, ArtifactType::Layout, &part.inks, x, y);
        return None;
    };
    let written_backwards = written_backwards(part);
    // Glyphs that stand in another order than they are read, and shapes, say in words what they are.
    let tag = match part.says.or(written_backwards.as_deref()) {
        Some(words) => ContentTag::Span(SpanTag::empty().with_actual_text(Some(words))),
        None => ContentTag::Other,
    };
    let drawn = surface.start_tagged(tag);
    inks(surface, &part.inks, x, y);
    surface.end_tagged();
    Some(drawn)
}

/// The words of a part whose glyphs stand in another order than they are read.
fn written_backwards(part: &Part) -> Option<String> {
    let lines = || {
        part.inks.iter().filter_map(|ink| match ink {
            Ink::Words { line, .. } => Some(line),
            _ => None,
        })
    };
    lines()
        .any(|line| typeface::is_right_to_left(&line.text))
        .then(|| {
            lines()
                .filter_map(|line| line.text.get(line.shown()))
                .collect()
        })
}

/// What makes a part lead somewhere; `None` where it leads nowhere.
pub fn link(part: &Part, x: f32, y: f32) -> Option<Annotation> {
    let link = part.link.as_ref()?;
    let places: Vec<Quadrilateral> = part
        .inks
        .iter()
        .filter_map(|ink| match ink {
            Ink::Words {
                x: left,
                y: base,
                size,
                line,
                ..
            } => Rect::from_xywh(x + left, y + base - size, line.width.max(1.0), size * 1.28),
            _ => None,
        })
        .map(Quadrilateral::from)
        .collect();
    if places.is_empty() {
        return None;
    }
    let target = Target::Action(LinkAction::new(link.uri.clone()).into());
    let annotation = LinkAnnotation::new_with_quad_points(places, target);
    Some(Annotation::new_link(
        annotation,
        Some(link.description.clone()),
    ))
}

/// Draws what is no part of the text.
pub fn decoration(surface: &mut Surface<'_>, kind: ArtifactType, all: &[Ink], x: f32, y: f32) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    inks(surface, all, x, y);
    surface.end_tagged();
}

fn inks(surface: &mut Surface<'_>, inks: &[Ink], left: f32, top: f32) {
    for ink in inks {
        match ink {
            Ink::Words {
                x,
                y,
                size,
                colour,
                line,
            } => {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*colour)));
                words(surface, line, left + x, top + y, *size);
            }
            Ink::Fill {
                x,
                y,
                width,
                height,
                colour,
            } => {
                if let Some(path) = rectangle(left + x, top + y, *width, *height) {
                    surface.set_stroke(None);
                    surface.set_fill(Some(fill(*colour)));
                    surface.draw_path(&path);
                }
            }
            Ink::Frame {
                x,
                y,
                width,
                height,
                stroke,
                dashed,
                colour,
            } => {
                if let Some(path) = rectangle(left + x, top + y, *width, *height) {
                    let dash = dashed.then(|| StrokeDash {
                        array: vec![4.0, 3.0],
                        offset: 0.0,
                    });
                    surface.set_fill(None);
                    surface.set_stroke(Some(Stroke {
                        paint: paint(*colour).into(),
                        width: *stroke,
                        dash,
                        ..Stroke::default()
                    }));
                    surface.draw_path(&path);
                }
            }
        }
    }
}

fn words(surface: &mut Surface<'_>, line: &Line, x: f32, y: f32, size: f32) {
    let mut x = x;
    for run in line.glyphs.chunk_by(|one, other| one.font == other.font) {
        let Some(font) = run
            .first()
            .and_then(|glyph| FONTS[glyph.font as usize].clone())
        else {
            continue;
        };
        let glyphs: Vec<KrillaGlyph> = run
            .iter()
            .map(|glyph| {
                KrillaGlyph::new(
                    GlyphId::new(u32::from(glyph.id)),
                    glyph.advance,
                    glyph.offset.0,
                    glyph.offset.1,
                    0.0,
                    glyph.range.clone(),
                    None,
                )
            })
            .collect();
        surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &line.text, size, false);
        x += run.iter().map(|glyph| glyph.advance).sum::<f32>() * size;
    }
}

/// A path of many filled squares, such as a QR code has.
pub fn squares(surface: &mut Surface<'_>, squares: &[Rect]) {
    let mut path = PathBuilder::new();
    for square in squares {
        path.push_rect(*square);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(Colour(0, 0, 0))));
        surface.draw_path(&path);
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

fn paint(Colour(red, green, blue): Colour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(colour: Colour) -> Fill {
    Fill {
        paint: paint(colour).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}
