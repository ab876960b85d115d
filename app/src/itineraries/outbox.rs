//! The outbox of a plan: edits that are shown already and not saved yet, sent one after the other.

use std::collections::VecDeque;

use domain::edit::{Edit, EditError};
use domain::itinerary::Itinerary;

use crate::error::ApiError;

/// Edits in the order in which they were made.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: VecDeque<Edit>,
    sending: bool,
    /// Whether the first edit was sent before without an answer, so that the server may have it already.
    resent: bool,
}

/// What a server's answer to an edit means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Saved; the next one may go.
    Saved,
    /// Nobody answered: it stays in the outbox, to be sent again.
    Unanswered(ApiError),
    /// The server's plan is another one: it has to be loaded again. The edit is out; what waits behind it may still fit.
    Refused(Edit, ApiError),
}

impl Outbox {
    /// Puts an edit behind the others.
    pub fn put(&mut self, edit: Edit) {
        self.waiting.push_back(edit);
    }

    /// The edit to send now; none while another is on its way.
    pub fn next(&mut self) -> Option<Edit> {
        if self.sending {
            return None;
        }
        let edit = self.waiting.front()?.clone();
        self.sending = true;
        Some(edit)
    }

    /// Takes note of the answer to the edit that was on its way.
    pub fn answered(&mut self, answer: Result<(), ApiError>) -> Answer {
        self.sending = false;
        match answer {
            Ok(()) => self.saved(),
            Err(error @ (ApiError::Offline | ApiError::Unavailable | ApiError::Internal)) => {
                self.resent = true;
                Answer::Unanswered(error)
            }
            Err(ApiError::Refused(reason)) if self.resent && self.is_there_already(reason) => self.saved(),
            Err(error) => {
                self.resent = false;
                match self.waiting.pop_front() {
                    Some(edit) => Answer::Refused(edit, error),
                    None => Answer::Saved,
                }
            }
        }
    }

    /// Applies what waits to the plan as the server has it; what no longer fits is taken out and given. What is on its way
    /// stays whether it fits or not: the plan may have it already, and its answer is still to come.
    pub fn rebase(&mut self, plan: &mut Itinerary) -> Vec<(Edit, EditError)> {
        let mut void = Vec::new();
        let on_its_way = self.sending.then(|| self.waiting.pop_front()).flatten();
        if let Some(edit) = &on_its_way {
            plan.apply(edit).ok();
        }
        self.waiting.retain(|edit| match plan.apply(edit) {
            Ok(_) => true,
            Err(error) => {
                void.push((edit.clone(), error));
                false
            }
        });
        if let Some(edit) = on_its_way {
            self.waiting.push_front(edit);
        }
        void
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    fn saved(&mut self) -> Answer {
        self.waiting.pop_front();
        self.resent = false;
        Answer::Saved
    }

    /// Whether a refusal only says that an edit whose answer was lost had arrived.
    fn is_there_already(&self, reason: EditError) -> bool {
        self.waiting.front().is_some_and(|edit| is_done_already(edit, reason))
    }
}

/// Whether an edit is refused for this reason where it was done before.
fn is_done_already(edit: &Edit, reason: EditError) -> bool {
    match edit {
        Edit::InsertDay { .. } | Edit::InsertStop { .. } => reason == EditError::Duplicate,
        Edit::RemoveDay { .. } => reason == EditError::NoSuchDay,
        Edit::RemoveStop { .. } => reason == EditError::NoSuchStop,
        // A step arrives as a whole or not at all, so that any of its edits tells of all of them.
        Edit::Step { edits } => edits.iter().any(|edit| is_done_already(edit, reason)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use domain::itinerary::{Day, DayFrame, DayId, Spot, Stop, StopId, StopKind};

    use super::*;

    fn remove(stop: i64) -> Edit {
        Edit::RemoveStop { stop: StopId(stop) }
    }

    #[test]
    fn edits_leave_one_after_the_other() {
        let mut outbox = Outbox::default();
        outbox.put(remove(1));
        outbox.put(remove(2));
        assert_eq!(outbox.next(), Some(remove(1)));
        assert_eq!(outbox.next(), None, "the first is still on its way");
        assert_eq!(outbox.answered(Ok(())), Answer::Saved);
        assert_eq!(outbox.next(), Some(remove(2)));
        assert_eq!(outbox.answered(Ok(())), Answer::Saved);
        assert!(outbox.is_empty());
    }

    #[test]
    fn what_is_on_its_way_waits_for_its_answer_although_the_plan_has_it() {
        let stop = |id| Stop::of(StopId(id), StopKind::Note, "Bilety".into(), 15);
        let insert = |id| Edit::InsertStop { spot: Spot::Tray, at: usize::MAX, stop: stop(id) };
        let mut outbox = Outbox::default();
        outbox.put(insert(1));
        outbox.put(insert(2));
        outbox.put(remove(9));
        assert_eq!(outbox.next(), Some(insert(1)));
        let mut plan = Itinerary { tray: vec![stop(1)], ..Itinerary::default() };
        assert_eq!(outbox.rebase(&mut plan), [(remove(9), EditError::NoSuchStop)]);
        assert_eq!(plan.tray, [stop(1), stop(2)]);
        assert_eq!(outbox.answered(Ok(())), Answer::Saved);
        assert_eq!(outbox.next(), Some(insert(2)), "what was made after it is sent");
    }

    #[test]
    fn what_nobody_answered_is_sent_again() {
        let mut outbox = Outbox::default();
        outbox.put(remove(1));
        outbox.next();
        assert_eq!(outbox.answered(Err(ApiError::Offline)), Answer::Unanswered(ApiError::Offline));
        assert_eq!(outbox.next(), Some(remove(1)));
        let arrived_the_first_time = Err(ApiError::Refused(EditError::NoSuchStop));
        assert_eq!(outbox.answered(arrived_the_first_time), Answer::Saved);
        assert!(outbox.is_empty());
    }

    /// An import, a swap and the removal of a day that arrive twice, because the first answer was lost.
    #[test]
    fn a_step_that_had_arrived_is_saved() {
        let note = |id: i64| Stop::of(StopId(id), StopKind::Note, "Notatka".into(), 0);
        let insert = |id| Edit::InsertStop { spot: Spot::Tray, at: 0, stop: note(id) };
        let day = Day::new(DayId(1), DayFrame::on(chrono::NaiveDate::default()), vec![note(1)]);
        let plan = Itinerary { days: vec![day], tray: vec![note(2)], ..Itinerary::default() };
        let import = Edit::Step { edits: vec![insert(3), insert(4)] };
        let swap = Edit::Step { edits: vec![remove(2), insert(5)] };
        for step in [import, swap, plan.removal(DayId(1))] {
            let mut saved = plan.clone();
            saved.apply(&step).unwrap();
            let reason = saved.apply(&step).unwrap_err();
            let mut outbox = Outbox::default();
            outbox.put(step.clone());
            outbox.next();
            outbox.answered(Err(ApiError::Offline));
            assert_eq!(outbox.next(), Some(step.clone()));
            assert_eq!(outbox.answered(Err(ApiError::Refused(reason))), Answer::Saved, "{step:?}: {reason}");
        }
    }

    #[test]
    fn what_waits_behind_a_refusal_is_kept_where_it_still_fits() {
        let mut outbox = Outbox::default();
        for stop in [1, 2, 3] {
            outbox.put(remove(stop));
        }
        outbox.next();
        let refused = ApiError::Refused(EditError::NoSuchStop);
        assert_eq!(outbox.answered(Err(refused.clone())), Answer::Refused(remove(1), refused));

        let third = Stop::of(StopId(3), StopKind::Note, "Trzeci".into(), 0);
        let mut theirs = Itinerary { tray: vec![third], ..Itinerary::default() };
        assert_eq!(outbox.rebase(&mut theirs), [(remove(2), EditError::NoSuchStop)]);
        assert!(theirs.tray.is_empty(), "what fits is shown");
        assert_eq!(outbox.next(), Some(remove(3)), "and still has to be sent");
    }
}
