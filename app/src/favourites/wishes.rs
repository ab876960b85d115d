//! Hearts that were pressed and are not saved yet. They leave one after the other: two first hearts at once would make two
//! visitors of one person.

use std::collections::VecDeque;

use domain::venue::VenueSlug;

/// One pressed heart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The venue.
    pub slug: VenueSlug,
    /// Its name, for messages.
    pub name: String,
    /// Whether to keep it.
    pub keep: bool,
}

/// Wishes in the order in which they were made.
#[derive(Debug, Default)]
pub struct Wishes {
    waiting: VecDeque<Wish>,
    sending: bool,
}

impl Wishes {
    /// Puts a wish behind the others.
    pub fn put(&mut self, wish: Wish) {
        self.waiting.push_back(wish);
    }

    /// The wish to send now; none while another is on its way.
    pub fn next(&mut self) -> Option<Wish> {
        if self.sending {
            return None;
        }
        let wish = self.waiting.pop_front()?;
        self.sending = true;
        Some(wish)
    }

    /// Takes note that the wish that was on its way has been answered, and says whether a refusal decides what its heart shows:
    /// not if the same heart was pressed again meanwhile.
    pub fn answered(&mut self, wish: &Wish) -> bool {
        self.sending = false;
        self.waiting.iter().all(|later| later.slug != wish.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(slug: &str, keep: bool) -> Wish {
        Wish { slug: VenueSlug::parse(slug).unwrap(), name: slug.into(), keep }
    }

    #[test]
    fn hearts_leave_one_after_the_other() {
        let mut wishes = Wishes::default();
        wishes.put(wish("zamek", true));
        wishes.put(wish("kopalnia", true));
        let first = wishes.next().unwrap();
        assert_eq!(wishes.next(), None, "the first would make the visitor");
        assert!(wishes.answered(&first));
        assert_eq!(wishes.next(), Some(wish("kopalnia", true)));
    }

    #[test]
    fn a_heart_that_was_pressed_again_is_not_rolled_back() {
        let mut wishes = Wishes::default();
        wishes.put(wish("zamek", true));
        let first = wishes.next().unwrap();
        wishes.put(wish("zamek", false));
        assert!(!wishes.answered(&first));
    }
}
