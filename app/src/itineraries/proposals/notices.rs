//! What is said of a proposal as a whole: that it is out of date, what cannot be met together, why a wish is refused.

use leptos::prelude::*;
use leptos_i18n::td_string;

use super::form::ASK_FORM;
use super::served::Proposed;
use super::wording;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// Says that the plan is another one by now, and offers to search anew.
#[component]
pub fn Stale(is_stale: Memo<bool>) -> impl IntoView {
    let locale = use_locale();
    move || {
        is_stale.get().then(|| {
            view! {
                <div class="notice" role="status">
                    <Icon name="info" />
                    <div>
                        <p>{td_string!(locale, proposals.stale)}</p>
                        <button class="button button-secondary" form=ASK_FORM>
                            <Icon name="search" />
                            <span>{td_string!(locale, proposals.again)}</span>
                        </button>
                    </div>
                </div>
            }
        })
    }
}

/// What cannot be met together.
#[component]
pub fn Conflicts(shown: RwSignal<Option<Proposed>>) -> impl IntoView {
    let locale = use_locale();
    let told = Memo::new(move |_| {
        shown.with(|shown| {
            let Some(one) = shown else { return Vec::new() };
            let tell = |conflict| wording::conflict(locale, &one.proposal, &one.venues, conflict);
            one.proposal.conflicts.iter().map(tell).collect::<Vec<_>>()
        })
    });
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            view! {
                <div class="notice" data-tone="problem">
                    <Icon name="warning" />
                    <div>
                        <p>{td_string!(locale, proposals.conflicts)}</p>
                        <ul>{told.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    }
}
