//! What files the site has, each with the complete input of making it.

pub mod view;
