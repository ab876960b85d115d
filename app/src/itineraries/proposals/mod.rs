//! "Plan it for me": what a visitor wishes, the search, and the proposal beside the plan.
//!
//! One form asks, in the browser and without JavaScript: the same fields become the same task and wishes on both sides
//! ([`ask`]). In the browser the search ([`search`]) runs in slices ([`slices`]); without JavaScript the form is a post to a
//! page that shows the answer ([`page`]), and nothing is kept between asking and accepting: what is accepted goes with the
//! form that asks, so that a page which refuses it has everything that was entered.

mod additions;
pub mod ask;
mod compared;
mod form;
mod from_here;
mod heading;
mod kept;
mod left_out;
mod more_settings;
mod notices;
mod page;
mod panel;
mod rows;
mod search;
pub mod served;
mod show;
mod slices;
mod wish_fields;
mod wording;

pub use additions::addition;
pub use page::ProposalPage;
pub(crate) use panel::PlanForMe;
