use domain::vaccination::{Assessment, DoseEvent, Flag, ProductError, ProductId, Reason, Rules, RulesError, Status};
use jiff::civil::Date;

/// Reads `product number[/total] date [regimen]`.
fn dose(text: &str) -> DoseEvent {
    let mut words = text.split_whitespace();
    let product = ProductId::try_from(words.next().unwrap().to_owned()).unwrap();
    let number = words.next().unwrap();
    let (dose, total) =
        number.split_once('/').map_or((number, None), |(dose, total)| (dose, Some(total.parse().unwrap())));
    let date: Date = words.next().unwrap().parse().unwrap();
    let regimen = Some(words.collect::<Vec<_>>().join(" ")).filter(|regimen| !regimen.is_empty());
    DoseEvent { dose: dose.parse().unwrap(), total, product, regimen, date, batch: None, facility: None }
}

/// An assessment in the form of the vectors.
fn summary(a: &Assessment) -> String {
    let flags: Vec<_> = a.flags.iter().map(|flag| flag.as_str()).collect();
    let flags = if flags.is_empty() { "-".to_owned() } else { flags.join(",") };
    let product = a.product.as_ref().map_or("-", ProductId::as_str);
    format!("{} {} {}/{} {flags} {product}", a.status.code(), a.reason, a.doses_counted, a.doses_needed)
}

#[test]
fn records_are_judged_as_frozen() {
    let rules = Rules::builtin();
    let mut seen = Vec::new();
    for line in include_str!("../vectors/status.txt").lines().filter(|line| !line.starts_with('#')) {
        let [what, as_of, doses, expected] = line.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
        let as_of: Date = as_of.parse().unwrap();
        let mut doses: Vec<_> = doses.split(';').filter(|text| !text.trim().is_empty()).map(dose).collect();
        let assessment = rules.assess(&doses, as_of);
        assert_eq!(summary(&assessment), expected, "{what}");
        assert_eq!((assessment.as_of, assessment.rule_version.as_str()), (as_of, rules.version()), "{what}");
        doses.reverse();
        assert_eq!(rules.assess(&doses, as_of), assessment, "{what}, the other way round");
        seen.push(assessment);
    }
    assert!(seen.len() >= 60);
    for reason in Reason::ALL {
        assert!(seen.iter().any(|a| a.reason == reason), "no vector for {reason}");
    }
    for flag in Flag::ALL {
        assert!(seen.iter().any(|a| a.flags.contains(&flag)), "no vector for {flag}");
    }
    for product in rules.products() {
        assert!(
            seen.iter().any(|a| a.status == Status::Fully && a.product.as_ref() == Some(&product.id)),
            "{}",
            product.id
        );
    }
}

#[test]
fn the_shown_doses_are_told_in_order_once_each() {
    let rules = Rules::builtin();
    let text = "covishield 2/2 2021-09-01; covishield 1/2 2021-06-01; covishield 1/2 2021-06-01; corbevax 1/1 2022-09-01; \
                covaxin 9/9 2030-01-01; covaxin 1/2 1999-01-01";
    let doses: Vec<_> = text.split(';').map(dose).collect();
    let shown: Vec<_> = rules
        .assess(&doses, "2023-01-01".parse().unwrap())
        .events
        .into_iter()
        .map(|dose| {
            format!("{} {} {}/{} {} {}", dose.product, dose.name, dose.dose, dose.of, dose.date, dose.precaution)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "covishield Covishield 1/2 2021-06-01 false",
            "covishield Covishield 2/2 2021-09-01 false",
            "corbevax Corbevax 1/2 2022-09-01 true",
        ]
    );
}

#[test]
fn products_are_known_in_their_usual_spellings() {
    for (text, id) in [
        ("COVISHIELD", "covishield"),
        ("Covi Shield", "covishield"),
        ("ChAdOx1 nCoV-19", "covishield"),
        ("ChAdOx1 nCoV- 19 Corona Virus Vaccine (Recombinant)", "covishield"),
        ("कोविशील्ड", "covishield"),
        ("COVAXIN", "covaxin"),
        ("BBV152", "covaxin"),
        ("SPUTNIK V", "sputnik-v"),
        ("Sputnik-V", "sputnik-v"),
        ("sputnik_light", "sputnik-light"),
        ("Moderna", "moderna"),
        ("mRNA-1273", "moderna"),
        ("Johnson & Johnson", "janssen"),
        ("Ad26.COV2.S", "janssen"),
        ("ZyCoV-D", "zycov-d"),
        ("ZYCOV D", "zycov-d"),
        ("CORBEVAX", "corbevax"),
        ("Covovax", "covovax"),
        ("iNCOVACC", "incovacc"),
        ("Pfizer/BNT162b2", "pfizer-bnt162b2"),
        ("टीका", "unknown"),
        ("नकली Covishield", "unknown-covishield"),
        (&"long ".repeat(40), "long-long-long-long-long-long-long-long"),
    ] {
        assert_eq!(ProductId::parse(text).unwrap().as_str(), id, "{text}");
    }
    for text in ["", "  ", "—", "()"] {
        assert_eq!(ProductId::parse(text), Err(ProductError), "{text}");
    }
    for product in Rules::builtin().products() {
        for spelling in product.also.iter().chain([&product.name]) {
            assert_eq!(ProductId::parse(&spelling.to_uppercase()).unwrap(), product.id, "{spelling}");
        }
    }
    assert!(serde_json::from_str::<ProductId>("\"Not A Slug\"").is_err());
}

#[test]
fn unsound_rules_are_refused() {
    let good = "version = '1'\nstart = '2021-01-16'\n[[product]]\nid = 'a'\nname = 'A'\nmaker = 'M'\nalso = []\n\
                regimens = [{ id = 'r', doses = 2 }]\nintervals = []\n";
    assert!(Rules::parse(good).is_ok());
    for (from, to) in [
        ("version = '1'", "version = ''"),
        ("start = '2021-01-16'", "start = '2021-13-16'"),
        ("start = '2021-01-16'", "begin = '2021-01-16'"),
        ("id = 'a'", "id = 'A A'"),
        ("also = []", "also = ['']"),
        ("doses = 2", "doses = 0"),
        ("doses = 2", "doses = 10"),
        ("[{ id = 'r', doses = 2 }]", "[]"),
        ("[{ id = 'r', doses = 2 }]", "[{ id = 'r', doses = 2 }, { id = 's', doses = 3 }]"),
        ("intervals = []", "intervals = [{ from = '2022-01-01', days = 1 }, { from = '2021-01-01', days = 1 }]"),
        (
            "intervals = []\n",
            "intervals = []\n[[precaution]]\nfrom='2022-01-01'\ndays=1\n[[precaution]]\nfrom='2021-01-01'\ndays=1\n",
        ),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good);
        assert!(Rules::parse(&bad).is_err(), "{bad}");
    }
    let twice = format!(
        "{good}[[product]]\nid='b'\nname='B'\nmaker='M'\nalso=['a']\nregimens=[{{id='r',doses=1}}]\nintervals=[]\n"
    );
    assert!(matches!(Rules::parse(&twice), Err(RulesError::Unsound(_))));
    assert!(matches!(Rules::parse("nonsense"), Err(RulesError::Syntax(_))));
}
