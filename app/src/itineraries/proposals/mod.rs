//! "Plan it for me": what a visitor wishes, the search, and the proposal beside the plan.
//!
//! One form asks, in the browser and without JavaScript: the same fields become the same task and wishes on both sides
//! ([`ask`]). In the browser the search runs in slices ([`search`]); without JavaScript the form is a post to a page that
//! shows the answer ([`page`]), and nothing is kept between asking and accepting.

pub mod ask;
mod form;
mod kept;
mod page;
mod panel;
mod search;
pub mod served;
mod show;
mod wording;

pub use form::STEP_FREE;
pub use page::ProposalPage;
pub(crate) use panel::PlanForMe;
pub use show::addition;
