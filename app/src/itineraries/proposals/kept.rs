//! A visitor's wishes, kept on their device and nowhere else. A must belongs to a plan and holds for its page.

use std::collections::BTreeSet;

use domain::wishes::Wishes;
use leptos::prelude::*;

/// Where the device keeps them.
const KEY: &str = "okolica-wishes";

/// Reads the wishes once the page lives: the server never learns of them.
pub fn follow(wishes: RwSignal<Wishes>) {
    Effect::new(move |_| {
        let storage = window().local_storage().ok().flatten();
        let kept = storage.and_then(|storage| storage.get_item(KEY).ok().flatten());
        // What an older version wrote otherwise, or somebody by hand, counts as nothing.
        if let Some(kept) = kept.and_then(|json| serde_json::from_str(&json).ok()) {
            wishes.update(|wishes| *wishes = Wishes { must_see: std::mem::take(&mut wishes.must_see), ..kept });
        }
    });
}

/// Keeps the wishes. Storage may be forbidden; then they hold for this page.
pub fn keep(wishes: &Wishes) {
    let lasting = Wishes { must_see: BTreeSet::new(), ..wishes.clone() };
    if let (Ok(Some(storage)), Ok(json)) = (window().local_storage(), serde_json::to_string(&lasting)) {
        storage.set_item(KEY, &json).ok();
    }
}
