//! The tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::Size;
use crate::assumptions as assumed;
use crate::figures::{FIGURES, Figures, HOURS_OUTSIDE, LOSS, LOSS_P95, OVERLOAD, OVERLOAD_VENUES, TRAVEL, Unit};
use crate::statistics::{Interval, bootstrap};

pub const PERSONAL: &str = "personal";
pub const POPULARITY: &str = "popularity only";
pub const AGAIN: &str = "personal, searched again";
pub const BONUS: &str = "bonus without loads";
pub const PLACEBO: (&str, &str) = ("placebo, unsteered", "placebo, steered");

/// Ours, by guarantee and adoption in per cent.
pub fn ours(guarantee: u8, adoption: u8) -> String {
    format!("ours {guarantee} %, adoption {adoption} %")
}

/// The default at full adoption, with other capacities.
pub fn with_room(room: f64, steered: bool) -> String {
    format!("{}, room {room}", kind(steered))
}

/// The default at full adoption, with another correlation of preference and popularity.
pub fn with_correlation(correlation: f64, steered: bool) -> String {
    format!("{}, correlation {correlation}", kind(steered))
}

const fn kind(steered: bool) -> &'static str {
    if steered { "ours" } else { PERSONAL }
}

/// The few figures that tell whether a run goes well.
pub fn short(figures: &Figures) -> String {
    let told =
        [HOURS_OUTSIDE, 3, OVERLOAD, OVERLOAD_VENUES, TRAVEL, LOSS, LOSS_P95, 22, 23].map(|at| number(figures, at));
    told.map(|number| format!("{number:.4}")).join(" ")
}

fn number(figures: &Figures, at: usize) -> f64 {
    figures.get(at).copied().unwrap_or_default()
}

/// The figures of every run, by name, one for each seed.
#[derive(Debug, Default)]
pub struct Results(BTreeMap<String, Vec<Figures>>);

impl Results {
    pub fn add(&mut self, name: String, figures: Figures) {
        self.0.entry(name).or_default().push(figures);
    }

    fn values(&self, name: &str, at: usize) -> Vec<f64> {
        self.0.get(name).map(|seeds| seeds.iter().map(|one| number(one, at)).collect()).unwrap_or_default()
    }

    /// By seed, what becomes of two values of a figure.
    fn against(&self, name: &str, other: &str, at: usize, what: fn(f64, f64) -> f64) -> Interval {
        let pairs = self.values(name, at).into_iter().zip(self.values(other, at));
        bootstrap(&pairs.map(|(a, b)| what(a, b)).collect::<Vec<_>>())
    }

    /// Everything, as a section of a page.
    pub fn markdown(&self, size: Size) -> String {
        let default = ours(assumed::DEFAULT, 100);
        let mut page = format!(
            "## Dispersion\n\nA simulation, not an observation: `docs/dispersion.md` says what it assumes. {} visitors a day, {} iterations for every plan, {} seeds. In brackets: 95 % bootstrap intervals of the mean over the seeds.\n\n",
            size.visitors, size.iterations, size.seeds
        );
        let _ = writeln!(
            page,
            "### Goals\n\nOurs at the default (a guarantee of {} %) and full adoption, against the personal plans of the same visitors.\n",
            assumed::DEFAULT
        );
        page += &self.goals(&default);
        let _ = writeln!(page, "\n### Every figure, full adoption\n");
        let settings = assumed::GUARANTEES.map(|guarantee| ours(guarantee, 100));
        let columns: Vec<&str> =
            [POPULARITY, PERSONAL].into_iter().chain(settings.iter().map(String::as_str)).collect();
        page +=
            &self.figures(&columns, &["popularity only", "personal", "ours 99 %", "ours 97 % (default)", "ours 90 %"]);
        let _ = writeln!(page, "\n### The default by adoption\n\nLosses are those of who follows.\n");
        let by_adoption = assumed::ADOPTIONS.map(|adoption| ours(assumed::DEFAULT, adoption));
        let columns: Vec<&str> = [PERSONAL].into_iter().chain(by_adoption.iter().map(String::as_str)).collect();
        page += &self.figures(&columns, &["personal", "5 %", "20 %", "50 %", "100 %"]);
        let _ = writeln!(page, "\n### The curve\n\nEvery guarantee and adoption against the personal plans.\n");
        let mut curve: Vec<(String, String, &str)> = Vec::new();
        let mut guarantees: Vec<u8> = assumed::GUARANTEES.into_iter().chain(assumed::CURVE).collect();
        guarantees.sort_unstable_by(|a, b| b.cmp(a));
        for guarantee in guarantees {
            for adoption in assumed::ADOPTIONS {
                let name = ours(guarantee, adoption);
                if self.0.contains_key(&name) {
                    curve.push((format!("guarantee {guarantee} %, adoption {adoption} %"), name, PERSONAL));
                }
            }
        }
        page += &self.changes(&curve);
        let _ = writeln!(
            page,
            "\n### Sensitivity, noise and placebo\n\nEach against the unsteered plans under the same assumptions.\n"
        );
        let mut rows = vec![
            ("the default".to_owned(), default, PERSONAL.to_owned()),
            ("the default without loads: the bonus alone".to_owned(), BONUS.to_owned(), PERSONAL.to_owned()),
        ];
        for one in assumed::CORRELATIONS {
            rows.push((
                format!("correlation {one} instead of {}", assumed::CORRELATION),
                with_correlation(one, true),
                with_correlation(one, false),
            ));
        }
        for one in assumed::ROOMS {
            rows.push((
                format!("room {one} instead of {}", assumed::ROOM_PER_VISITOR),
                with_room(one, true),
                with_room(one, false),
            ));
        }
        rows.push(("personal, searched again with another seed".to_owned(), AGAIN.to_owned(), PERSONAL.to_owned()));
        rows.push(("placebo: areas and gminas dealt out anew".to_owned(), PLACEBO.1.to_owned(), PLACEBO.0.to_owned()));
        let rows: Vec<(String, String, &str)> =
            rows.iter().map(|(label, name, other)| (label.clone(), name.clone(), other.as_str())).collect();
        page += &self.changes(&rows);
        page
    }

    fn goals(&self, ours: &str) -> String {
        let outside = self.against(ours, PERSONAL, HOURS_OUTSIDE, |a, b| a - b);
        let relative = |a: f64, b: f64| if b > 0.0 { a / b - 1.0 } else { 0.0 };
        let overload = self.against(ours, PERSONAL, OVERLOAD, relative);
        let travel = self.against(ours, PERSONAL, TRAVEL, relative);
        let loss = bootstrap(&self.values(ours, LOSS));
        let worst = bootstrap(&self.values(ours, LOSS_P95));
        let met = |is: bool| if is { "met" } else { "**not met**" };
        let mut table = "| goal | measured | |\n| --- | ---: | --- |\n".to_owned();
        for (goal, measured, is_met) in [
            (
                "visiting time outside the Old Town: at least +8 percentage points",
                points(outside),
                outside.mean >= 0.08,
            ),
            ("visitor-hours above capacity (zones): at least 25 % less", change(overload), overload.mean <= -0.25),
            ("personal loss, mean: at most 2 %", share(loss), loss.mean <= 0.02),
            ("personal loss, 95th percentile: at most 5 %", share(worst), worst.mean <= 0.05),
            ("minutes on the way: at most 15 % more", change(travel), travel.mean <= 0.15),
        ] {
            let _ = writeln!(table, "| {goal} | {measured} | {} |", met(is_met));
        }
        table
    }

    fn figures(&self, columns: &[&str], heads: &[&str]) -> String {
        let mut table = format!("| | {} |\n| --- |{}\n", heads.join(" | "), " ---: |".repeat(heads.len()));
        for (at, (name, unit)) in FIGURES.iter().enumerate() {
            let cells = columns.iter().map(|column| {
                let interval = bootstrap(&self.values(column, at));
                match unit {
                    Unit::Share => share(interval),
                    Unit::Index => with_decimals(interval, 3),
                    Unit::Number => with_decimals(interval, 1),
                }
            });
            let _ = writeln!(table, "| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
        }
        table
    }

    fn changes(&self, rows: &[(String, String, &str)]) -> String {
        let mut table = "| | hours outside the Old Town | hours outside Kraków | overload, zones | overload, venues | loss, mean | loss, p95 | minutes on the way |\n".to_owned();
        table += "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
        let relative = |a: f64, b: f64| if b > 0.0 { a / b - 1.0 } else { 0.0 };
        for (label, name, other) in rows {
            let cells = [
                points(self.against(name, other, HOURS_OUTSIDE, |a, b| a - b)),
                points(self.against(name, other, HOURS_OUTSIDE + 2, |a, b| a - b)),
                change(self.against(name, other, OVERLOAD, relative)),
                change(self.against(name, other, OVERLOAD_VENUES, relative)),
                share(bootstrap(&self.values(name, LOSS))),
                share(bootstrap(&self.values(name, LOSS_P95))),
                change(self.against(name, other, TRAVEL, relative)),
            ];
            let _ = writeln!(table, "| {label} | {} |", cells.join(" | "));
        }
        table
    }
}

fn share(one: Interval) -> String {
    format!("{:.1} % [{:.1}, {:.1}]", minus(one.mean * 100.0, 1), minus(one.low * 100.0, 1), minus(one.high * 100.0, 1))
}

fn points(one: Interval) -> String {
    signed(one, "pp")
}

fn change(one: Interval) -> String {
    signed(one, "%")
}

fn signed(one: Interval, unit: &str) -> String {
    let hundredths = |value: f64| minus(value * 100.0, 1);
    format!("{:+.1} {unit} [{:+.1}, {:+.1}]", hundredths(one.mean), hundredths(one.low), hundredths(one.high))
}

fn with_decimals(one: Interval, decimals: usize) -> String {
    format!("{:.decimals$} [{:.decimals$}, {:.decimals$}]", one.mean, one.low, one.high)
}

/// A number that does not round to minus zero.
fn minus(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale + 0.0
}
