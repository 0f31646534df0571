//! Names with several established forms that no rule of sounds brings together.

use super::script::Script;

/// The name used in keys, and the keys of its forms.
pub(super) const FORMS: &[(&str, &[&str])] = &[
    (
        "mohamed",
        &[
            "md", "mohd", "mohmd", "mhd", "muhd", "mohamad", "muhamad", "muhamed", "mohmad", "mohmed", "mahamad",
            "mahamed", "mohamud", "mahomed", "muhamd", "mohamd", "muhmad",
        ],
    ),
    ("shekh", &["sk", "shk", "shek", "sheykh", "sheyk", "shaykh", "shayk", "sekh"]),
    ("syed", &["syad", "sayed", "sayad", "seyed", "seyad"]),
    ("ahmed", &["ahmad", "ahamed", "ahamad", "ehmad", "ehmed"]),
    ("husen", &["husayn", "huseyn", "hosayn", "hosen"]),
    ("rahman", &["rehman", "rahaman", "raheman"]),
    ("begam", &["begum"]),
    ("bibi", &["bivi"]),
    ("laksmi", &["lachmi", "latsumi", "lakshumi"]),
    ("sinh", &["sing"]),
    ("barua", &["baruah", "baruva"]),
    ("chaudhari", &["chaudari"]),
    ("bos", &["bose"]),
    ("banerji", &["byanarji", "banarji"]),
    ("mukherji", &["mukharji"]),
    ("chaterji", &["chyatarji", "chatarji"]),
    ("josef", &["josaf", "josap"]),
    ("antoni", &["antani", "entani"]),
    // men's names whose longer form is no woman's name
    ("ashok", &["ashoka"]),
    ("shiv", &["shiva", "siva"]),
    ("arjun", &["arjuna"]),
    ("sidart", &["sidarta"]),
    ("mehta", &["maheta"]),
];

/// Short forms that only an Indic script writes: मो. is Mohammed, সিং is Singh.
const INDIC_FORMS: &[(&str, &str)] = &[("mo", "mohamed"), ("jon", "john"), ("jan", "john")];

/// The established name of which this key is a form.
pub(super) fn of(key: &str, script: Script) -> Option<&'static str> {
    if script.is_indic()
        && let Some((_, name)) = INDIC_FORMS.iter().find(|(short, _)| *short == key)
    {
        return Some(name);
    }
    FORMS.iter().find(|(name, forms)| *name == key || forms.contains(&key)).map(|(name, _)| *name)
}
