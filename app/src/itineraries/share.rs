//! Sharing a plan: unguessable addresses for reading and for planning together, each of which can be taken back.

use domain::itinerary::{LinkPurpose, PlanId, PlanLink};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::{RevokeShare, SharePlan};
use crate::error::ApiError;
use crate::i18n::Locale;
use crate::language::{href, use_locale};
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::head::base_url;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;
use crate::ui::share::copy;

/// What a link can be made for: purpose, and whether with notes.
const KINDS: [(LinkPurpose, bool); 3] =
    [(LinkPurpose::Read, true), (LinkPurpose::Read, false), (LinkPurpose::Edit, true)];

/// The box with the addresses of a plan.
#[component]
pub fn ShareBox(
    /// The plan.
    id: PlanId,
    /// Its links.
    links: Vec<PlanLink>,
) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let share = ServerAction::<SharePlan>::new();
    let revoke = ServerAction::<RevokeShare>::new();
    let links = RwSignal::new(links);
    let failed = RwSignal::new(None::<ApiError>);
    let follow = move |answer: Option<Result<Vec<PlanLink>, ApiError>>, message: &'static str| match answer {
        Some(Ok(left)) => {
            failed.set(None);
            links.set(left);
            announcer(Tone::Success, message.to_owned());
        }
        Some(Err(error)) => failed.set(Some(error)),
        None => {}
    };
    Effect::new(move |_| follow(share.value().get(), td_string!(locale, plans.shared)));
    Effect::new(move |_| follow(revoke.value().get(), td_string!(locale, plans.revoked)));
    let missing = move || {
        let there = links.read();
        let is_there = |kind: &(LinkPurpose, bool)| there.iter().any(|link| (link.purpose, link.with_notes) == *kind);
        KINDS.into_iter().filter(|kind| !is_there(kind)).collect::<Vec<_>>()
    };
    view! {
        <section class="share-box" id="share" aria-labelledby="share-title">
            <h2 id="share-title">{td_string!(locale, plans.share)}</h2>
            <p>{td_string!(locale, plans.share_lead)}</p>
            {move || links.get().into_iter().map(|link| view! { <LinkBox id link revoke /> }).collect_view()}
            <div class="share-make">
                {move || missing().into_iter().map(|(purpose, notes)| view! { <MakeLink id purpose notes share /> }).collect_view()}
            </div>
            <Refusal error=failed />
        </section>
    }
}

fn kind(locale: Locale, purpose: LinkPurpose, notes: bool) -> &'static str {
    match (purpose, notes) {
        (LinkPurpose::Read, true) => td_string!(locale, plans.links_read),
        (LinkPurpose::Read, false) => td_string!(locale, plans.links_read_bare),
        (LinkPurpose::Edit, _) => td_string!(locale, plans.links_edit),
    }
}

/// One address, with what can be done with it.
#[component]
fn LinkBox(id: PlanId, link: PlanLink, revoke: ServerAction<RevokeShare>) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let PlanLink { token, purpose, with_notes } = link;
    let is_reading = purpose == LinkPurpose::Read;
    let path = if is_reading { format!("/shared/{token}") } else { format!("/join/{token}") };
    let address = format!("{}{}", base_url(), href(&path));
    let label = kind(locale, purpose, with_notes);
    // Calendars know this scheme: they ask for the address again and again.
    let without_scheme = base_url().split_once("://").map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let subscription = format!("webcal://{without_scheme}/shared/{token}/calendar.ics");
    let field = format!("share-{}-{}", purpose.as_str(), if with_notes { "notes" } else { "bare" });
    let copied = address.clone();
    view! {
        <div class="share-link" data-purpose=purpose.as_str()>
            <label class="field-label" for=field.clone()>
                {label}
            </label>
            {(!is_reading).then(|| view! { <p class="field-hint">{td_string!(locale, plans.edit_lead)}</p> })}
            <div class="copy-field">
                <input class="input" id=field readonly value=address />
                <button
                    class="button button-secondary needs-hydration"
                    type="button"
                    on:click=move |_| copy(copied.clone(), announcer, locale)
                >
                    <Icon name="copy" />
                    <span>{td_string!(locale, plans.copy)}</span>
                </button>
            </div>
            <div class="share-link-tools">
                {is_reading
                    .then(|| {
                        view! {
                            <a class="button button-quiet button-small" href=subscription rel="external">
                                <Icon name="calendar" />
                                <span>{td_string!(locale, plans.subscribe)}</span>
                            </a>
                        }
                    })}
                <ActionForm action=revoke>
                    <input type="hidden" name="plan" value=id.0.to_string() />
                    <input type="hidden" name="token" value=token />
                    <button class="button button-quiet button-small button-danger">
                        {td_string!(locale, plans.revoke)} <span class="visually-hidden">": " {label}</span>
                    </button>
                </ActionForm>
            </div>
        </div>
    }
}

#[component]
fn MakeLink(id: PlanId, purpose: LinkPurpose, notes: bool, share: ServerAction<SharePlan>) -> impl IntoView {
    let locale = use_locale();
    let label = match (purpose, notes) {
        (LinkPurpose::Read, true) => td_string!(locale, plans.make_read),
        (LinkPurpose::Read, false) => td_string!(locale, plans.make_bare),
        (LinkPurpose::Edit, _) => td_string!(locale, plans.make_edit),
    };
    view! {
        <ActionForm action=share>
            <input type="hidden" name="plan" value=id.0.to_string() />
            <input type="hidden" name="purpose" value=purpose.as_str() />
            <input type="hidden" name="notes" value=if notes { "1" } else { "" } />
            <button class="button button-secondary button-small">
                <Icon name="share" />
                <span>{label}</span>
            </button>
        </ActionForm>
    }
}
