//! peerpress: a static site generator for peer networks that share safety knowledge.

pub mod cache;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod emit;
pub mod export;
pub mod hash;
pub mod memo;
pub mod model;
pub mod parse;
pub mod path;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod scaffold;
pub mod search;
pub mod serve;
pub mod source;
pub mod typeface;
