//! The headings of a proposal: one level deeper in the panel, which has a heading itself, than on the page of its own.

use leptos::prelude::*;

use super::show::PROPOSAL_TITLE;

/// The heading of the whole proposal.
#[component]
pub fn ProposalHeading(is_in_panel: bool, children: Children) -> impl IntoView {
    if is_in_panel {
        view! {
            <h3 class="proposal-title" id=PROPOSAL_TITLE tabindex="-1">
                {children()}
            </h3>
        }
        .into_any()
    } else {
        view! {
            <h2 class="proposal-title" id=PROPOSAL_TITLE tabindex="-1">
                {children()}
            </h2>
        }
        .into_any()
    }
}

/// The heading of a part of it: a day, or what no day has room for.
#[component]
pub fn PartHeading(is_in_panel: bool, children: Children) -> impl IntoView {
    if is_in_panel { view! { <h4>{children()}</h4> }.into_any() } else { view! { <h3>{children()}</h3> }.into_any() }
}
