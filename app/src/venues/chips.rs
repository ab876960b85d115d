//! The chosen filters as chips, each a link that takes one away.

use domain::accessibility::AccessNeed;
use domain::filter::{Beyond, Roof, VenueFilter};
use domain::gmina::GminaName;
use domain::hours::clock;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::language::{address, href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// How many filters are chosen.
#[must_use]
pub fn count(filter: &VenueFilter) -> usize {
    usize::from(!filter.text.is_empty())
        + filter.categories.len()
        + filter.gminas.len()
        + usize::from(filter.free)
        + usize::from(filter.roof.is_some())
        + usize::from(filter.open_at.is_some())
        + usize::from(filter.access.is_some())
        + usize::from(filter.beyond.is_some())
        + usize::from(filter.within.is_some())
}

/// Every chosen filter in words, with the filter that is left when it is taken away.
fn chosen(filter: &VenueFilter, gminas: &[GminaName], locale: Locale) -> Vec<(String, VenueFilter)> {
    let base = filter.on_page(1);
    let mut chips = Vec::new();
    if !filter.text.is_empty() {
        chips.push((format!("„{}”", filter.text), VenueFilter { text: String::new(), ..base.clone() }));
    }
    for category in &filter.categories {
        let mut left = base.clone();
        left.categories.remove(category);
        chips.push((words::category(locale, *category).to_owned(), left));
    }
    for slug in &filter.gminas {
        let mut left = base.clone();
        left.gminas.remove(slug);
        let name = gminas.iter().find(|gmina| gmina.slug == *slug).map(|gmina| gmina.name.value.clone());
        chips.push((name.unwrap_or_else(|| slug.to_string()), left));
    }
    if filter.free {
        chips.push((td_string!(locale, venues.free).to_owned(), VenueFilter { free: false, ..base.clone() }));
    }
    if let Some(roof) = filter.roof {
        let name = match roof {
            Roof::Indoors => td_string!(locale, venues.roof_indoors),
            Roof::Outdoors => td_string!(locale, venues.roof_outdoors),
        };
        chips.push((name.to_owned(), VenueFilter { roof: None, ..base.clone() }));
    }
    if let Some(moment) = filter.open_at {
        let name = format!("{}, {}", words::date_short(locale, moment.date), clock(moment.minute));
        chips.push((name, VenueFilter { open_at: None, ..base.clone() }));
    }
    if let Some(access) = filter.access {
        let name = match access {
            AccessNeed::KnownFit => td_string!(locale, venues.access_known),
            AccessNeed::NotKnownUnfit => td_string!(locale, venues.access_possible),
        };
        chips.push((name.to_owned(), VenueFilter { access: None, ..base.clone() }));
    }
    if let Some(beyond) = filter.beyond {
        let name = match beyond {
            Beyond::OldTown => td_string!(locale, venues.beyond_old_town),
            Beyond::Krakow => td_string!(locale, venues.beyond_krakow),
        };
        chips.push((name.to_owned(), VenueFilter { beyond: None, ..base.clone() }));
    }
    if filter.within.is_some() {
        chips.push((td_string!(locale, venues.within_area).to_owned(), VenueFilter { within: None, ..base }));
    }
    chips
}

/// The chips of a filter; nothing where nothing is chosen.
#[component]
pub fn Chips(
    /// What is chosen.
    filter: VenueFilter,
    /// The gminas, for their names.
    gminas: Vec<GminaName>,
) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let chips = chosen(&filter, &gminas, locale);
    (!chips.is_empty()).then(|| {
        view! {
            <ul class="chips" aria-label=td_string!(locale, venues.chosen_filters)>
                {chips
                    .into_iter()
                    .map(|(name, left)| {
                        let query = left.to_query();
                        let target = if query.is_empty() { "/".to_owned() } else { format!("/?{query}") };
                        view! {
                            <li>
                                <a class="chip" href=address(language, &target)>
                                    {name}
                                    <Icon name="close" />
                                    <span class="visually-hidden">{td_string!(locale, venues.remove_filter)}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
                <li>
                    <a class="link-button" href=href("/")>
                        {td_string!(locale, venues.clear)}
                    </a>
                </li>
            </ul>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chip_takes_exactly_its_own_choice_away() {
        let query = [
            ("q", "zamek"),
            ("category", "castle"),
            ("category", "museum"),
            ("gmina", "skawina"),
            ("free", "1"),
            ("roof", "indoors"),
            ("day", "2026-11-21"),
            ("hour", "10:00"),
            ("access", "known"),
            ("beyond", "krakow"),
            ("bbox", "19.5,49.9,20.3,50.2"),
            ("page", "2"),
        ];
        let filter = VenueFilter::from_pairs(query).unwrap();
        let chips = chosen(&filter, &[], Locale::pl);
        assert_eq!(chips.len(), count(&filter));
        for (name, left) in &chips {
            assert_eq!(count(left), count(&filter) - 1, "{name}");
            assert_eq!(left.page(), 1, "a narrower page may not exist any more");
        }
    }
}
