//! The replacement lists that are being read, one within the other.

use super::super::body::Body;
use super::super::token::Token;

/// A list that is being read: a piece of one of two long ones.
#[derive(Debug)]
struct Frame {
    /// Whether it was made, and stands in [`Stack::made`], rather than in a definition.
    is_made: bool,
    /// Its owner is a function-like macro.
    call: bool,
    /// The white space before its first token, where that is another than it has by itself.
    lead: Option<bool>,
    /// The macro whose list it is, painted until the list is left.
    owner: Option<u32>,
    /// How much of [`Stack::made`] belongs to the lists below.
    below: usize,
    /// The next token.
    at: usize,
    /// Where it ends.
    end: usize,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Stack<'m> {
    /// The lowest first.
    frames: Vec<Frame>,
    /// The tokens of the lists that were made, in the order of the frames.
    made: Vec<Token<'m>>,
    /// Which macros' lists are on the stack.
    painted: Vec<bool>,
    /// How many lists of function-like macros are on it.
    pub(super) calls: u32,
    /// White space before a name that expanded to nothing.
    pub(super) pending_space: bool,
}

impl<'m> Stack<'m> {
    /// An empty one, for so many macros.
    pub(super) fn new(macros: usize) -> Stack<'m> {
        Stack {
            frames: Vec::new(),
            made: Vec::new(),
            painted: vec![false; macros],
            calls: 0,
            pending_space: false,
        }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether a macro's list is being read.
    pub(super) fn is_painted(&self, id: u32) -> bool {
        self.painted.get(id as usize).copied().unwrap_or(true)
    }

    /// Puts a definition's own list on it.
    pub(super) fn push_body(&mut self, body: Body, owner: u32, space: bool) {
        // A list of nothing has no token that the space could be given to.
        self.pending_space |= space && body.start == body.end;
        self.push(Frame {
            is_made: false,
            call: false,
            lead: Some(space),
            owner: Some(owner),
            below: self.made.len(),
            at: body.start as usize,
            end: body.end as usize,
        });
    }

    /// Puts a list on it that was made, and leaves the one given empty.
    pub(super) fn push_made(
        &mut self,
        tokens: &mut Vec<Token<'m>>,
        owner: Option<u32>,
        call: bool,
    ) {
        let at = self.made.len();
        self.made.append(tokens);
        self.push_new(at, owner, call);
    }

    /// Puts a copy of a list on it.
    pub(super) fn push_copy(&mut self, tokens: &[Token<'m>]) {
        let at = self.made.len();
        self.made.extend_from_slice(tokens);
        self.push_new(at, None, false);
    }

    /// Puts on it what was made from `at` on.
    fn push_new(&mut self, at: usize, owner: Option<u32>, call: bool) {
        self.push(Frame {
            is_made: true,
            call,
            lead: None,
            owner,
            below: at,
            at,
            end: self.made.len(),
        });
    }

    /// Puts a list on it.
    fn push(&mut self, frame: Frame) {
        self.paint(frame.owner, true);
        self.calls += u32::from(frame.call);
        self.frames.push(frame);
    }

    /// Notes whether a macro's list is being read.
    fn paint(&mut self, owner: Option<u32>, painted: bool) {
        if let Some(slot) = owner.and_then(|id| self.painted.get_mut(id as usize)) {
            *slot = painted;
        }
    }

    /// Takes the top list off.
    fn pop(&mut self) -> bool {
        let Some(frame) = self.frames.pop() else {
            return false;
        };
        self.paint(frame.owner, false);
        self.calls -= u32::from(frame.call);
        self.made.truncate(frame.below);
        true
    }

    /// Takes everything off.
    pub(super) fn clear(&mut self) {
        while self.pop() {}
    }

    /// The next token above the lowest `base` lists; `bodies` has those of all definitions.
    pub(super) fn next(&mut self, base: usize, bodies: &[Token<'m>]) -> Option<Token<'m>> {
        while self.frames.len() > base {
            if let Some(frame) = self.frames.last_mut()
                && frame.at < frame.end
                && let tokens = if frame.is_made { &self.made } else { bodies }
                && let Some(token) = tokens.get(frame.at)
            {
                let mut token = token.clone();
                if let Some(space) = frame.lead.take() {
                    token.space = space;
                }
                frame.at += 1;
                token.space |= std::mem::take(&mut self.pending_space);
                return Some(token);
            }
            self.pop();
        }
        None
    }

    /// Whether the next token is `(`, without leaving a list for it.
    pub(super) fn call_follows(&self, base: usize, bodies: &[Token<'m>]) -> bool {
        let above = self.frames.get(base..).unwrap_or_default();
        above
            .iter()
            .rev()
            .find(|frame| frame.at < frame.end)
            .and_then(|frame| match frame.is_made {
                true => self.made.get(frame.at),
                false => bodies.get(frame.at),
            })
            .is_some_and(|token| token.is("("))
    }
}
