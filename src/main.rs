//! The command `peerpress`; everything is in the library.

use std::process::ExitCode;

/// Many small values live on two threads: this allocator takes a third off the time of a large build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    peerpress::cli::run()
}
