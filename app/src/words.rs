//! Every word of the pages, by language: Fluent bundles built into the binary, read on the server only.
//!
//! One file a language (`locales/*.ftl`), the same keys in each; what a language lacks is said in English.

use std::{fmt::Display, sync::OnceLock};

use domain::{language::Language, time::Timestamp};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// The source of a language's words.
const fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../locales/en.ftl"),
        Language::Hi => include_str!("../locales/hi.ftl"),
        Language::Gu => include_str!("../locales/gu.ftl"),
        Language::Mr => include_str!("../locales/mr.ftl"),
        Language::Bn => include_str!("../locales/bn.ftl"),
        Language::Ta => include_str!("../locales/ta.ftl"),
        Language::Te => include_str!("../locales/te.ftl"),
        Language::Kn => include_str!("../locales/kn.ftl"),
        Language::Ml => include_str!("../locales/ml.ftl"),
        Language::Pa => include_str!("../locales/pa.ftl"),
        Language::Or => include_str!("../locales/or.ftl"),
        Language::As => include_str!("../locales/as.ftl"),
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
}

impl Words {
    /// Words in `language`.
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// The language.
    pub fn language(self) -> Language {
        self.language
    }

    /// The message `key`.
    pub fn text(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message `key` with its placeholders filled.
    pub fn with(self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        find(self.language, key, values).or_else(|| find(Language::En, key, values)).unwrap_or_else(|| key.to_owned())
    }

    /// The message `key`, or nothing where neither this language nor English has it.
    pub fn find(self, key: &str) -> Option<String> {
        find(self.language, key, &[]).or_else(|| find(Language::En, key, &[]))
    }

    /// A purpose in words: a known slug by its message, an unknown one with its dashes opened.
    pub fn purpose(self, slug: &str) -> String {
        self.find(&format!("purpose-{slug}")).unwrap_or_else(|| slug.replace('-', " "))
    }

    /// A moment as people in India write it: date and time of day.
    pub fn moment(self, at: Timestamp) -> String {
        let (date, time) = (self.date(&at.date().to_string()), self.time(&at.time_of_day()));
        self.with("moment", &[("date", date.into()), ("time", time.into())])
    }

    /// A number in the language's own digits, for where it stands by itself or goes into a message as text.
    pub fn number(self, number: impl Display) -> String {
        self.language.digits(&number.to_string())
    }

    /// A time of day of the form `HH:MM`, in the language's own digits.
    pub fn time(self, time: &str) -> String {
        self.number(time)
    }

    /// A date of the form `YYYY-MM-DD`, written as the language does; anything else as it is.
    pub fn date(self, iso: &str) -> String {
        let mut parts = iso.splitn(3, '-').map(str::parse::<u16>);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
                self.with("date", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
            }
            _ => iso.to_owned(),
        }
    }
}

/// Parsed when a language is first spoken.
fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    BUNDLES[language as usize].get_or_init(|| read(language))
}

fn read(language: Language) -> Bundle {
    let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Names are wrapped by the markup (`<bdi>`), not by invisible characters that would travel into titles.
    bundle.set_use_isolating(false);
    // Numbers in the language's own digits. What was put in as text stays: a code or a mobile is compared as it is shown.
    bundle.set_formatter(match language {
        Language::Mr => Some(|value, _| number(value, Language::Mr)),
        Language::Bn => Some(|value, _| number(value, Language::Bn)),
        Language::As => Some(|value, _| number(value, Language::As)),
        _ => None,
    });
    // A faulty line costs that line only; the tests refuse it.
    let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(partial, _)| partial);
    bundle.add_resource_overriding(resource);
    bundle
}

fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(language.digits(&number.as_string())),
        _ => None,
    }
}

fn find(language: Language, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> Option<String> {
    let bundle = bundle(language);
    let pattern = bundle.get_message(key)?.value()?;
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        args.set(*name, value.clone());
    }
    let mut faults = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// What every language may write in Latin letters: names that people see so on their screens.
    const INTERNATIONAL: [&str; 8] = ["SMS", "TEST", "Ref", "QR", "JavaScript", "RFC 9162", "verify_audit.py", "nonce"];

    /// Keys with their placeholders.
    fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| !key.starts_with(' ')) {
                key.clone_into(&mut current);
                assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(char::is_ascii_alphanumeric).collect();
                found.entry(current.clone()).or_default().insert(name);
            }
        }
        found
    }

    #[test]
    fn every_file_parses_without_a_fault() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(source(language).to_owned()).is_ok(), "{}", language.code());
        }
    }

    #[test]
    fn every_language_has_the_same_keys_and_placeholders() {
        let english = keys(source(Language::En));
        for language in Language::ALL {
            assert_eq!(keys(source(language)), english, "{}", language.code());
        }
    }

    /// The text of each message as it stands in the source, that of every variant: without placeables and the names of variants.
    fn written(source: &str) -> BTreeMap<&str, String> {
        let mut found: BTreeMap<&str, String> = BTreeMap::new();
        let mut current = "";
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let line = match line.split_once(" =").filter(|(key, _)| !key.starts_with(' ')) {
                Some((key, text)) => {
                    current = key;
                    text
                }
                None => variant(line),
            };
            // What follows a brace up to the next one is a placeable; one that stays open begins a choice.
            let mut parts = line.split('{');
            let text = found.entry(current).or_default();
            text.push_str(parts.next().unwrap_or_default());
            text.extend(parts.filter_map(|part| part.split_once('}')).map(|(_, text)| text));
            text.push('\n');
        }
        found
    }

    /// A line of a message without the name of its variant: `[one] an hour`, `*[other] hours`.
    fn variant(line: &str) -> &str {
        let text = line.trim_start().trim_start_matches('*');
        text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(text, |(_, text)| text)
    }

    #[test]
    fn nothing_is_left_in_english_by_accident() {
        for language in &Language::ALL[1..] {
            for (key, text) in written(source(*language)) {
                let rest = INTERNATIONAL.iter().fold(text.clone(), |text, name| text.replace(name, ""));
                assert!(!rest.chars().any(|c| c.is_ascii_alphabetic()), "{}: {key}: {text}", language.code());
            }
        }
    }

    #[test]
    fn every_variant_of_a_message_is_looked_at() {
        let sample =
            "# no word\nin = { $count ->\n    [one] an hour\n   *[other] { $count } hours, { $name }\n }\nnext = On\n";
        let seen: Vec<_> = written(sample).into_values().map(|text| text.replace([' ', '\n', '}'], "")).collect();
        assert_eq!(seen, ["anhourhours,", "On"]);
    }

    #[test]
    fn the_announced_strings_stand_to_the_letter() {
        let official = [
            (Language::En, ["Not vaccinated", "Partially vaccinated", "Fully vaccinated"]),
            (Language::Hi, ["टीकाकृत नहीं", "आंशिक रूप से टीकाकृत", "पूर्ण रूप से टीकाकृत"]),
            (Language::Gu, ["રસીકરણ થયું નથી", "આંશિક રસીકરણ થયું છે", "સંપૂર્ણ રસીકરણ થયું છે"]),
        ];
        for (language, strings) in official {
            for (code, string) in strings.iter().enumerate() {
                assert_eq!(Words::of(language).text(&format!("answer-{code}")), *string);
            }
        }
    }

    #[test]
    fn every_reason_and_flag_has_words() {
        use domain::vaccination::{Flag, Reason};
        let english = keys(source(Language::En));
        for reason in Reason::ALL {
            assert!(english.contains_key(&format!("reason-{}", reason.as_str())), "{}", reason.as_str());
        }
        for flag in Flag::ALL {
            assert!(english.contains_key(&format!("flag-{}", flag.as_str())), "{}", flag.as_str());
        }
    }

    #[test]
    fn every_answer_to_a_pass_or_a_result_has_words() {
        use domain::inspect::{Answer, Fact};
        let english = keys(source(Language::En));
        for answer in Answer::ALL {
            let key = format!("found-{}", answer.as_str());
            assert!(english.contains_key(&key) && english.contains_key(&format!("{key}-text")), "{key}");
        }
        for fact in Fact::ALL {
            assert!(english.contains_key(&format!("fact-{}", fact.as_str())), "{}", fact.as_str());
        }
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        assert_eq!(Words::of(Language::En).date("2026-11-21"), "21 Nov 2026");
        assert_eq!(Words::of(Language::Hi).date("2026-01-05"), "5 जनवरी 2026");
        assert_eq!(Words::of(Language::En).date("soon"), "soon");
        let evening = domain::time::Timestamp::from_seconds(1_637_433_000); // 20 Nov 2021, 18:30 UTC
        assert_eq!(Words::of(Language::En).moment(evening), "21 Nov 2021, 00:00");
        assert!(Words::of(Language::Bn).moment(evening).contains("২০২১"), "in its own digits");
        assert!(Words::of(Language::As).moment(evening).contains("০০:০০"));
        assert!(Words::of(Language::Mr).date("2026-01-05").starts_with('५'));
        assert_eq!(Words::of(Language::Mr).time("18:05"), "१८:०५");
        assert_eq!(Words::of(Language::Hi).time("18:05"), "18:05");
        for language in Language::ALL {
            let months: BTreeSet<String> =
                (1..=12).map(|month| Words::of(language).date(&format!("2026-{month:02}-21"))).collect();
            assert_eq!(months.len(), 12, "{}: {months:?}", language.code());
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does_and_codes_as_they_are_typed() {
        for (language, minutes) in [(Language::Mr, "३"), (Language::Bn, "৩"), (Language::As, "৩"), (Language::Ta, "3")]
        {
            let text = Words::of(language).with("code-valid", &[("minutes", 3.into())]);
            assert!(text.contains(minutes), "{}: {text}", language.code());
            assert_eq!(Words::of(language).number(3_u8), minutes);
            let sent = Words::of(language).with("code-sent", &[("mobile", "******3210".into()), ("ref", "KD".into())]);
            assert!(sent.contains("******3210"), "{sent}");
        }
    }
}
