//! An independent judge: replays a plan against the problem statement. It shares nothing with the search but the types
//! of question and answer, uses no cache, and believes no number of the plan.

use crate::problem::{Draft, Problem};
use crate::solution::{DayPlan, Solution};
use crate::travel::{Travel, UNREACHABLE};

/// What is wrong with a plan, in words.
pub type Fault = String;

/// Replays a plan. Gives the points that it collects.
///
/// # Errors
/// The first breach of the problem statement, or the first number that is not as the replay has it.
pub fn check(problem: &Problem, solution: &Solution) -> Result<i64, Fault> {
    let draft = problem.draft();
    if solution.days.len() != draft.days.len() {
        return Err(format!("{} days instead of {}", solution.days.len(), draft.days.len()));
    }
    let mut seen = vec![false; draft.places.len()];
    let mut of_plan = vec![0_u32; draft.categories.len()];
    let (mut score, mut value, mut spent) = (0_i64, 0_i64, 0_i64);
    for (day, plan) in solution.days.iter().enumerate() {
        let mut of_day = vec![0_u32; draft.categories.len()];
        for stop in &plan.stops {
            let place = draft.places.get(stop.place).ok_or_else(|| format!("there is no place {}", stop.place))?;
            match seen.get_mut(stop.place) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(format!("place {} is visited twice", stop.place)),
            }
            score += i64::from(place.score);
            spent += place.price;
            value += 1_000 * i64::from(place.score);
            let price = place.area.and_then(|area| draft.areas.get(area)).and_then(|area| area.price.get(day));
            value -= i64::from(price.copied().unwrap_or(0)) * i64::from(place.stay);
            let mut counted = place.categories.clone();
            counted.sort_unstable();
            counted.dedup();
            for category in counted {
                for counts in [&mut of_day, &mut of_plan] {
                    if let Some(count) = counts.get_mut(category) {
                        *count += 1;
                    }
                }
            }
        }
        for (category, limit) in draft.categories.iter().enumerate() {
            let over = |counts: &[u32], limit: Option<u32>| limit.is_some_and(|max| counts.get(category) > Some(&max));
            if over(&of_day, limit.per_day) {
                return Err(format!("day {day} holds too many of category {category}"));
            }
            if over(&of_plan, limit.per_plan) {
                return Err(format!("the plan holds too many of category {category}"));
            }
        }
        replay(draft, day, plan)?;
        value -= i64::from(plan.waiting) * i64::from(draft.waiting_price);
        value -= i64::from(plan.travel) * i64::from(draft.travel_price);
    }
    if draft.budget.is_some_and(|budget| spent > budget) {
        return Err(format!("the plan costs {spent}"));
    }
    if (score, value) != (solution.score, solution.value) {
        let (said, worth) = (solution.score, solution.value);
        return Err(format!("score {score} and value {value}, not {said} and {worth}"));
    }
    check_left_out(draft, solution, &seen)?;
    Ok(score)
}

/// Walks through a day by the problem statement.
fn replay(draft: &Draft, day: usize, plan: &DayPlan) -> Result<(), Fault> {
    let frame = draft.days.get(day).ok_or("no such day")?;
    let travel = draft.travel.get(frame.means);
    let (mut now, mut here, mut moving, mut waiting) = (i64::from(frame.start), frame.from, 0, 0);
    for stop in &plan.stops {
        let at = stop.place;
        let place = draft.places.get(at).ok_or("no such place")?;
        let arrive = way(travel, here, place.location, now).ok_or_else(|| format!("no way to place {at}"))?;
        let windows = place.windows.get(day).ok_or("no windows")?;
        let start = (windows.iter().filter(|window| arrive <= i64::from(window.close)))
            .map(|window| arrive.max(i64::from(window.open)))
            .min()
            .ok_or_else(|| format!("place {at} is closed on day {day} from {arrive} on"))?;
        let leave = start + i64::from(place.stay);
        if (arrive, start, leave) != (stop.arrive.into(), stop.start.into(), stop.leave.into()) {
            return Err(format!("place {at} on day {day} is {arrive}, {start}, {leave}, not {stop:?}"));
        }
        (moving, waiting) = (moving + arrive - now, waiting + start - arrive);
        now = leave;
        here = place.location.or(here);
    }
    let locked: Vec<usize> =
        plan.stops.iter().map(|stop| stop.place).filter(|place| frame.locked.contains(place)).collect();
    if !frame.locked.iter().filter(|place| locked.contains(place)).eq(&locked) {
        return Err(format!("the locked stops of day {day} are out of order: {locked:?}"));
    }
    for (other, one) in draft.days.iter().enumerate().filter(|(other, _)| *other != day) {
        if let Some(stop) = plan.stops.iter().find(|stop| one.locked.contains(&stop.place)) {
            return Err(format!("place {} is locked on day {other}, not on {day}", stop.place));
        }
    }
    if !plan.stops.is_empty() {
        let back = way(travel, here, frame.to, now).ok_or("no way to the end of the day")?;
        moving += back - now;
        now = back;
    }
    if now > i64::from(frame.end) {
        return Err(format!("day {day} ends at {now}"));
    }
    let said = (i64::from(plan.ends), i64::from(plan.travel), i64::from(plan.waiting));
    if said != (now, moving, waiting) {
        return Err(format!("day {day} ends, travels and waits {now}, {moving}, {waiting}, not {said:?}"));
    }
    Ok(())
}

/// The earliest arrival when leaving at `depart` or, where that is sooner, waiting for a later slot.
fn way(travel: Option<&Travel>, from: Option<usize>, to: Option<usize>, depart: i64) -> Option<i64> {
    let (Some(from), Some(to)) = (from, to) else { return Some(depart) };
    match travel? {
        Travel::Table(table) => {
            let time = *table.values.get(from * table.size + to)?;
            (time != UNREACHABLE).then(|| depart + i64::from(time))
        }
        Travel::Plane(plane) => {
            let ([x0, y0], [x1, y1]) = (plane.points.get(from)?, plane.points.get(to)?);
            let (dx, dy) = (i128::from(x0 - x1), i128::from(y0 - y1));
            let (square, per) = (dx * dx + dy * dy, i128::from(plane.per_time));
            // The largest time whose way is no longer than the distance.
            let (mut low, mut high) = (0_i128, 1 << 31);
            while high - low > 1 {
                let middle = (low + high) / 2;
                if middle * middle * per * per <= square { low = middle } else { high = middle }
            }
            Some(depart + i64::try_from(low).ok()?)
        }
        Travel::Slots(slots) => {
            let tables: Vec<&[i32]> = slots.values.chunks(slots.size * slots.size).collect();
            let mut earliest: Option<i64> = None;
            for (slot, table) in tables.iter().enumerate() {
                let begins = i64::from(slots.first) + slot as i64 * i64::from(slots.length);
                let ends = begins + i64::from(slots.length);
                // The first slot also holds whatever is before it, the last one whatever is behind.
                if depart >= ends && slot + 1 < tables.len() {
                    continue;
                }
                let leave = if slot == 0 { depart } else { depart.max(begins) };
                let time = *table.get(from * slots.size + to)?;
                if time != UNREACHABLE {
                    let arrive = leave + i64::from(time);
                    earliest = Some(earliest.map_or(arrive, |known| known.min(arrive)));
                }
            }
            earliest
        }
    }
}

/// Everything is either in the plan or left out, and every must-see that is left out is told of.
fn check_left_out(draft: &Draft, solution: &Solution, seen: &[bool]) -> Result<(), Fault> {
    let left: Vec<usize> = solution.left_out.iter().map(|one| one.place).collect();
    let absent: Vec<usize> = seen.iter().enumerate().filter(|(_, seen)| !**seen).map(|(place, _)| place).collect();
    if left != absent {
        return Err("what is left out is not what is absent".to_owned());
    }
    let must = |place: &usize| {
        let locked = draft.days.iter().any(|day| day.locked.contains(place));
        locked || draft.places.get(*place).is_some_and(|place| place.must)
    };
    let musts: Vec<usize> = absent.into_iter().filter(must).collect();
    let told: Vec<usize> = solution.conflicts.iter().map(|conflict| conflict.place).collect();
    if musts == told { Ok(()) } else { Err(format!("must-sees {musts:?} are absent, told of are {told:?}")) }
}
