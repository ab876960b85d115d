//! What people write instead of the syntax, and what they mean by it.

/// Words and the word of the syntax that they mean; longer ones and shorter ones alike, always whole words.
const WORDS: &[(&str, &str)] = &[
    ("poniedziałek", "Mo"),
    ("pon", "Mo"),
    ("pn", "Mo"),
    ("wtorek", "Tu"),
    ("wt", "Tu"),
    ("środa", "We"),
    ("śr", "We"),
    ("sr", "We"),
    ("czwartek", "Th"),
    ("czw", "Th"),
    ("cz", "Th"),
    ("piątek", "Fr"),
    ("pt", "Fr"),
    ("sobota", "Sa"),
    ("sob", "Sa"),
    ("sb", "Sa"),
    ("niedziela", "Su"),
    ("niedz", "Su"),
    ("ndz", "Su"),
    ("nd", "Su"),
    ("święta", "PH"),
    ("codziennie", "Mo-Su"),
    ("całodobowo", "24/7"),
    ("nieczynne", "off"),
    ("zamknięte", "off"),
    ("sty", "Jan"),
    ("styczeń", "Jan"),
    ("lut", "Feb"),
    ("luty", "Feb"),
    ("mar", "Mar"),
    ("marzec", "Mar"),
    ("kwi", "Apr"),
    ("kwiecień", "Apr"),
    ("maj", "May"),
    ("cze", "Jun"),
    ("czerwiec", "Jun"),
    ("lip", "Jul"),
    ("lipiec", "Jul"),
    ("sie", "Aug"),
    ("sierpień", "Aug"),
    ("wrz", "Sep"),
    ("wrzesień", "Sep"),
    ("paź", "Oct"),
    ("październik", "Oct"),
    ("lis", "Nov"),
    ("listopad", "Nov"),
    ("gru", "Dec"),
    ("grudzień", "Dec"),
];

/// Rewrites everything outside quoted comments: Polish days and months, `9-17`, `9.00`, long dashes, colons after days, spaces.
pub(super) fn normal(osm: &str) -> String {
    let parts = osm.split('"').enumerate().map(|(at, part)| match (at % 2 == 0, part.strip_prefix(": ")) {
        // A comment that stands for dates is joined to its rule: "in summer":10:00-18:00.
        (true, Some(rule)) if at > 0 => format!(":{}", plain(rule)),
        (true, _) => plain(part),
        (false, _) => part.to_owned(),
    });
    let text = parts.collect::<Vec<_>>().join("\"");
    text.trim().trim_end_matches(';').trim_end().to_owned()
}

fn plain(part: &str) -> String {
    let mut out = String::with_capacity(part.len() + 8);
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let taken = if first.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let meant = meaning(word);
            out.push_str(meant.unwrap_or(word));
            // "pon." is an abbreviation, and "Mo:" an old habit that the syntax allows for months only.
            let dotted = meant.is_some() && after.starts_with('.');
            let colon = (meant.is_some() || is_day(word)) && after.starts_with(": ");
            end + usize::from(dotted || colon)
        } else if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            out.push_str(&time(number, &out, after).unwrap_or_else(|| number.to_owned()));
            end
        } else {
            match first {
                '–' | '—' | '−' => out.push('-'),
                c if c.is_whitespace() => {
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                c => out.push(c),
            }
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out.replace(" - ", "-")
}

fn meaning(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    WORDS.iter().find(|(written, _)| *written == word).map(|(_, meant)| *meant)
}

/// Whether a word of the syntax names a day, in whichever case: the crate reads `mo-fr` too.
pub(super) fn is_day(word: &str) -> bool {
    ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"].iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// `9` and `9.30` as times, where they stand at one end of a span and not after a month.
fn time(number: &str, before: &str, after: &str) -> Option<String> {
    let (hours, minutes) = match number.split_once(['.', ':']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        None => (number, "00"),
        Some(_) => return None,
    };
    let opens = after.trim_start().starts_with(['-', '–', '—', '−']);
    let closes = before.trim_end().ends_with('-');
    let month =
        before.trim_end().rsplit([' ', '-', ',', ';']).next().is_some_and(|word| word.len() == 3 && word.is_ascii())
            && !closes;
    let value: u16 = hours.parse().ok()?;
    (hours.len() <= 2 && value <= 48 && (opens || closes) && !month).then(|| format!("{value:02}:{minutes}"))
}
