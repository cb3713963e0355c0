//! Stem keys: forms of a word that mean the same share one key.
//!
//! The reader never stems. It looks a typed form up in the dictionary, which says to which key it belongs;
//! only `fold` is repeated there (`spelling` in the theme's `search/engine.js`).

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::analysis::Form;

/// Words that carry no meaning in a query; they are not indexed.
pub const STOP_WORDS: &str = "a about after all also am an and any are as at be been being but by can cannot could did do does doing \
    for from get give given had has have having he her here him his how i if in into is it its just may me might my no not of on \
    or our out own s shall she should so some such t than that the their them then there these they this those to us was we \
    were what when where which while who whom why will with would you your";

/// Words of which questions are made. They are indexed, but in a sentence they say less than their number of pages tells.
pub const ASKING: &str = "again any bad big day days every feel feels feeling find first go goes going good happen happens help keep know last \
    like little long look lot make makes many may mean means more most much must need needed needs never new normal now off \
    often one people put safe see seem should since soon still stop take takes tell thing things think time today too try \
    two until use using want way well while without work works";

/// Stemmer of one language.
pub enum Stems {
    /// A Snowball algorithm.
    Snowball(Stemmer, bool),
    /// Welsh: mutations and plural endings folded, see [`welsh`].
    Welsh,
    /// A language without rules: forms stand for themselves.
    None,
}

impl Stems {
    /// The rules for a BCP 47 language tag such as `en-GB` or `cy`.
    pub fn of(language: &str) -> Self {
        let algorithm = match language.get(..2).unwrap_or("en") {
            "en" => return Self::Snowball(Stemmer::create(Algorithm::English), true),
            "cy" => return Self::Welsh,
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nl" => Algorithm::Dutch,
            "no" | "nb" | "nn" => Algorithm::Norwegian,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            _ => return Self::None,
        };
        Self::Snowball(Stemmer::create(algorithm), false)
    }

    /// The stem key of a folded lower-case form. Forms with a digit stand for themselves.
    pub fn key(&self, form: &str) -> String {
        if form.bytes().any(|byte| byte.is_ascii_digit()) {
            return form.to_owned();
        }
        match self {
            Self::Snowball(stemmer, true) => english(stemmer, form),
            Self::Snowball(stemmer, false) => stemmer.stem(form).into_owned(),
            Self::Welsh => welsh(form),
            Self::None => form.to_owned(),
        }
    }
}

/// The stem keys of forms that were met before, so that each is worked out once for all batches.
#[derive(Default)]
pub struct Stemmed(RwLock<FxHashMap<u64, Arc<str>>>);

impl Stemmed {
    /// The stem keys of these forms, in their order.
    pub fn of(&self, forms: &[Form]) -> Vec<Arc<str>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found: Vec<Option<Arc<str>>> = forms
            .iter()
            .map(|form| known.get(&form.key).map(Arc::clone))
            .collect();
        drop(known);
        let mut rules: FxHashMap<&str, Stems> = FxHashMap::default();
        let mut new: Vec<(u64, Arc<str>)> = Vec::new();
        let stems = forms
            .iter()
            .zip(found)
            .map(|(form, found)| {
                found.unwrap_or_else(|| {
                    let language = &*form.language;
                    let rules = rules.entry(language).or_insert_with(|| Stems::of(language));
                    let stem: Arc<str> = rules.key(&form.text).into();
                    new.push((form.key, Arc::clone(&stem)));
                    stem
                })
            })
            .collect();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.extend(new);
        stems
    }
}

fn english(stemmer: &Stemmer, form: &str) -> String {
    let irregular = match form {
        "teeth" => "tooth",
        "feet" => "foot",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "indices" => "index",
        "vertebrae" => "vertebra",
        _ => form,
    };
    let mut folded = fold(irregular).into_owned();
    // Snowball's English knows the American endings: -isation becomes -ization and so on.
    if folded.len() >= 7 {
        for (british, american) in [
            ("isation", "ization"),
            ("isations", "ization"),
            ("ise", "ize"),
            ("ised", "ized"),
            ("ises", "izes"),
            ("ising", "izing"),
        ] {
            if let Some(base) = folded.strip_suffix(british) {
                // Once more, because what is left may be a word with an ending of its own: catheter.
                let once = stemmer.stem(&format!("{base}{american}")).into_owned();
                return stemmer.stem(&once).into_owned();
            }
        }
    }
    // Greek plurals: thromboses and thrombosis, diagnoses and diagnosis.
    if folded.len() >= 7
        && let Some(base) = folded
            .strip_suffix("sis")
            .or_else(|| folded.strip_suffix("ses"))
    {
        folded = format!("{base}s");
    }
    stemmer.stem(&folded).into_owned()
}

/// Folds British and American spellings of one word onto one form, `haemodialysis` and `hemodialysis`.
///
/// The reader holds the same rules in the same order: `ae` and `oe` to `e`, `our` to `or`, `ll` before `e` or
/// `i` to `l`, `z` to `s`, `ph` after `l` to `f` (sulphate), and a final `tre` to `ter` (`tres` to `ters`), `ogue` to `og`.
/// Words under six letters stay.
pub fn fold(form: &str) -> Cow<'_, str> {
    let bytes = form.as_bytes();
    if bytes.len() < 6
        || !bytes
            .windows(2)
            .enumerate()
            .any(|(at, pair)| folds(bytes, at, pair))
    {
        return Cow::Borrowed(form);
    }
    let mut folded = form
        .replace("ae", "e")
        .replace("oe", "e")
        .replace("our", "or")
        .replace("lle", "le")
        .replace("lli", "li")
        .replace('z', "s")
        .replace("lph", "lf");
    if folded.ends_with("tre") || folded.ends_with("tres") {
        let plural = folded.ends_with('s');
        folded.truncate(folded.len() - if plural { 3 } else { 2 });
        folded.push_str(if plural { "ers" } else { "er" });
    } else if folded.ends_with("ogue") {
        folded.truncate(folded.len() - 2);
    }
    Cow::Owned(folded)
}

/// True if some rule of [`fold`] may apply at this pair of letters.
fn folds(bytes: &[u8], at: usize, pair: &[u8]) -> bool {
    matches!(pair, b"ae" | b"oe" | b"ou" | b"ll" | b"lp" | b"gu")
        || pair.contains(&b'z')
        || (pair == b"tr" && at + 4 >= bytes.len())
}

/// Welsh: nasal and aspirate mutations of the first consonant and common plural endings are folded.
///
/// Soft mutation is left as it is except `dd` for `d`, because `b`, `d`, `g` and `f` are also first letters of
/// words of their own.
pub fn welsh(form: &str) -> String {
    let unmutated = [
        ("ngh", "c"),
        ("mh", "p"),
        ("nh", "t"),
        ("ph", "p"),
        ("th", "t"),
        ("ch", "c"),
        ("dd", "d"),
    ]
    .iter()
    .find_map(|(mutated, plain)| {
        form.strip_prefix(mutated)
            .map(|rest| format!("{plain}{rest}"))
    })
    .unwrap_or_else(|| form.to_owned());
    for ending in ["iadau", "iaid", "oedd", "iau", "ion", "au", "od", "ydd"] {
        if let Some(base) = unmutated.strip_suffix(ending)
            && base.len() >= 3
        {
            return base.to_owned();
        }
    }
    unmutated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_forms_share_a_key() {
        let english = Stems::of("en-GB");
        for group in [
            &["haemodialysis", "hemodialysis"][..],
            &[
                "catheterisation",
                "catheterising",
                "catheterization",
                "catheter",
            ],
            &["thrombosis", "thromboses"],
            &["tooth", "teeth"],
            &["tunnelled", "tunneled"],
            &["biopsy", "biopsies"],
            &["centre", "center", "centres"],
            &["extraction", "extracting"],
        ] {
            let keys: std::collections::BTreeSet<String> =
                group.iter().map(|form| english.key(form)).collect();
            assert_eq!(keys.len(), 1, "{group:?} gave {keys:?}");
        }
    }

    #[test]
    fn welsh_mutations_share_a_key() {
        assert_eq!(welsh("nghathetr"), welsh("cathetr"));
        assert_eq!(welsh("phrofion"), welsh("prof"));
    }
}
