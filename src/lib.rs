//! peerpress: a static site generator for peer networks that share safety knowledge.

pub mod hash;
pub mod path;
pub mod memo;
pub mod diagnostic;
pub mod source;
pub mod parse;
pub mod model;
