//! Long lists cut into pages.

use super::view::{PageLink, Pager};
use crate::path::{LinkStyle, OutputPath};

/// A list up to this long stays on one page, where a script can narrow it.
pub const WHOLE: usize = 100;
/// Longer lists have this many entries on a page.
pub const PAGE: usize = 50;

/// One page of a list: its address, its entries and its way to the others.
#[derive(Clone, Hash)]
pub struct Cut<T> {
    /// Where it goes.
    pub output: OutputPath,
    /// Its number, counted from 1.
    pub number: usize,
    /// Its entries.
    pub items: Vec<T>,
    /// The way to the others; `None` if this is the only one.
    pub pager: Option<Pager>,
}

/// Cuts a list whose first page is the index of `folder`; the others are `folder/page/2` and so on.
pub fn cut<T>(
    folder: &str,
    items: Vec<T>,
    whole: usize,
    page: usize,
    style: LinkStyle,
) -> Vec<Cut<T>> {
    let total = items.len();
    if total <= whole {
        return vec![Cut {
            output: OutputPath::page(folder),
            number: 1,
            items,
            pager: None,
        }];
    }
    let pages = total.div_ceil(page);
    let output = |number: usize| match number {
        1 => OutputPath::page(folder),
        number => OutputPath::page(&format!("{folder}/page/{number}")),
    };
    let mut items = items.into_iter();
    (1..=pages)
        .map(|number| {
            let items: Vec<T> = items.by_ref().take(page).collect();
            let from = (number - 1) * page + 1;
            let pager = Pager {
                from,
                to: from + items.len() - 1,
                previous: (number > 1).then(|| output(number - 1).href(style)),
                next: (number < pages).then(|| output(number + 1).href(style)),
                pages: near(number, pages)
                    .into_iter()
                    .map(|(other, gap)| PageLink {
                        number: other,
                        href: output(other).href(style),
                        current: other == number,
                        gap,
                    })
                    .collect(),
            };
            Cut {
                output: output(number),
                number,
                items,
                pager: Some(pager),
            }
        })
        .collect()
}

/// The first page, the last, and two on each side of this one; with a mark where some are left out.
fn near(number: usize, pages: usize) -> Vec<(usize, bool)> {
    let mut near: Vec<(usize, bool)> = Vec::new();
    for other in
        (1..=pages).filter(|other| *other == 1 || *other == pages || other.abs_diff(number) <= 2)
    {
        let gap = near.last().is_some_and(|(last, _)| last + 1 != other);
        near.push((other, gap));
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_on_one_page() {
        let cuts = cut("x", (0..103).collect(), 100, 50, LinkStyle::File);
        let sizes: Vec<_> = cuts.iter().map(|cut| cut.items.len()).collect();
        assert_eq!(sizes, [50, 50, 3]);
        let last = cuts[2].pager.as_ref().expect("more than one page");
        assert_eq!((last.from, last.to), (101, 103));
        assert_eq!(last.previous.as_deref(), Some("x/page/2/index.html"));
        assert_eq!(last.next, None);
        assert!(
            cut("x", vec![1], 100, 50, LinkStyle::File)[0]
                .pager
                .is_none()
        );
    }

    #[test]
    fn gaps_are_marked() {
        let numbers: Vec<_> = near(10, 20).iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 8, 9, 10, 11, 12, 20]);
        assert!(near(10, 20)[1].1);
        assert!(!near(3, 20)[1].1);
    }
}
