//! Same problem, same seed, same rounds: same plan, on every platform.

use crate::golden::{GOLDEN, answer};

#[test]
fn the_answers_are_the_golden_ones() {
    assert_eq!(format!("{:#018x}", answer()), format!("{GOLDEN:#018x}"));
}
