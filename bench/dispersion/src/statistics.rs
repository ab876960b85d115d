//! Statistics: how evenly visits are spread, and how sure a mean is.

use crate::random::Random;

/// The mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The value below which a share of all values lies, interpolated between the two next to it; 0 of nothing.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = share.clamp(0.0, 1.0) * sorted.len().saturating_sub(1) as f64;
    let (below, above) = (at.floor() as usize, at.ceil() as usize);
    match (sorted.get(below), sorted.get(above)) {
        (Some(low), Some(high)) => low + (high - low) * at.fract(),
        _ => 0.0,
    }
}

/// Gini's coefficient of use against capacity, pairs of (use, capacity): 0 where every place is used as its capacity says,
/// towards 1 where one small place has it all. Twice the area between the diagonal and the Lorenz curve over capacity.
pub fn gini(places: &[(f64, f64)]) -> f64 {
    let mut places: Vec<(f64, f64)> = places.iter().copied().filter(|(_, capacity)| *capacity > 0.0).collect();
    places.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
    let used: f64 = places.iter().map(|(used, _)| used).sum();
    let capacity: f64 = places.iter().map(|(_, capacity)| capacity).sum();
    if used <= 0.0 {
        return 0.0;
    }
    let (mut below, mut reached) = (0.0, 0.0);
    for (one, room) in places {
        below += room / capacity * (2.0 * reached + one / used);
        reached += one / used;
    }
    1.0 - below
}

fn shares(values: &[f64]) -> impl Iterator<Item = f64> {
    let sum: f64 = values.iter().sum();
    values.iter().filter(move |_| sum > 0.0).map(move |value| value / sum)
}

/// The index of Herfindahl and Hirschman: the sum of squared shares, from 1 ÷ n to 1.
pub fn hhi(values: &[f64]) -> f64 {
    shares(values).map(|share| share * share).sum()
}

/// Shannon's entropy of the shares, bits.
pub fn entropy(values: &[f64]) -> f64 {
    shares(values).filter(|share| *share > 0.0).map(|share| -share * share.log2()).sum()
}

/// A mean with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How often values are drawn anew.
const DRAWS: u64 = 5_000;

/// The mean of values and its 95 % percentile interval, by drawing as many of them again and again (Efron's bootstrap).
pub fn bootstrap(values: &[f64]) -> Interval {
    let mut random = Random::new(DRAWS, 0);
    let draw = |_| {
        let drawn: Vec<f64> = values.iter().filter_map(|_| values.get(random.below(values.len())).copied()).collect();
        mean(&drawn)
    };
    let means: Vec<f64> = (0..DRAWS).map(draw).collect();
    Interval { mean: mean(values), low: quantile(&means, 0.025), high: quantile(&means, 0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
    }

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        let values = [40.0, 10.0, 30.0, 20.0];
        near(quantile(&values, 0.0), 10.0);
        near(quantile(&values, 0.5), 25.0);
        near(quantile(&values, 0.95), 38.5);
        near(quantile(&values, 1.0), 40.0);
        near(quantile(&[], 0.5), 0.0);
    }

    #[test]
    fn gini_weighs_use_by_capacity() {
        near(gini(&[(10.0, 1.0), (10.0, 1.0)]), 0.0);
        near(gini(&[(30.0, 3.0), (10.0, 1.0)]), 0.0);
        // One of two equal places has it all: the curve stays at 0 over the first half.
        near(gini(&[(0.0, 1.0), (20.0, 1.0)]), 0.5);
        // (1, 3 of capacity) and (3, 1): 3/4 × 1/4 + 1/4 × (2 × 1/4 + 3/4) = 1/2.
        near(gini(&[(3.0, 1.0), (1.0, 3.0)]), 0.5);
        near(gini(&[(0.0, 1.0)]), 0.0);
        near(gini(&[(5.0, 0.0), (5.0, 1.0)]), 0.0);
    }

    #[test]
    fn concentration_and_entropy_of_shares() {
        near(hhi(&[5.0, 5.0]), 0.5);
        near(hhi(&[3.0, 1.0]), 0.625);
        near(hhi(&[]), 0.0);
        near(entropy(&[1.0, 1.0, 1.0, 1.0]), 2.0);
        near(entropy(&[2.0, 1.0, 1.0, 0.0]), 1.5);
        near(entropy(&[7.0]), 0.0);
    }

    #[test]
    fn an_interval_holds_the_mean_and_is_the_same_every_time() {
        let interval = bootstrap(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        near(interval.mean, 3.0);
        // Of the 3,125 draws of five, 56 sum up to at most 8 and 126 to at most 9: the 2.5 % quantile is 9 ÷ 5.
        near(interval.low, 1.8);
        near(interval.high, 4.2);
        assert_eq!(interval, bootstrap(&[1.0, 2.0, 3.0, 4.0, 5.0]));
        near(bootstrap(&[7.0, 7.0]).high, 7.0);
    }
}
