//! Itineraries, "plans" in the interface: the list of plans, the builder with its timeline, sharing, adding from elsewhere.

mod add;
pub mod api;
mod board;
mod builder;
#[cfg(feature = "ssr")]
mod dates;
mod day;
mod day_frame;
pub mod edit_form;
mod find;
mod focus;
mod form;
mod head;
mod history;
mod landing;
#[cfg(feature = "ssr")]
pub(crate) mod making;
#[cfg(feature = "ssr")]
pub(crate) mod names;
mod needs;
mod outbox;
mod plan_map;
mod plan_page;
mod plans_page;
mod remedy;
mod share;
mod shared_page;
mod stop;
mod stop_tools;
mod summary;
mod telling;
mod warnings;

pub use add::AddToPlan;
pub use plan_page::PlanPage;
pub use plans_page::PlansPage;
pub use shared_page::SharedPlanPage;
