//! Names with several established forms that no rule of sounds brings together.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::script::Script;

/// The name used in keys, and the keys of its forms.
pub(super) const FORMS: &[(&str, &[&str])] = &[
    (
        "mohamed",
        &[
            "md", "mohd", "mohmd", "mhd", "muhd", "mohamad", "muhamad", "muhamed", "mohmad", "mohmed", "mahamad",
            "mahamed", "mohamud", "mahomed", "muhamd", "mohamd", "muhmad", "mugamatu", "muhamatu", "mukamatu",
        ],
    ),
    ("shekh", &["sk", "shk", "shek", "sheykh", "sheyk", "shaykh", "shayk", "sekh"]),
    ("syed", &["syad", "sayed", "sayad", "seyed", "seyad", "soyad"]),
    ("ahmed", &["ahmad", "ahamed", "ahamad", "ehmad", "ehmed"]),
    ("husen", &["husayn", "huseyn", "hosayn", "hosen"]),
    ("rahman", &["rehman", "rahaman", "raheman"]),
    ("begam", &["begum"]),
    ("bibi", &["bivi"]),
    ("laksmi", &["lachmi", "latsumi", "lakshumi"]),
    ("sinh", &["sing"]),
    ("barua", &["baruah", "baruva"]),
    ("chaudari", &["chauduri", "chaudri"]),
    ("bos", &["bose"]),
    ("banerji", &["byanarji", "banarji"]),
    ("mukherji", &["mukharji"]),
    ("chaterji", &["chyatarji", "chatarji"]),
    ("john", &[]),
    ("mari", &[]),
    ("george", &["jorj"]),
    ("matev", &["matyu"]),
    ("varghese", &["vargis"]),
    ("abraham", &["ebraham"]),
    ("david", &["devid"]),
    ("josef", &["josaf", "josap"]),
    ("antoni", &["antani", "entani"]),
    // men's names whose longer form is no woman's name
    ("ashok", &["ashoka"]),
    ("shiv", &["shiva", "siva"]),
    ("arjun", &["arjuna"]),
    ("sidart", &["sidarta"]),
    ("brar", &["barar"]),
    ("chakrabarti", &["chakraborti", "chakravarti", "chakravorti"]),
    ("ier", &["ayar", "ayer", "ayyar"]),
    ("iengar", &["ayangar", "ayengar"]),
    ("naydu", &["nayudu"]),
    ("aysha", &["ayesha", "ayasha"]),
    ("mahmud", &["mehmud"]),
    ("mahbub", &["mehbub"]),
    ("shahnaz", &["shehnaz"]),
    ("agarval", &["agraval"]),
    ("greval", &["gareval"]),
    ("kishor", &["kishore"]),
    ("kureshi", &["kurayshi"]),
    ("verma", &[]),
    ("mehta", &["maheta"]),
];

/// Forms that only an Indic script writes: मो. is Mohammed, वर्मा is Verma (and Varma, by its letters).
const INDIC_FORMS: &[(&str, &str)] =
    &[("mo", "mohamed"), ("jon", "john"), ("jan", "john"), ("meri", "mari"), ("varma", "verma")];

/// The established name of every form, and of itself.
static BY_FORM: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let all = FORMS.iter().flat_map(|(name, forms)| forms.iter().chain([name]).map(move |form| (*form, *name)));
    all.collect()
});

/// The established name of which this key is a form.
pub(super) fn of(key: &str, script: Script) -> Option<&'static str> {
    if script.is_indic()
        && let Some((_, name)) = INDIC_FORMS.iter().find(|(short, _)| *short == key)
    {
        return Some(name);
    }
    BY_FORM.get(key).copied()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::FORMS;

    const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/name-match.md");
    const BEGIN: &str = "<!-- forms: begin -->\n";
    const END: &str = "<!-- forms: end -->";

    #[test]
    fn names_and_forms_are_keys() {
        for (name, forms) in FORMS {
            assert_eq!(crate::names::key(name), *name);
            for form in *forms {
                assert_eq!(crate::names::key(form), *name);
            }
        }
    }

    /// With `UPDATE_DOCS=1` the document is written instead of checked.
    #[test]
    fn the_document_lists_the_forms() {
        let mut list = String::new();
        for (name, forms) in FORMS.iter().filter(|(_, forms)| !forms.is_empty()) {
            writeln!(list, "- {name}: {}", forms.join(", ")).unwrap();
        }
        let document = std::fs::read_to_string(DOCUMENT).unwrap();
        let (head, rest) = document.split_once(BEGIN).unwrap();
        let (shown, tail) = rest.split_once(END).unwrap();
        if shown == list {
            return;
        }
        assert!(
            std::env::var_os("UPDATE_DOCS").is_some(),
            "docs/name-match.md lists other forms: run with UPDATE_DOCS=1"
        );
        std::fs::write(DOCUMENT, format!("{head}{BEGIN}{list}{END}{tail}")).unwrap();
    }
}
