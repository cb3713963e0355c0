//! Declarations that follow each other become one.

/// Where in a script one is, as far as it decides whether a declaration goes on with the one before it: `let a=1;let b=2;` is
/// `let a=1,b=2;`.
#[derive(Default)]
pub struct Declarations {
    /// For each open bracket, whether the statement around it is a declaration.
    outer: Vec<bool>,
    /// The same of the statement that is being read.
    here: bool,
    /// Whether the token before ended a declaration.
    ended: bool,
}

impl Declarations {
    /// Takes in the next token. Whether it begins a declaration that goes on with the one before, which has just ended.
    pub fn joins(&mut self, token: &str) -> bool {
        let ended = std::mem::take(&mut self.ended);
        match token {
            "{" | "(" | "[" => self.outer.push(std::mem::take(&mut self.here)),
            "}" | ")" | "]" => self.here = self.outer.pop().unwrap_or_default(),
            ";" => self.ended = std::mem::take(&mut self.here),
            "let" => {
                self.here = true;
                return ended;
            }
            _ => {}
        }
        false
    }
}
