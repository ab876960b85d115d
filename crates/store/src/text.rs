//! Words made comparable: folded and stemmed here, because neither database knows Polish or Ukrainian.
//!
//! A word is indexed as fold(word), fold(stem) and stem(fold), by the Snowball stemmers for Polish and, for Cyrillic letters,
//! Ukrainian. A query asks for any of the three, so that both databases only compare ready tokens.

use std::collections::BTreeSet;

use frostem::{Algorithm, Stemmer};

/// The longest token, in characters; more says nothing more.
const TOKEN_MAX: usize = 40;
/// How many words of a query count.
const WORDS_MAX: usize = 8;
/// From how many characters on the last word of a query also means every word that begins with it.
const PREFIX_FROM: usize = 2;
/// Words that say nothing, unless they are the whole query.
const SILENT: &[&str] = &[
    "w", "we", "z", "ze", "na", "nad", "pod", "do", "i", "oraz", "u", "o", "po", "przy", "dla", "od", "the", "of",
    "in", "at", "and", "to", "a", "в", "у", "на", "з", "із", "та", "і", "й", "до", "біля", "під", "над",
];

/// A word of a query, in the spellings under which it may be indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// fold(word): the word as it was typed.
    pub exact: String,
    /// fold(stem) and stem(fold), where they differ from it.
    pub stems: Vec<String>,
    /// Whether every word that begins with it is meant too.
    pub prefix: bool,
}

/// The words of a query; none if there is nothing in it to look for.
pub(crate) fn query_words(text: &str) -> Vec<QueryWord> {
    let words = words(text);
    let telling: Vec<&String> = words.iter().filter(|word| !SILENT.contains(&fold(word).as_str())).collect();
    let kept = if telling.is_empty() { words.iter().collect() } else { telling };
    let last = kept.len().min(WORDS_MAX).saturating_sub(1);
    let word = |(at, word): (usize, &String)| {
        let [exact, stems @ ..] = spellings(word);
        let stems: BTreeSet<String> = stems.into_iter().filter(|stem| *stem != exact).collect();
        let prefix = at == last && exact.chars().count() >= PREFIX_FROM;
        QueryWord { exact, stems: stems.into_iter().collect(), prefix }
    };
    kept.into_iter().take(WORDS_MAX).enumerate().map(word).collect()
}

/// The tokens under which texts are indexed, each once, with a space between.
pub(crate) fn tokens<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let tokens: BTreeSet<String> = texts.into_iter().flat_map(words).flat_map(|word| spellings(&word)).collect();
    tokens.into_iter().collect::<Vec<_>>().join(" ")
}

/// A text that sorts as Polish does when it is compared by bytes: ą after a, ł after l; case and other accents do not count.
pub(crate) fn sort_key(text: &str) -> String {
    let letters = composed(text);
    let mut key = String::with_capacity(letters.len());
    for c in letters.chars() {
        match c {
            'ą' => key.push_str("a~"),
            'ć' => key.push_str("c~"),
            'ę' => key.push_str("e~"),
            'ł' => key.push_str("l~"),
            'ń' => key.push_str("n~"),
            'ó' => key.push_str("o~"),
            'ś' => key.push_str("s~"),
            'ź' => key.push_str("z~"),
            'ż' => key.push_str("z~~"),
            c if c.is_alphanumeric() => key.push(plain(c)),
            _ if key.is_empty() || key.ends_with(' ') => {}
            _ => key.push(' '),
        }
    }
    key.trim_end().to_owned()
}

/// fold(word), fold(stem), stem(fold).
fn spellings(word: &str) -> [String; 3] {
    let folded = fold(word);
    let stemmer = stemmer(word);
    let [of_stem, of_fold] = [fold(&stemmer.stem(word)), stemmer.stem(&folded).into_owned()];
    let or_whole = |stem: String| if stem.is_empty() { folded.clone() } else { stem };
    [folded.clone(), or_whole(of_stem), or_whole(of_fold)]
}

fn stemmer(word: &str) -> Stemmer {
    let cyrillic = word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    Stemmer::new(if cyrillic { Algorithm::Ukrainian } else { Algorithm::Polish })
}

/// Words in lower case: letters and digits in a row; an apostrophe inside a word is dropped, as in Ukrainian "п'ять".
fn words(text: &str) -> Vec<String> {
    let text: String = composed(text).chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '`' | '\u{2bb}')).collect();
    let split = text.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty());
    split.map(|word| word.chars().take(TOKEN_MAX).collect()).collect()
}

/// The letters and digits that both databases take for parts of a word: alphabets with a case, and ASCII digits.
fn is_letter(c: char) -> bool {
    c.is_ascii_digit() || (c.is_alphabetic() && c.is_lowercase())
}

/// Lower case, with combining marks joined to their letter (й, ї and the Polish letters) or dropped.
fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if !('\u{300}'..='\u{36f}').contains(&c) {
            out.push(c);
            continue;
        }
        let joined = match (out.chars().next_back(), c) {
            (Some('и'), '\u{306}') => Some('й'),
            (Some('і'), '\u{308}') => Some('ї'),
            (Some('a'), '\u{328}') => Some('ą'),
            (Some('e'), '\u{328}') => Some('ę'),
            (Some('c'), '\u{301}') => Some('ć'),
            (Some('n'), '\u{301}') => Some('ń'),
            (Some('o'), '\u{301}') => Some('ó'),
            (Some('s'), '\u{301}') => Some('ś'),
            (Some('z'), '\u{301}') => Some('ź'),
            (Some('z'), '\u{307}') => Some('ż'),
            _ => None,
        };
        if let Some(letter) = joined {
            out.pop();
            out.push(letter);
        }
    }
    out
}

/// Without Polish and other Latin accents; Ukrainian letters stay as they are, for і and ї are letters of their own.
fn fold(word: &str) -> String {
    word.chars().map(plain).collect()
}

fn plain(c: char) -> char {
    match c {
        'ą' | 'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' => 'a',
        'ć' | 'č' | 'ç' => 'c',
        'ď' | 'đ' => 'd',
        'ę' | 'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ē' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ł' | 'ĺ' | 'ľ' => 'l',
        'ń' | 'ň' | 'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ø' => 'o',
        'ř' | 'ŕ' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_loses_its_accents_and_ukrainian_keeps_its_letters() {
        let cases = [
            ("Świątniki", "swiatniki"),
            ("ŻÓŁĆ", "zolc"),
            ("Łagiewniki", "lagiewniki"),
            ("S\u{301}wia\u{328}tniki", "swiatniki"),
            ("Їжак", "їжак"),
            ("І\u{308}жак", "їжак"),
            ("Краків", "краків"),
            ("Café", "cafe"),
        ];
        for (word, folded) in cases {
            assert_eq!(words(word).iter().map(|w| fold(w)).collect::<Vec<_>>(), [folded], "{word}");
        }
    }

    #[test]
    fn a_query_is_only_words() {
        assert_eq!(words("a\"b* (NEAR) x:y -- 'z' п'ять ½ ②"), ["a", "b", "near", "x", "y", "z", "пять"]);
        assert!(query_words("!!! *\"").is_empty());
        assert_eq!(query_words(&"słowo ".repeat(50)).len(), WORDS_MAX);
        assert_eq!(query_words("zamek w Niepołomicach").len(), 2);
        assert_eq!(query_words("w").len(), 1);
    }

    #[test]
    fn a_word_and_its_other_cases_meet_in_a_spelling() {
        let cases = [
            ("kościoły", "kościół"),
            ("kosciol", "kościół"),
            ("parki", "park"),
            ("rezerwaty", "rezerwatu"),
            ("музеї", "музей"),
        ];
        for (typed, indexed) in cases {
            let typed_spellings = spellings(typed);
            assert!(spellings(indexed).iter().any(|spelling| typed_spellings.contains(spelling)), "{typed} {indexed}");
        }
    }

    #[test]
    fn names_sort_as_in_a_polish_index() {
        let mut names = [
            "Żabno",
            "Zamek",
            "Łagiewniki",
            "Lanckorona",
            "Luboń",
            "Ącki",
            "Azory",
            "„Bór”",
            "Źródło",
            "Ćma",
            "Czyżyny",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Azory",
                "Ącki",
                "„Bór”",
                "Czyżyny",
                "Ćma",
                "Lanckorona",
                "Luboń",
                "Łagiewniki",
                "Zamek",
                "Źródło",
                "Żabno"
            ]
        );
    }
}
