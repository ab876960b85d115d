//! The short facts of a venue, alike on cards, pages and plans: an icon and words, never colour alone.

use domain::accessibility::Access;
use domain::hours::{LocalTime, OpenState};
use domain::venue::{Category, Price, VenueCard};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// The icon of a category in the sprite.
#[must_use]
pub const fn category_icon(category: Category) -> &'static str {
    match category {
        Category::Bike => "bike-route",
        other => other.as_str(),
    }
}

/// A distance as people say it: metres below a kilometre, else kilometres with one decimal.
#[must_use]
pub fn distance(locale: Locale, metres: u32) -> String {
    if metres < 1_000 {
        return td_string!(locale, venues.metres, m = metres / 10 * 10).to_string();
    }
    let tenths = (metres + 50) / 100;
    let separator = if locale == Locale::en { '.' } else { ',' };
    td_string!(locale, venues.km, km = format!("{}{separator}{}", tenths / 10, tenths % 10)).to_string()
}

/// The short facts of a venue at a moment.
#[component]
pub fn Facts(
    /// The venue.
    card: VenueCard,
    /// The moment for which its opening state holds.
    moment: LocalTime,
) -> impl IntoView {
    let locale = use_locale();
    let state = match card.open {
        OpenState::Unknown => "unknown",
        open if open.is_open() => "open",
        _ => "closed",
    };
    view! {
        <ul class="facts">
            <li class="fact open-state" data-state=state>
                <Icon name="clock" />
                <span>{words::open_state(locale, card.open, moment)}</span>
            </li>
            {(card.price != Price::Unknown)
                .then(|| {
                    view! {
                        <li class="fact price" data-price=card.price.as_str()>
                            <Icon name="ticket" />
                            <span>{words::price(locale, card.price)}</span>
                        </li>
                    }
                })}
            <WheelchairFact access=card.wheelchair />
            {card
                .distance_m
                .map(|metres| {
                    view! {
                        <li class="fact distance">
                            <Icon name="locate" />
                            <span class="numeric">
                                {td_string!(locale, venues.distance, distance = distance(locale, metres)).to_string()}
                            </span>
                        </li>
                    }
                })}
            {card
                .is_approximate()
                .then(|| {
                    view! {
                        <li class="fact approximate">
                            <Icon name="pin-approx" />
                            <span>{td_string!(locale, common.approximate)}</span>
                        </li>
                    }
                })}
        </ul>
    }
}

/// What is known of wheelchair access.
#[component]
pub fn WheelchairFact(
    /// What is known.
    access: Access,
) -> impl IntoView {
    view! {
        <li class="fact access" data-access=access.as_str()>
            <Icon name=wheelchair_icon(access) />
            <span>{words::wheelchair(use_locale(), access)}</span>
        </li>
    }
}

/// The icon of what is known of wheelchair access.
#[must_use]
pub const fn wheelchair_icon(access: Access) -> &'static str {
    match access {
        Access::Unknown => "wheelchair-unknown",
        Access::Yes | Access::Limited | Access::No => "wheelchair",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_read_as_people_say_them() {
        let cases = [(0, "0 m"), (987, "980 m"), (1_000, "1,0 km"), (12_349, "12,3 km"), (12_351, "12,4 km")];
        for (metres, words) in cases {
            assert_eq!(distance(Locale::pl, metres), words);
        }
        assert_eq!(distance(Locale::en, 12_351), "12.4 km");
    }
}
