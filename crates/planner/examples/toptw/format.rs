//! The public formats of the tourist trip design problem, from Righini and Salani (2009), Souffriau et al. (2013) and
//! Gavalas et al., as problems of the planner. The starting point is location 0 and no place.

use planner::{CategoryLimit, Day, Draft, Place, Plane, Problem, Travel, Window};

/// A family of instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One window per point, any number of routes.
    Toptw,
    /// Four windows per point, a budget and limits by category; the number of routes is in the file.
    McTopMtw,
    /// Opening hours by weekday; the number of routes and the first day are in the file.
    Ttdp,
}

impl Format {
    /// By its name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "toptw" => Some(Self::Toptw),
            "mctopmtw" => Some(Self::McTopMtw),
            "ttdp" => Some(Self::Ttdp),
            _ => None,
        }
    }
}

/// An instance, and the number by which its file names each place.
pub struct Instance {
    pub problem: Problem,
    pub ids: Vec<i64>,
}

/// Coordinates are kept in thousandths.
const THOUSAND: f64 = 1_000.0;

/// A number of the file in thousandths.
fn thousandths(field: f64) -> i32 {
    (field * THOUSAND).round() as i32
}

/// Reads an instance; `routes` counts for the format that leaves it open.
pub fn read(text: &str, format: Format, routes: usize) -> Result<Instance, String> {
    let lines: Vec<Vec<f64>> = text
        .lines()
        .map(|line| {
            line.split_whitespace().map(|field| field.parse().map_err(|_| format!("no number: {field}"))).collect()
        })
        .collect::<Result<_, String>>()?;
    let rows: Vec<&[f64]> = lines.iter().map(Vec::as_slice).filter(|line| !line.is_empty()).collect();
    let (mut draft, ids) = match format {
        Format::Toptw => toptw(&rows, routes),
        Format::McTopMtw => mctopmtw(&rows),
        Format::Ttdp => ttdp(&rows),
    }
    .ok_or("the file is shorter than its format")?;
    draft.days.iter_mut().for_each(|day| (day.from, day.to) = (Some(0), Some(0)));
    let problem = Problem::new(draft).map_err(|fault| fault.to_string())?;
    Ok(Instance { problem, ids })
}

/// Where the points lie, in units of time that are tenths or hundredths: distances are rounded down to as many decimals.
fn plane(rows: &[&[f64]], scale: f64) -> Option<Travel> {
    let point = |row: &&[f64]| Some([thousandths(*row.get(1)?), thousandths(*row.get(2)?)]);
    let points = rows.iter().map(point).collect::<Option<_>>()?;
    Some(Travel::Plane(Plane { points, per_time: (THOUSAND / scale) as u32 }))
}

type Read = Option<(Draft, Vec<i64>)>;

fn toptw(rows: &[&[f64]], routes: usize) -> Read {
    let points = rows.get(2..)?;
    // Solomon's instances have coordinates without decimals and are counted in tenths, those of Cordeau et al. in hundredths.
    let whole = points.iter().all(|row| row.get(1..3).is_some_and(|xy| xy.iter().all(|one| one.fract() == 0.0)));
    let scale = if whole { 10.0 } else { 100.0 };
    let time = |field: &f64| (field * scale).round() as i32;
    let depot = points.first()?;
    let (open, close) = (depot.get(depot.len() - 2)?, depot.last()?);
    let mut draft = Draft { travel: vec![plane(points, scale)?], ..Draft::default() };
    draft.days = vec![Day::new(time(open), time(close), None, None); routes];
    let mut ids = Vec::new();
    for (location, row) in points.iter().enumerate().skip(1) {
        let window = Window { open: time(row.get(row.len() - 2)?), close: time(row.last()?) };
        draft.places.push(Place::new(location, *row.get(4)? as i32, time(row.get(3)?), vec![vec![window]; routes]));
        ids.push(*row.first()? as i64);
    }
    Some((draft, ids))
}

fn mctopmtw(rows: &[&[f64]]) -> Read {
    let (head, points) = (rows.first()?, rows.get(1..)?);
    let routes = *head.first()? as usize;
    let whole = points.iter().all(|row| row.get(1..3).is_some_and(|xy| xy.iter().all(|one| one.fract() == 0.0)));
    let scale = if whole { 10.0 } else { 100.0 };
    let time = |field: &f64| (field * scale).round() as i32;
    let depot = points.first()?;
    let mut draft =
        Draft { travel: vec![plane(points, scale)?], budget: Some(*head.get(2)? as i64), ..Draft::default() };
    draft.categories =
        (head.get(3..13)?.iter()).map(|limit| CategoryLimit { per_day: None, per_plan: Some(*limit as u32) }).collect();
    draft.days = vec![Day::new(time(depot.get(depot.len() - 2)?), time(depot.last()?), None, None); routes];
    let mut ids = Vec::new();
    for (location, row) in points.iter().enumerate().skip(1) {
        let bounds = row.get(5..10)?.iter().map(time).collect::<Vec<_>>();
        let window = |k: usize| Some(Window { open: *bounds.get(k)?, close: *bounds.get(k + 1)? });
        let (odd, even) = (vec![window(0)?, window(2)?], vec![window(1)?, window(3)?]);
        let normal = *row.get(10)? == 1.0;
        let windows =
            (1..=routes).map(|tour| if (tour % 2 == 1) == normal { odd.clone() } else { even.clone() }).collect();
        let mut place = Place::new(location, *row.get(4)? as i32, time(row.get(3)?), windows);
        place.price = *row.get(11)? as i64;
        place.categories =
            (row.get(12..22)?.iter().enumerate()).filter(|(_, is)| **is == 1.0).map(|(k, _)| k).collect();
        draft.places.push(place);
        ids.push(*row.first()? as i64);
    }
    Some((draft, ids))
}

fn ttdp(rows: &[&[f64]]) -> Read {
    let (head, points) = (rows.first()?, rows.get(1..)?);
    let (routes, first) = (*head.get(1)? as usize, *head.get(2)? as usize);
    let scale = 100.0;
    let time = |field: &f64| (field * scale).round() as i32;
    let depot = points.first()?;
    let mut draft = Draft { travel: vec![plane(points, scale)?], ..Draft::default() };
    draft.days = vec![Day::new(time(depot.get(depot.len() - 2)?), time(depot.last()?), None, None); routes];
    let mut ids = Vec::new();
    for (location, row) in points.iter().enumerate().skip(1) {
        let windows = (0..routes)
            .map(|day| {
                let weekday = (first + day) % 7;
                let (open, close) = (row.get(6 + 2 * weekday)?, row.get(7 + 2 * weekday)?);
                // Both 0: closed on that day.
                Some(if *close == 0.0 { Vec::new() } else { vec![Window { open: time(open), close: time(close) }] })
            })
            .collect::<Option<_>>()?;
        draft.places.push(Place::new(location, *row.get(4)? as i32, time(row.get(3)?), windows));
        ids.push(*row.first()? as i64);
    }
    Some((draft, ids))
}
