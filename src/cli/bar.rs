//! The progress of a build on a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The progress of a build on a terminal; nothing in a pipe.
pub(super) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    pub(super) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new(0);
        let style = ProgressStyle::with_template("{msg:10} {bar:40} {pos}/{len}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_draw_target(if quiet || !io::stderr().is_terminal() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(10)
        });
        Self { bar }
    }

    pub(super) fn step(&self, phase: &'static str, total: usize) {
        if self.bar.is_hidden() {
            return;
        }
        if total == 0 {
            self.bar.set_message(phase);
            self.bar.tick();
            return;
        }
        if self.bar.length() != Some(total as u64) {
            self.bar.set_message(phase);
            self.bar.set_length(total as u64);
        }
        self.bar.inc(1);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
