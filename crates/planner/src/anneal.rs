//! Annealing without floating point in what it decides: thresholds from a table of exponential variates, and a schedule
//! made of the four basic operations, whose results are the same on every platform.
#![expect(clippy::indexing_slicing, reason = "the tables are indexed by bits that cannot exceed them")]

use crate::random::Random;

/// How many variates the table holds.
const VARIATES: usize = 1_024;
/// One, in the fixed point of the table.
const ONE: i64 = 1_024;

/// The quantiles of the exponential distribution with mean [`ONE`]: `−ln(u)` for evenly spread `u`.
const EXPONENTIAL: [i64; VARIATES] = exponential();

const fn exponential() -> [i64; VARIATES] {
    let mut table = [0; VARIATES];
    let mut k = 0;
    while k < VARIATES {
        table[k] = (-ln((k as f64 + 0.5) / VARIATES as f64) * ONE as f64) as i64;
        k += 1;
    }
    table
}

/// The natural logarithm of a number in (0, 1], by halving and the series of the inverse hyperbolic tangent.
const fn ln(mut x: f64) -> f64 {
    let mut halvings = 0.0;
    while x < 0.7 {
        x *= 2.0;
        halvings += 1.0;
    }
    let y = (x - 1.0) / (x + 1.0);
    let (square, mut power, mut sum, mut k) = (y * y, y, 0.0, 1.0);
    while k < 30.0 {
        sum += power / k;
        power *= square;
        k += 2.0;
    }
    2.0 * sum - halvings * std::f64::consts::LN_2
}

/// Powers of the ratio between two temperatures: `ratio^(k/STEPS)`.
const STEPS: usize = 1_024;

/// A temperature that falls geometrically with the progress of a search.
#[derive(Debug, Clone)]
pub struct Cooling {
    start: f64,
    /// `ratio^(1/STEPS)` to the powers of two.
    powers: [f64; 11],
}

impl Cooling {
    /// From one temperature to another, in thousandths of a point.
    pub fn new(start: f64, end: f64) -> Self {
        // The 1024th root is ten square roots, which every platform rounds alike.
        let mut root = end / start;
        let mut powers = [root; 11];
        for power in powers.iter_mut().rev().skip(1) {
            root = root.sqrt();
            *power = root;
        }
        Self { start, powers }
    }

    /// The temperature at a progress of 0 to [`STEPS`].
    pub fn at(&self, progress: usize) -> i64 {
        let progress = progress.min(STEPS);
        let power = |(bit, power): (usize, &f64)| if progress & (1 << bit) == 0 { 1.0 } else { *power };
        (self.start * self.powers.iter().enumerate().map(power).product::<f64>()) as i64
    }
}

/// How much worse a plan may be and still be accepted, at a temperature.
pub fn threshold(temperature: i64, random: &mut Random) -> i64 {
    temperature * EXPONENTIAL[random.below(VARIATES)] / ONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variates_are_those_of_the_exponential_distribution() {
        for (k, value) in EXPONENTIAL.iter().enumerate() {
            let expected = -((k as f64 + 0.5) / VARIATES as f64).ln() * ONE as f64;
            assert!((*value as f64 - expected).abs() <= 1.0, "{k}: {value} instead of {expected}");
        }
    }

    #[test]
    fn a_temperature_falls_geometrically() {
        let cooling = Cooling::new(8_000.0, 500.0);
        assert_eq!([0, 256, 512, 768, 1_024].map(|k| cooling.at(k)), [8_000, 4_000, 2_000, 1_000, 500]);
        assert_eq!(cooling.at(9_999), 500);
    }
}
