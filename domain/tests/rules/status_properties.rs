use domain::vaccination::{DoseEvent, Flag, ProductId, Rules, Status};
use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

const START: Date = jiff::civil::date(2020, 12, 1);
const AS_OF: Date = jiff::civil::date(2022, 12, 1);

/// A dose, mostly plausible, sometimes not; days are few so that records meet on one day.
fn dose() -> impl Strategy<Value = DoseEvent> {
    let products = Rules::builtin().products();
    let product = prop_oneof![
        8 => (0..products.len()).prop_map(|index| products[index].id.clone()),
        1 => Just(ProductId::parse("vaccine x").unwrap()),
    ];
    let number = prop_oneof![8 => 1_u8..4, 1 => any::<u8>()];
    let total = prop_oneof![3 => Just(None), 3 => (1_u8..4).prop_map(Some), 1 => any::<u8>().prop_map(Some)];
    let regimen = prop_oneof![
        3 => Just(None),
        1 => prop_oneof!["3x2mg", "2x3mg", "two-dose", ".*"].prop_map(Some),
    ];
    (product, number, total, regimen, 0_i32..30).prop_map(|(product, dose, total, regimen, step)| DoseEvent {
        dose,
        total,
        product,
        regimen,
        date: START.saturating_add((step * 30).days()),
        batch: None,
        facility: None,
    })
}

fn doses(most: usize) -> impl Strategy<Value = Vec<DoseEvent>> {
    proptest::collection::vec(dose(), 0..most)
}

fn day() -> impl Strategy<Value = Date> {
    (0_i32..1_000).prop_map(|step| START.saturating_add(step.days()))
}

fn wild() -> impl Strategy<Value = DoseEvent> {
    (any::<(u8, Option<u8>, Option<String>, i16, i8, i8)>(), "[a-z0-9-]{1,40}").prop_map(
        |((dose, total, regimen, year, month, day), product)| DoseEvent {
            dose,
            total,
            product: ProductId::try_from(product).unwrap(),
            regimen,
            date: Date::new(year.clamp(-9999, 9999), month.rem_euclid(12) + 1, day.rem_euclid(28) + 1).unwrap(),
            batch: None,
            facility: None,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_record_is_judged(doses in proptest::collection::vec(prop_oneof![dose(), wild()], 0..12), as_of in wild()) {
        let assessment = Rules::builtin().assess(&doses, as_of.date);
        prop_assert!(assessment.doses_counted <= assessment.doses_needed);
        let missing = usize::from(assessment.doses_needed - assessment.doses_counted);
        prop_assert_eq!(assessment.doses_missing.len(), missing);
        prop_assert!(assessment.doses_missing.is_sorted());
        prop_assert!(assessment.flags.is_sorted() && assessment.events.is_sorted_by_key(|dose| dose.date));
        if assessment.status == Status::Fully {
            prop_assert_eq!(assessment.doses_counted, assessment.doses_needed);
            prop_assert!(assessment.doses_needed > 0);
        }
        prop_assert_eq!(assessment.status == Status::Not, assessment.events.is_empty());
    }

    #[test]
    fn the_order_of_records_does_not_matter(
        (sorted, shuffled) in doses(8).prop_flat_map(|doses| (Just(doses.clone()), Just(doses).prop_shuffle())),
        as_of in day(),
    ) {
        prop_assert_eq!(Rules::builtin().assess(&sorted, as_of), Rules::builtin().assess(&shuffled, as_of));
    }

    #[test]
    fn a_record_written_twice_changes_nothing(doses in doses(6), as_of in day()) {
        let twice = [doses.clone(), doses.clone()].concat();
        prop_assert_eq!(Rules::builtin().assess(&doses, as_of), Rules::builtin().assess(&twice, as_of));
    }

    #[test]
    fn one_more_record_never_lowers_the_status(doses in doses(6), more in dose(), as_of in day()) {
        let before = Rules::builtin().assess(&doses, as_of).status;
        let after = Rules::builtin().assess(&[doses, vec![more]].concat(), as_of).status;
        prop_assert!(after >= before);
    }

    #[test]
    fn a_later_day_never_lowers_the_status(doses in doses(6), one in day(), other in day()) {
        let status = |day| Rules::builtin().assess(&doses, day).status;
        prop_assert!(status(one.min(other)) <= status(one.max(other)));
    }

    #[test]
    fn a_precaution_dose_never_changes_the_code(doses in doses(6), product in 0_usize..10, number in 4_u8..6, after in any::<bool>()) {
        let rules = Rules::builtin();
        let product = rules.products()[product].id.clone();
        let before = rules.assess(&doses, AS_OF);
        prop_assume!(before.status != Status::Not);
        // after a complete series any number will do; before it only one above every series marks a precaution dose
        let complete = before.status == Status::Fully;
        let dose = if complete && after { 1 } else { number };
        let precaution = DoseEvent { dose, total: None, product, regimen: None, date: AS_OF, batch: None, facility: None };
        prop_assume!(doses.iter().all(|dose| dose.date != AS_OF));
        let with = rules.assess(&[doses, vec![precaution]].concat(), AS_OF);
        prop_assert_eq!(with.status, before.status);
        if complete {
            prop_assert!(with.flags.contains(&Flag::Precaution));
        }
    }

    #[test]
    fn unknown_products_complete_nothing(doses in doses(8)) {
        let unknown = doses.into_iter().map(|dose| DoseEvent { product: ProductId::parse("vaccine x").unwrap(), ..dose });
        let assessment = Rules::builtin().assess(&unknown.collect::<Vec<_>>(), AS_OF);
        prop_assert!(assessment.status <= Status::Partially);
        prop_assert_eq!((assessment.doses_counted, assessment.doses_needed), (0, 0));
    }

    #[test]
    fn one_day_is_never_enough_for_a_series_of_several(doses in doses(8), day in day()) {
        let one_day: Vec<_> = doses.into_iter().map(|dose| DoseEvent { date: day, ..dose }).collect();
        let assessment = Rules::builtin().assess(&one_day, day);
        prop_assert!(assessment.doses_counted <= 1);
    }
}
