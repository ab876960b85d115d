//! What the visitor keeps, as every heart sees it: what the server said, and on top of it what was pressed since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_i18n::td_string;

use super::api::{favourite_slugs, set_favourite};
use super::wishes::{Wish, Wishes};
use crate::error::ApiError;
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::announcer::{Tone, use_announcer};
use crate::words;

/// The favourites of the visitor.
#[derive(Clone, Copy)]
pub struct Kept {
    said: Resource<Result<BTreeSet<VenueSlug>, ApiError>>,
    pressed: RwSignal<BTreeMap<VenueSlug, bool>>,
    wishes: StoredValue<Arc<Mutex<Wishes>>>,
    locale: Locale,
    tell: Callback<(Tone, String)>,
}

/// Provides the favourites to the application.
pub fn provide() {
    let announcer = use_announcer();
    provide_context(Kept {
        said: Resource::new_blocking(|| (), |()| favourite_slugs()),
        pressed: RwSignal::new(BTreeMap::new()),
        wishes: StoredValue::new(Arc::default()),
        locale: use_locale(),
        tell: Callback::new(move |(tone, message)| announcer(tone, message)),
    });
}

/// Waits until it is known what the visitor keeps. A page that shows hearts waits for it first: the server leaves out of a page
/// whatever still has to be waited for inside of what was waited for.
pub fn known() -> impl Future<Output = ()> + Send {
    let kept: Kept = expect_context();
    async move {
        let _ = kept.said.await;
    }
}

impl Kept {
    /// What the server said; if it could not say, nothing is kept as far as hearts can show.
    pub async fn said(self, slug: VenueSlug) -> bool {
        self.said.await.is_ok_and(|kept| kept.contains(&slug))
    }

    /// Whether a venue is kept, given what the server said of it.
    #[must_use]
    pub fn holds(self, slug: &VenueSlug, said: bool) -> bool {
        self.pressed.read().get(slug).copied().unwrap_or(said)
    }

    /// Shows the wish at once and sends it; rolls it back if the server refuses.
    pub fn wish(self, wish: Wish) {
        self.pressed.update(|pressed| {
            pressed.insert(wish.slug.clone(), wish.keep);
        });
        let wishes = self.wishes.get_value();
        lock(&wishes).put(wish);
        spawn_local(async move {
            while let Some(wish) = next(&wishes) {
                let keep = if wish.keep { "1" } else { "0" };
                let answer = set_favourite(wish.slug.to_string(), keep.to_owned()).await;
                let decides = lock(&wishes).answered(&wish);
                self.settle(wish, answer, decides);
            }
        });
    }

    fn settle(self, wish: Wish, answer: Result<(), ApiError>, decides: bool) {
        let name = wish.name.as_str();
        let message = match (&answer, wish.keep) {
            (Ok(()), true) => td_string!(self.locale, favourites.kept, name = name).to_string(),
            (Ok(()), false) => td_string!(self.locale, favourites.let_go, name = name).to_string(),
            (Err(error), _) => {
                let why = words::error(self.locale, error);
                td_string!(self.locale, favourites.refused, name = name, why = why).to_string()
            }
        };
        let tone = if answer.is_ok() { Tone::Success } else { Tone::Problem };
        if answer.is_err() && decides {
            self.pressed.update(|pressed| {
                pressed.insert(wish.slug, !wish.keep);
            });
        }
        self.tell.run((tone, message));
    }
}

fn lock(wishes: &Mutex<Wishes>) -> std::sync::MutexGuard<'_, Wishes> {
    wishes.lock().unwrap_or_else(PoisonError::into_inner)
}

fn next(wishes: &Mutex<Wishes>) -> Option<Wish> {
    lock(wishes).next()
}
