//! Foreign texts, brought into the shape that names and notes have here.

/// Elements of HTML whose content is not for people.
const UNSEEN: [&str; 2] = ["script", "style"];

/// One line: control characters count as white space, runs of white space become one space, and what is too long is cut
/// between two characters. Says as well whether it was cut.
pub(super) fn line(text: &str, longest: usize) -> (String, bool) {
    cut(&words(text), longest)
}

/// Plain text from HTML or from plain text, in lines without empty ones, and whether it was cut.
pub(super) fn note(text: &str, longest: usize) -> (String, bool) {
    let plain = without_tags(text);
    let plain = html_escape::decode_html_entities(&plain);
    let lines: Vec<String> = plain.lines().map(words).filter(|line| !line.is_empty()).collect();
    cut(&lines.join("\n"), longest)
}

fn words(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn cut(text: &str, longest: usize) -> (String, bool) {
    let kept: String = text.chars().take(longest).collect();
    (kept.trim_end().to_owned(), kept.len() < text.len())
}

/// The text between the tags. Every character is looked at a bounded number of times, whatever is left open.
fn without_tags(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
        } else if !begins_tag(after) {
            plain.push('<');
            rest = after;
        } else if let Some((tag, behind)) = after.split_once('>') {
            let name = tag_name(tag);
            plain.push_str(gap(&name));
            let is_unseen = !tag.starts_with('/') && UNSEEN.contains(&name.as_str());
            rest = if is_unseen { from_end_tag(behind, &name) } else { behind };
        } else {
            // No tag ends any more, so none begins.
            plain.push('<');
            rest = after;
            break;
        }
    }
    plain.push_str(rest);
    plain
}

/// Whether what follows a `<` makes it a tag, and not "less than", an address of mail or of the web.
fn begins_tag(after: &str) -> bool {
    let name = after.strip_prefix('/').unwrap_or(after);
    let end = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !end.starts_with(is_no_end_of_name);
    is_name || after.starts_with(['!', '?'])
}

fn is_no_end_of_name(c: char) -> bool {
    !c.is_whitespace() && c != '/' && c != '>'
}

/// The name of a tag in lower case, shortened to what tells names apart.
fn tag_name(tag: &str) -> String {
    let letters = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric);
    letters.take(12).map(|c| c.to_ascii_lowercase()).collect()
}

/// What parts the texts before and after a tag: some elements of HTML stand on lines of their own, others apart on one.
fn gap(name: &str) -> &'static str {
    match name {
        "address" | "article" | "blockquote" | "br" | "dd" | "div" | "dt" | "hr" | "li" | "p" | "pre" | "section" => {
            "\n"
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "tr" => "\n",
        "td" | "th" => " ",
        _ => "",
    }
}

/// The text from the end tag of an element on; nothing if it has none.
fn from_end_tag<'t>(text: &'t str, name: &str) -> &'t str {
    let ends = |at: usize| text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    text.match_indices("</").find(|(at, _)| ends(*at)).and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}
