//! Undo and redo: edits that take edits back.

use domain::edit::Edit;
use domain::itinerary::Itinerary;

/// How many steps can be taken back.
const STEPS_MAX: usize = 100;

/// What can be taken back, and what can be done again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
}

impl History {
    /// Remembers a new edit by the one that takes it back; what had been taken back before is forgotten.
    pub fn remember(&mut self, inverse: Edit) {
        self.redo.clear();
        self.undo.push(inverse);
        if self.undo.len() > STEPS_MAX {
            self.undo.remove(0);
        }
    }

    /// Takes the last edit back in `plan` and gives the edit that did it.
    pub fn undo(&mut self, plan: &mut Itinerary) -> Option<Edit> {
        step(&mut self.undo, &mut self.redo, plan)
    }

    /// Does again in `plan` what was taken back last and gives the edit that did it.
    pub fn redo(&mut self, plan: &mut Itinerary) -> Option<Edit> {
        step(&mut self.redo, &mut self.undo, plan)
    }

    /// Whether anything can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether anything can be done again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

/// Applies the last edit of one stack and puts its inverse on the other. An edit that no longer fits ends the stack: those
/// before it were made for a plan that is no more.
fn step(from: &mut Vec<Edit>, to: &mut Vec<Edit>, plan: &mut Itinerary) -> Option<Edit> {
    let edit = from.pop()?;
    if let Ok(inverse) = plan.apply(&edit) {
        to.push(inverse);
        Some(edit)
    } else {
        from.clear();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(was: &str, title: &str) -> Edit {
        Edit::Rename { was: was.into(), title: title.into() }
    }

    fn do_and_remember(history: &mut History, plan: &mut Itinerary, title: &str) {
        let inverse = plan.apply(&rename(&plan.title.clone(), title)).unwrap();
        history.remember(inverse);
    }

    #[test]
    fn what_is_taken_back_can_be_done_again_until_something_new_is_done() {
        let mut plan = Itinerary::new("one").unwrap();
        let mut history = History::default();
        do_and_remember(&mut history, &mut plan, "two");
        do_and_remember(&mut history, &mut plan, "three");

        assert_eq!(history.undo(&mut plan), Some(rename("three", "two")));
        assert_eq!(history.undo(&mut plan), Some(rename("two", "one")));
        assert_eq!(history.undo(&mut plan), None);
        assert_eq!(history.redo(&mut plan), Some(rename("one", "two")));
        assert_eq!(plan.title, "two");

        do_and_remember(&mut history, &mut plan, "four");
        assert!(!history.can_redo());
        assert!(history.can_undo());
    }

    #[test]
    fn a_step_that_no_longer_fits_ends_the_history() {
        let mut plan = Itinerary::new("one").unwrap();
        let mut history = History::default();
        do_and_remember(&mut history, &mut plan, "two");
        history.remember(Edit::RemoveDay { day: domain::itinerary::DayId(9), stops: vec![] });

        assert_eq!(history.undo(&mut plan), None);
        assert!(!history.can_undo());
        assert_eq!(plan.title, "two");
    }

    #[test]
    fn only_so_many_steps_are_kept() {
        let mut plan = Itinerary::new("start").unwrap();
        let mut history = History::default();
        for step in 0..150 {
            do_and_remember(&mut history, &mut plan, &step.to_string());
        }
        let mut taken_back = 0;
        while history.undo(&mut plan).is_some() {
            taken_back += 1;
        }
        assert_eq!((taken_back, plan.title.as_str()), (STEPS_MAX, "49"));
    }
}
