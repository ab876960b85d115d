//! The plan as it is and as it would be, in figures.

use domain::proposal::Totals;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::served::Proposed;
use crate::itineraries::telling;
use crate::language::use_locale;

/// The sums of the planned days, now and after.
#[component]
pub fn Compared(shown: RwSignal<Option<Proposed>>) -> impl IntoView {
    let locale = use_locale();
    let sums = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|one| (one.proposal.before, one.proposal.after))).unwrap_or_default()
    });
    let time = move |minutes: fn(Totals) -> u32| {
        let (before, after) = sums.get();
        (telling::duration(locale, minutes(before)), telling::duration(locale, minutes(after)))
    };
    let share = move || {
        let (before, after) = sums.get();
        let share = |sums: Totals| {
            sums.reach.beyond_old_town_percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
        };
        (share(before), share(after))
    };
    let gminas = move || {
        let (before, after) = sums.get();
        (before.reach.gminas.to_string(), after.reach.gminas.to_string())
    };
    let row = move |label: &'static str, told: Signal<(String, String)>| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="numeric">{move || told.get().0}</td>
                <td class="numeric">{move || told.get().1}</td>
            </tr>
        }
    };
    view! {
        <table class="compared">
            <caption class="visually-hidden">{td_string!(locale, proposals.compare)}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{td_string!(locale, proposals.now_column)}</th>
                    <th scope="col">{td_string!(locale, proposals.after_column)}</th>
                </tr>
            </thead>
            <tbody>
                {row(
                    td_string!(locale, proposals.visiting),
                    Signal::derive(move || time(|sums| sums.visiting_min)),
                )}
                {row(
                    td_string!(locale, proposals.travelling),
                    Signal::derive(move || time(|sums| sums.travel_min)),
                )}
                {row(td_string!(locale, proposals.waiting), Signal::derive(move || time(|sums| sums.waiting_min)))}
                {row(td_string!(locale, proposals.beyond_old_town), Signal::derive(share))}
                {row(td_string!(locale, proposals.gminas), Signal::derive(gminas))}
            </tbody>
        </table>
    }
}
