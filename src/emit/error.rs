//! Why an output folder could not be written.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the output folder could not be written.
#[derive(Debug)]
pub enum EmitError {
    /// The folder holds files that no earlier build made.
    Foreign(PathBuf),
    /// A file that no earlier build made stands where the site now has one.
    InTheWay(PathBuf),
    /// A file stands where the site needs a folder.
    FileForFolder(PathBuf),
    /// Another build is writing there.
    Busy(PathBuf),
    /// The disk said no.
    Io(PathBuf, io::Error),
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmitError::Foreign(folder) => write!(
                f,
                "{} has files that peerpress did not make, so nothing was written there\n\
                 Choose another folder with --output, or empty this one yourself.",
                folder.display()
            ),
            EmitError::InTheWay(path) => write!(
                f,
                "{} was not made by peerpress, and the site has a file of that name now, so nothing was written\n\
                 Move it away, or give the page another address.",
                path.display()
            ),
            EmitError::FileForFolder(path) => write!(
                f,
                "{} is a file, and the site needs a folder of that name, so nothing was written\n\
                 Move it away, or choose another folder with --output.",
                path.display()
            ),
            EmitError::Busy(folder) => write!(
                f,
                "another build is writing to {} just now, so nothing was written there\n\
                 Wait until it has ended, then build again.",
                folder.display()
            ),
            EmitError::Io(path, error) => {
                write!(f, "{} could not be written: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for EmitError {}
