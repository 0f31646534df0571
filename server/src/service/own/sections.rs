//! What the person's own page shows, section by section.

use app::own::{OwnCase, OwnDose, OwnStatus};
use domain::{
    case::DoseRef,
    time::Timestamp,
    vaccination::{AssessedDose, Assessment, DoseEvent, ProductId, Rules},
};

use super::super::StatusService;
use crate::ports::{Case, Own, OwnRecord, SessionId};

impl StatusService {
    /// The page of a session, as of this moment.
    pub(super) fn seen(&self, session: SessionId, own: &Own) -> OwnStatus {
        let now = self.clock.now();
        let rules = Rules::builtin();
        let (record, assessed) = (own.record(), rules.assess(&own.record().doses, now.date()));
        OwnStatus {
            session: session.to_text(),
            seconds_left: u32::try_from(own.session().left(now).as_secs()).unwrap_or(u32::MAX),
            name: record.name.clone(),
            mobile: record.mobile.clone(),
            birth_year: record.birth_year.get(),
            gender: record.gender.code().to_owned(),
            status: assessed.status.code(),
            reason: assessed.reason.as_str().to_owned(),
            doses_counted: assessed.doses_counted,
            doses_needed: assessed.doses_needed,
            doses_missing: assessed.doses_missing.clone(),
            product: assessed.product.as_ref().map(|product| name_of(rules, product)).unwrap_or_default(),
            flags: assessed.flags.iter().map(|flag| flag.as_str().to_owned()).collect(),
            as_of: assessed.as_of.to_string(),
            rule_version: assessed.rule_version.clone(),
            updated: record.imported.map(day),
            doses: doses(rules, record, &assessed),
            cases: record.cases.iter().map(case).collect(),
        }
    }
}

/// All recorded doses in the order of their dates, each once: those that the status goes by, and the others, which are often what is
/// wrong with a record.
fn doses(rules: &Rules, record: &OwnRecord, assessed: &Assessment) -> Vec<OwnDose> {
    let is_same = |event: &AssessedDose, dose: &DoseEvent| event.product == dose.product && event.date == dose.date;
    let mut recorded = record.doses.clone();
    recorded.sort_by(|a, b| (a.date, a.dose, &a.product).cmp(&(b.date, b.dose, &b.product)));
    recorded.dedup_by(|a, b| (a.dose, a.date, &a.product) == (b.dose, b.date, &b.product));
    recorded
        .iter()
        .map(|dose| {
            let known = assessed.events.iter().find(|event| is_same(event, dose));
            OwnDose {
                reference: DoseRef { number: dose.dose, date: dose.date }.to_string(),
                product: name_of(rules, &dose.product),
                number: dose.dose,
                date: dose.date.to_string(),
                facility: dose.facility.clone().unwrap_or_default(),
                precaution: known.is_some_and(|event| event.precaution),
                plausible: known.is_some(),
            }
        })
        .collect()
}

fn case(case: &Case) -> OwnCase {
    OwnCase {
        number: case.number.to_string(),
        fault: case.report.fault.as_str().to_owned(),
        dose: case.report.dose.map(|dose| dose.date.to_string()),
        opened: day(case.opened),
        outcome: case.closed.map(|(_, outcome)| outcome.as_str().to_owned()),
    }
}

fn name_of(rules: &Rules, product: &ProductId) -> String {
    rules.product(product).map_or_else(|| product.to_string(), |known| known.name.clone())
}

fn day(at: Timestamp) -> String {
    at.date().to_string()
}
