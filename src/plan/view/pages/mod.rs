//! What each sort of page shows.

mod a_to_z;
mod accessibility;
mod banner;
mod coverage;
mod glossary;
mod home;
mod list;
mod member;
mod not_found;
mod redirect;
mod resource;
mod reviews;
mod search;
mod term;

pub use a_to_z::{AToZView, Entry, EntryGroup, Letter};
pub use accessibility::AccessibilityView;
pub use banner::BannerView;
pub use coverage::{CoverageCell, CoverageRow};
pub use glossary::{GlossaryEntry, GlossaryLetter, GlossaryView};
pub use home::HomeView;
pub use list::{Facet, FacetOption, ListView};
pub use member::{MemberView, MembersView};
pub use not_found::NotFoundView;
pub use redirect::RedirectView;
pub use resource::{
    AdaptedView, HistoryView, OutcomeView, ResourceView, SpeakerView, VideoView, WhenView,
};
pub use reviews::ReviewsView;
pub use search::SearchView;
pub use term::{TermGroup, TermRow, TermView, TermsView};
