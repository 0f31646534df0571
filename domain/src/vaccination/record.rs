//! A person's doses put in order: sorted, dated plausibly or not, each shot once.

use jiff::civil::Date;

use super::{AssessedDose, DoseEvent, Product, ProductId, Rules, series::Slot};

/// A number more than this above the length of the regimen is a mistake of the record and no precaution dose.
const MAX_ABOVE: u8 = 2;

/// What is recorded of one product on one day: one shot, however often it was written down.
#[derive(Debug)]
pub(super) struct Shot<'r> {
    pub(super) date: Date,
    pub(super) product: ProductId,
    /// The rules of the product; `None` when they do not know it.
    pub(super) rules: Option<&'r Product>,
    /// Its numbers as recorded, smallest first. More than one when records contradict one another.
    pub(super) numbers: Vec<u8>,
    /// How many doses its regimen needs; `None` when the product is unknown or was not in use that day.
    pub(super) need: Option<u8>,
}

impl Shot<'_> {
    /// Whether its number marks it as a precaution dose: above its regimen, but not absurdly.
    pub(super) fn is_marked_precaution(&self) -> bool {
        let Some(need) = self.need else { return false };
        self.numbers.iter().all(|number| (need + 1..=need + MAX_ABOVE).contains(number))
    }

    /// Whether none of its numbers can be one of a dose of its regimen or of a precaution dose.
    pub(super) fn is_number_implausible(&self) -> bool {
        let Some(need) = self.need else { return false };
        self.numbers.iter().all(|number| *number == 0 || *number > need + MAX_ABOVE)
    }

    /// The shot as an assessment shows it.
    pub(super) fn assessed(&self, number: Option<u8>, precaution: bool) -> AssessedDose {
        AssessedDose {
            name: self.rules.map_or_else(|| self.product.to_string(), |product| product.name.clone()),
            product: self.product.clone(),
            dose: number.or(self.numbers.first().copied()).unwrap_or(0),
            of: self.need.unwrap_or(0),
            date: self.date,
            precaution,
        }
    }
}

/// A person's doses by what can be done with them.
#[derive(Debug)]
pub(super) struct Record<'r> {
    /// Shots up to the day, by date and product.
    pub(super) shots: Vec<Shot<'r>>,
    /// The same, as doses that may stand in a series.
    pub(super) slots: Vec<Slot>,
    /// Numbers of doses dated after the day.
    pub(super) later: Vec<u8>,
    /// Numbers of doses dated before the programme began.
    pub(super) impossible: Vec<u8>,
}

impl<'r> Record<'r> {
    /// Sorts the doses out. The order in which they come does not matter.
    pub(super) fn new(rules: &'r Rules, doses: &[DoseEvent], as_of: Date) -> Self {
        let mut doses: Vec<&DoseEvent> = doses.iter().collect();
        doses.sort_unstable_by_key(|dose| (dose.date, &dose.product, dose.dose));
        let mut record = Self { shots: Vec::new(), slots: Vec::new(), later: Vec::new(), impossible: Vec::new() };
        for dose in doses {
            if dose.date > as_of {
                record.later.push(dose.dose);
            } else if dose.date < rules.start() {
                record.impossible.push(dose.dose);
            } else {
                record.add(rules, dose);
            }
        }
        record
    }

    /// Adds a plausibly dated dose, the next in order, to the shot it belongs to.
    fn add(&mut self, rules: &'r Rules, dose: &DoseEvent) {
        let product = rules.product(&dose.product);
        let need = product.and_then(|product| product.regimen_of(dose)).map(|regimen| regimen.doses);
        if let Some(need) = need {
            self.slots.push(Slot { date: dose.date, number: dose.dose, need });
        }
        match self.shots.last_mut() {
            Some(shot) if shot.date == dose.date && shot.product == dose.product => {
                shot.numbers.push(dose.dose);
                shot.need = shot.need.min(need);
            }
            _ => self.shots.push(Shot {
                date: dose.date,
                product: dose.product.clone(),
                rules: product,
                numbers: vec![dose.dose],
                need,
            }),
        }
    }

    /// The lengths of series that these doses may make, shortest first.
    pub(super) fn needs(&self) -> Vec<u8> {
        let mut needs: Vec<u8> = self.slots.iter().map(|slot| slot.need).collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }
}
