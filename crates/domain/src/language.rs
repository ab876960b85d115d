//! The languages of the interface and of the catalogue.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// A language that people can read Okolica in.
    #[derive(Default)]
    Language ("language") {
        /// Polish: the language of the catalogue, and the one without a prefix in addresses.
        #[default]
        Pl = "pl",
        /// English.
        En = "en",
        /// Ukrainian.
        Uk = "uk",
    }
}

/// A text of the catalogue in Polish and, where somebody translated it, in the other languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translated {
    /// The Polish original, never empty in a checked venue.
    pub pl: String,
    /// English, if known.
    pub en: Option<String>,
    /// Ukrainian, if known.
    pub uk: Option<String>,
}

impl Translated {
    /// The text for a reader of `language`: the translation, or the Polish original where there is none.
    #[must_use]
    pub fn text(&self, language: Language) -> Text {
        let translation = match language {
            Language::Pl => None,
            Language::En => self.en.as_deref(),
            Language::Uk => self.uk.as_deref(),
        };
        match translation {
            Some(value) if !value.is_empty() => Text { value: value.to_owned(), language },
            _ => Text { value: self.pl.clone(), language: Language::Pl },
        }
    }
}

/// A text as one reader gets it, with the language that it really is in, so that a page can mark it (`lang="pl"`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The words.
    pub value: String,
    /// The language of the words, which is Polish where no translation exists.
    pub language: Language,
}

impl Text {
    /// The `lang` attribute that this text needs on a page in `page`, if any.
    #[must_use]
    pub fn lang_on(&self, page: Language) -> Option<&'static str> {
        (self.language != page).then(|| self.language.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_translation_is_polish_and_says_so() {
        let name = Translated { pl: "Zamek".into(), en: Some("Castle".into()), uk: None };
        assert_eq!(name.text(Language::En).value, "Castle");
        assert_eq!(name.text(Language::En).lang_on(Language::En), None);
        let fallback = name.text(Language::Uk);
        assert_eq!(fallback.value, "Zamek");
        assert_eq!(fallback.lang_on(Language::Uk), Some("pl"));
    }
}
