//! Two people who changed the same thing: both values are shown, and whoever sees them decides.

use domain::edit::{Edit, EditError};
use domain::itinerary::Itinerary;
use domain::timeline::StopVenues;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::builder::Builder;
use super::focus;
use super::telling;
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
    /// The clash of an edit with the plan as it is now; none where the plan has nothing any more that it could change.
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
            // Of a step, the first of its edits that met another is asked about; the others are not done.
            Edit::Step { edits } => {
                let met = |edit: &Edit| now.clone().apply(edit) == Err(EditError::Changed);
                return Self::of(locale, now, venues, edits.into_iter().find(met)?);
            }
            _ => return None,
        };
        let title = td_string!(locale, plans.clash_title, name = name).to_string();
        Some(Self { title, mine, theirs, edit })
    }
}

/// The question that a clash asks.
#[component]
pub fn ClashQuestion() -> impl IntoView {
    let locale = use_locale();
    let builder: Builder = expect_context();
    let close = move || builder.clash.set(None);
    let keep_mine = move |edit: Edit| {
        close();
        // Should somebody have changed it once more, the server asks again.
        builder.apply(edit).ok();
    };
    Effect::new(move |_| {
        if builder.clash.read().is_some() {
            focus::land(TITLE.to_owned());
        }
    });
    move || {
        builder.clash.get().map(|clash| {
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
        assert_eq!((clash.mine.as_str(), clash.theirs.as_str()), ("1 h 30 min", "15 min"));
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

    #[test]
    fn of_a_step_only_what_was_changed_is_asked() {
        let title = Edit::Rename { was: "Trip".into(), title: "Tour".into() };
        let fits = Edit::MoveStop { stop: StopId(1), was: Spot::Tray, spot: Spot::Tray, at: 0 };
        let clash = Clash::of(Locale::en, &plan(), &StopVenues::new(), Edit::Step { edits: vec![fits, title] });
        assert_eq!(clash.map(|clash| (clash.mine, clash.theirs)), Some(("Tour".into(), "Weekend".into())));
        let gone = Edit::SetStop { stop: StopId(9), was: StopField::Stay(60), to: StopField::Stay(90) };
        assert_eq!(Clash::of(Locale::en, &plan(), &StopVenues::new(), gone), None);
    }
}
