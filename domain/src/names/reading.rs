//! A typed name, read once for all that is asked about it.

use super::{Choice, FullName, Level, decide, name::Name, settled};

/// A typed name as it was read. Reading is most of the work of comparing.
pub struct Reading(Name);

impl Reading {
    /// Reads a name. All that follows from it alone is worked out here, whoever it will be compared with.
    pub fn of(typed: &FullName) -> Self {
        let name = Name::read(typed.as_str());
        name.work_out();
        Self(name)
    }

    /// Chooses among the registered names of one mobile.
    ///
    /// Equal names decide first; only when there is none, and the level is [`Level::Tolerant`], a name with a small
    /// difference is taken. Two hits of the same kind are [`Choice::Several`].
    ///
    /// A caller that must not tell by its time whether anybody is registered gives somebody who does not exist where there is nobody.
    pub fn choose<S: AsRef<str>>(&self, registered: &[S], level: Level) -> Choice {
        let registered: Vec<Name> = registered.iter().map(|name| Name::read(name.as_ref())).collect();
        let only = |is_hit: fn(&Name, &Name) -> bool| {
            let hits = registered.iter().enumerate().filter(|(_, name)| is_hit(&self.0, name));
            hits.fold(Choice::None, |choice, (index, _)| choice.and(index))
        };
        let same = only(decide::is_same);
        // Worked out also where a name is equal: how long this takes must not tell which it is.
        let minor = if level == Level::Tolerant { only(decide::is_minor) } else { Choice::None };
        if same == Choice::None { minor } else { same }
    }

    /// The same as [`key`](super::key) of the name.
    pub fn key(&self) -> String {
        settled(self.0.key())
    }
}
