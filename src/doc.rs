//! Documentation, as lines of text.

mod translate;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use translate::translate;

/// Lines of documentation, which all who show them share.
#[derive(Clone, Default)]
pub struct Doc(Option<Arc<Vec<String>>>);

impl Doc {
    /// The lines, to change them: a copy where others share them.
    pub fn to_mut(&mut self) -> &mut Vec<String> {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl Deref for Doc {
    type Target = [String];

    fn deref(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |lines| lines)
    }
}

impl From<Vec<String>> for Doc {
    fn from(lines: Vec<String>) -> Doc {
        Doc((!lines.is_empty()).then(|| Arc::new(lines)))
    }
}

impl PartialEq for Doc {
    fn eq(&self, other: &Doc) -> bool {
        **self == **other
    }
}

impl Eq for Doc {}

impl fmt::Debug for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Serialize for Doc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Doc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Doc, D::Error> {
        Vec::deserialize(deserializer).map(Doc::from)
    }
}
