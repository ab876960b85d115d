//! Two people who changed the same things: both values of each are shown, one question after the other, and whoever sees them
//! decides.

use std::collections::VecDeque;
use std::mem::discriminant;

use domain::edit::{Edit, EditError};
use domain::itinerary::Itinerary;
use domain::timeline::StopVenues;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::builder::Builder;
use super::focus;
use super::telling;
use crate::error::ApiError;
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// The heading of the question.
const TITLE: &str = "clash-title";

/// An edit that met another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What it is about, in a sentence.
    pub title: String,
    /// The value that the visitor wanted.
    mine: String,
    /// The value that the plan has now.
    theirs: String,
    /// The edit that puts the visitor's value in place of the other.
    edit: Edit,
}

impl Clash {
    /// The clash of an edit with the plan as it is now; none where the plan has nothing any more that it could change, or has
    /// already what it wants.
    #[must_use]
    pub fn of(locale: Locale, now: &Itinerary, venues: &StopVenues, edit: Edit) -> Option<Self> {
        let (name, mine, theirs, edit) = match edit {
            Edit::Rename { title, .. } => {
                let again = Edit::Rename { was: now.title.clone(), title: title.clone() };
                (now.title.clone(), title, now.title.clone(), again)
            }
            Edit::ShiftDates { to, .. } => {
                let first = now.first_date()?;
                let (mine, theirs) = (crate::words::date_long(locale, to), crate::words::date_long(locale, first));
                (td_string!(locale, plans.shift_label).to_owned(), mine, theirs, now.shift_to(to)?)
            }
            Edit::SetDay { day, to, .. } => {
                let day = now.day(day)?;
                let (mine, theirs) = (telling::day_value(locale, &to), telling::day_value(locale, &day.field(&to)));
                (crate::words::date_long(locale, day.frame.date), mine, theirs, day.set(to))
            }
            Edit::SetStop { stop, to, .. } => {
                let stop = now.stop(stop)?;
                let (mine, theirs) = (telling::stop_value(locale, &to), telling::stop_value(locale, &stop.field(&to)?));
                (telling::name(venues, stop), mine, theirs, stop.set(to)?)
            }
            Edit::MoveStop { stop, spot, at, .. } => {
                let (was, _) = now.spot_of(stop)?;
                let again = Edit::MoveStop { stop, was, spot, at };
                let mut mine = now.clone();
                mine.apply(&again).ok()?;
                let name = telling::name(venues, now.stop(stop)?);
                (name, telling::place(locale, &mine, stop), telling::place(locale, now, stop), again)
            }
            _ => return None,
        };
        let mut decided = now.clone();
        decided.apply(&edit).ok()?;
        if decided == *now {
            return None;
        }
        let title = td_string!(locale, plans.clash_title, name = name).to_string();
        Some(Self { title, mine, theirs, edit })
    }
}

/// What becomes of edits that were refused, on the plan as it is now: nothing vanishes without a word.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What still fits. The plan has it already; it has to be saved.
    pub fits: Vec<Edit>,
    /// What somebody else has changed as well: each is a question.
    pub asked: Vec<Edit>,
    /// Why the others cannot be done, each reason once.
    pub faults: Vec<ApiError>,
}

impl Settled {
    /// Settles edits in the order in which they were made. A step that only sets fields need not happen as a whole: what of it
    /// fits is done, and the rest is asked about. Any other step is refused as a whole.
    pub fn on(plan: &mut Itinerary, refused: impl IntoIterator<Item = (Edit, ApiError)>) -> Self {
        let mut settled = Self::default();
        for (edit, error) in refused {
            match (edit, error) {
                (Edit::Step { edits }, ApiError::Refused(_)) if edits.iter().all(sets_a_field) => {
                    edits.into_iter().for_each(|edit| settled.put(plan, edit));
                }
                (edit, ApiError::Refused(EditError::Changed)) if can_be_asked(&edit) => settled.asked.push(edit),
                (_, error) => settled.blame(error),
            }
        }
        settled
    }

    fn put(&mut self, plan: &mut Itinerary, edit: Edit) {
        let before = plan.clone();
        match plan.apply(&edit) {
            Ok(_) if *plan == before => {}
            Ok(_) => self.fits.push(edit),
            Err(EditError::Changed) => self.asked.push(edit),
            Err(error) => self.blame(ApiError::Refused(error)),
        }
    }

    fn blame(&mut self, error: ApiError) {
        if !self.faults.contains(&error) {
            self.faults.push(error);
        }
    }
}

const fn sets_a_field(edit: &Edit) -> bool {
    matches!(edit, Edit::Rename { .. } | Edit::SetDay { .. } | Edit::SetStop { .. })
}

const fn can_be_asked(edit: &Edit) -> bool {
    sets_a_field(edit) || matches!(edit, Edit::MoveStop { .. } | Edit::ShiftDates { .. })
}

/// Puts an edit behind those that are asked about. What was wanted last of the same thing is asked instead of what was wanted
/// before.
pub fn enqueue(queue: &mut VecDeque<Edit>, edit: Edit) {
    match queue.iter_mut().find(|other| is_about_the_same(other, &edit)) {
        Some(other) => *other = edit,
        None => queue.push_back(edit),
    }
}

fn is_about_the_same(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::SetDay { day: a, to: x, .. }, Edit::SetDay { day: b, to: y, .. }) => {
            a == b && discriminant(x) == discriminant(y)
        }
        (Edit::SetStop { stop: a, to: x, .. }, Edit::SetStop { stop: b, to: y, .. }) => {
            a == b && discriminant(x) == discriminant(y)
        }
        (Edit::MoveStop { stop: a, .. }, Edit::MoveStop { stop: b, .. }) => a == b,
        (one, other) => discriminant(one) == discriminant(other),
    }
}

/// The question that a clash asks; the next one once it is answered.
#[component]
pub fn ClashQuestion() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let builder: Builder = expect_context();
    // Asked of the plan as it is when it is asked, which an answer before may have changed.
    let clash = Memo::new(move |_| {
        let edit = builder.clashes.read().front().cloned()?;
        Clash::of(locale, &board.plan.read(), &board.venues.read(), edit)
    });
    let close = move || builder.clashes.update(|clashes| drop(clashes.pop_front()));
    let keep_mine = move |edit: Edit| {
        close();
        // Should somebody have changed it once more, the server asks again.
        builder.apply_or_complain(edit);
    };
    Effect::new(move |_| {
        let edit = builder.clashes.read().front().cloned();
        match edit {
            Some(_) if clash.read().is_some() => focus::land(TITLE.to_owned()),
            // There is nothing to decide any more.
            Some(edit) => {
                close();
                builder.apply_or_complain(edit);
            }
            None => {}
        }
    });
    move || {
        clash.get().map(|clash| {
            let Clash { title, mine, theirs, edit } = clash;
            view! {
                <section class="notice clash" data-tone="caution" role="alertdialog" aria-labelledby=TITLE>
                    <Icon name="warning" />
                    <div>
                        <h2 class="notice-title" id=TITLE tabindex="-1">
                            {title}
                        </h2>
                        <dl class="clash-values">
                            <div>
                                <dt>{td_string!(locale, plans.clash_mine)}</dt>
                                <dd>{mine}</dd>
                            </div>
                            <div>
                                <dt>{td_string!(locale, plans.clash_theirs)}</dt>
                                <dd>{theirs}</dd>
                            </div>
                        </dl>
                        <p class="page-actions">
                            <button class="button button-small" type="button" on:click=move |_| keep_mine(edit.clone())>
                                {td_string!(locale, plans.keep_mine)}
                            </button>
                            <button class="button button-secondary button-small" type="button" on:click=move |_| close()>
                                {td_string!(locale, plans.keep_theirs)}
                            </button>
                        </p>
                    </div>
                </section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::edit::StopField;
    use domain::itinerary::{Day, DayFrame, DayId, Spot, Stop, StopId, StopKind};

    use super::*;

    fn plan() -> Itinerary {
        let stop = Stop::of(StopId(1), StopKind::Note, "Bilety".into(), 15);
        Itinerary { title: "Weekend".into(), tray: vec![stop], ..Itinerary::default() }
    }

    #[test]
    fn both_values_are_shown_and_mine_can_be_put_in_place() {
        let mut now = plan();
        let edit = Edit::SetStop { stop: StopId(1), was: StopField::Stay(60), to: StopField::Stay(90) };
        let clash = Clash::of(Locale::en, &now, &StopVenues::new(), edit).unwrap();
        assert_eq!((clash.mine.as_str(), clash.theirs.as_str()), ("1\u{a0}h\u{a0}30\u{a0}min", "15\u{a0}min"));
        assert!(clash.title.contains("Bilety"));
        now.apply(&clash.edit).unwrap();
        assert_eq!(now.stop(StopId(1)).map(|stop| stop.stay_min), Some(90));
    }

    #[test]
    fn two_who_move_the_plan_to_different_dates_are_asked() {
        let on = |day| chrono::NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let day = Day::new(DayId(1), DayFrame::on(on(11)), Vec::new());
        let mut now = Itinerary { days: vec![day], ..plan() };
        let edit = Edit::ShiftDates { was: on(4), to: on(18) };
        let clash = Clash::of(Locale::en, &now, &StopVenues::new(), edit).unwrap();
        assert!(clash.title.contains("First day"), "{}", clash.title);
        assert!(clash.mine.contains("18") && clash.theirs.contains("11"), "{clash:?}");
        now.apply(&clash.edit).unwrap();
        assert_eq!(now.first_date(), Some(on(18)));
    }

    const CHANGED: ApiError = ApiError::Refused(EditError::Changed);

    fn set(stop: i64, was: StopField, to: StopField) -> Edit {
        Edit::SetStop { stop: StopId(stop), was, to }
    }

    fn stay(was: u16, to: u16) -> Edit {
        set(1, StopField::Stay(was), StopField::Stay(to))
    }

    #[test]
    fn nothing_is_asked_where_nothing_can_be_decided() {
        let clash = |edit| Clash::of(Locale::en, &plan(), &StopVenues::new(), edit);
        assert_eq!(clash(set(9, StopField::Stay(60), StopField::Stay(90))), None, "the stop is gone");
        assert_eq!(clash(stay(60, 15)), None, "both want the same");
    }

    #[test]
    fn of_a_step_that_sets_fields_whatever_fits_is_done_and_all_the_rest_is_asked() {
        let note = set(1, StopField::Note(String::new()), StopField::Note("Kasa!".into()));
        let title = Edit::Rename { was: "Trip".into(), title: "Tour".into() };
        let gone = set(9, StopField::Stay(60), StopField::Stay(90));
        let edits = vec![stay(60, 90), note.clone(), gone, title.clone()];
        let mut now = plan();
        let settled = Settled::on(&mut now, [(Edit::Step { edits }, CHANGED)]);
        let faults = vec![ApiError::Refused(EditError::NoSuchStop)];
        assert_eq!(settled, Settled { fits: vec![note], asked: vec![stay(60, 90), title], faults });
        assert_eq!(now.stop(StopId(1)).map(|stop| (stop.stay_min, stop.note.as_str())), Some((15, "Kasa!")));
        assert_eq!(now.title, "Weekend");
    }

    #[test]
    fn of_any_other_step_nothing_is_done_and_that_is_said() {
        let moved = Edit::MoveStop { stop: StopId(1), was: Spot::Day(DayId(1)), spot: Spot::Day(DayId(2)), at: 0 };
        let step = Edit::Step { edits: vec![moved, Edit::RemoveDay { day: DayId(1), stops: vec![] }] };
        let mut now = plan();
        let settled = Settled::on(&mut now, [(step.clone(), CHANGED), (step, CHANGED)]);
        assert_eq!(settled, Settled { faults: vec![CHANGED], ..Settled::default() });
        assert_eq!(now, plan());
    }

    #[test]
    fn every_refused_edit_waits_for_its_own_question() {
        let note = |to: &str| set(1, StopField::Note("".into()), StopField::Note(to.into()));
        let title = |title: &str| Edit::Rename { was: "Trip".into(), title: title.into() };
        let refused = [stay(60, 90), title("Tour"), note("Kasa!"), title("Tours"), stay(90, 95)];
        let settled = Settled::on(&mut plan(), refused.into_iter().map(|edit| (edit, CHANGED)));
        let mut queue = VecDeque::new();
        settled.asked.into_iter().for_each(|edit| enqueue(&mut queue, edit));
        assert_eq!(queue, [stay(90, 95), title("Tours"), note("Kasa!")], "the last wish for each thing counts");
    }
}
