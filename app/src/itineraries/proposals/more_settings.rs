//! What few people change of their wishes, folded away.

use domain::wishes::{PER_CATEGORY_MAX, Wishes};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::wish_fields::Choice;
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// Shares that a steered proposal may be asked to keep, per cent; the form says how much less they are than everything.
const GUARANTEES: [u8; 5] = [90, 95, 97, 99, 100];

/// What few people change. The guarantee counts only where the proposal may be steered; the style sheet hides it otherwise.
#[component]
pub fn MoreSettings(wishes: RwSignal<Wishes>) -> impl IntoView {
    let locale = use_locale();
    let first = wishes.get_untracked();
    view! {
        <details class="disclosure">
            <summary>
                <span>{td_string!(locale, proposals.more_settings)}</span>
                <Icon name="chevron" />
            </summary>
            <div class="disclosure-body stack ask-more">
                <Choice
                    name="per-category"
                    label=td_string!(locale, proposals.per_category)
                    first=first.per_category.get().to_string()
                    value=Signal::derive(move || wishes.read().per_category.get().to_string())
                    options=(1..=PER_CATEGORY_MAX).map(|most| (most.to_string(), most.to_string())).collect()
                />
                <label class="check ask-steering">
                    <input
                        type="checkbox"
                        name="steering"
                        value="1"
                        checked=first.steering
                        prop:checked=move || wishes.read().steering
                    />
                    <span class="check-text">{td_string!(locale, proposals.steer)}</span>
                </label>
                <div class="ask-guarantee">
                    <Choice
                        name="guarantee"
                        label=td_string!(locale, proposals.guarantee)
                        first=first.guarantee.get().to_string()
                        value=Signal::derive(move || wishes.read().guarantee.get().to_string())
                        options=GUARANTEES
                            .iter()
                            .map(|kept| (kept.to_string(), loss_in_words(locale, 100 - kept)))
                            .collect()
                    />
                </div>
            </div>
        </details>
    }
}

fn loss_in_words(locale: Locale, percent: u8) -> String {
    match percent {
        0 => td_string!(locale, proposals.loss_none).to_owned(),
        percent => td_string!(locale, proposals.loss_most, percent = percent).to_string(),
    }
}
