//! Who may edit a plan, asked by routes that are no server functions.

use app::error::ApiError;
use domain::itinerary::PlanId;
use store::{SavedPlan, Visitor};

use crate::state::State;

/// The visitor with this token, and the plan that they may edit.
///
/// # Errors
/// [`ApiError::NotFound`] for everybody else, and the store's errors.
pub async fn of(state: &State, id: &str, token: Option<&str>) -> Result<(Visitor, SavedPlan), ApiError> {
    let store = &state.context().store;
    let id = PlanId(id.parse().map_err(|_| ApiError::NotFound)?);
    let visitor = store.visitor(token.ok_or(ApiError::NotFound)?).await?.ok_or(ApiError::NotFound)?;
    let plan = store.plan(&visitor, id).await?.ok_or(ApiError::NotFound)?;
    Ok((visitor, plan))
}
