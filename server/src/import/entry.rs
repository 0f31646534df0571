//! One row of a file, checked, and how it lies in the working file.

use std::io;

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, ReferenceId},
    vaccination::DoseEvent,
};

/// Digits of a mobile without its country.
const NATIONAL: usize = 10;

/// One row of a file, checked.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) line: u64,
    pub(super) reference_id: ReferenceId,
    pub(super) name: String,
    pub(super) mobile: Mobile,
    pub(super) birth_year: BirthYear,
    /// The year was worked out from an age, and may be one off.
    pub(super) estimated: bool,
    pub(super) gender: Gender,
    // Boxed: many people have none, and rows travel between threads.
    pub(super) dose: Option<Box<DoseEvent>>,
}

impl Entry {
    /// Appends everything but the line: reference id and mobile as digits, year, gender and whether the year is estimated,
    /// length and text of the name, and the rest is the dose as JSON. Not serde: a row is written and read once for each dose
    /// of a nation.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let length = u16::try_from(self.name.len()).map_err(io::Error::other)?;
        out.extend_from_slice(self.reference_id.as_str().as_bytes());
        out.extend_from_slice(self.mobile.national().as_bytes());
        out.extend_from_slice(&self.birth_year.get().to_be_bytes());
        out.extend(self.gender.code().bytes().take(1));
        out.push(u8::from(self.estimated));
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(self.name.as_bytes());
        match &self.dose {
            Some(dose) => serde_json::to_writer(out, dose).map_err(io::Error::from),
            None => Ok(()),
        }
    }

    /// Reads what [`Entry::write`] wrote; `None` for anything else.
    pub(super) fn read(line: u64, record: &[u8]) -> Option<Self> {
        let (reference, rest) = record.split_first_chunk::<{ ReferenceId::DIGITS }>()?;
        let (mobile, rest) = rest.split_first_chunk::<NATIONAL>()?;
        let (year, rest) = rest.split_first_chunk::<2>()?;
        let (&[gender, estimated], rest) = rest.split_first_chunk::<2>()?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (name, dose) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        Some(Self {
            line,
            reference_id: ReferenceId::parse(std::str::from_utf8(reference).ok()?).ok()?,
            name: std::str::from_utf8(name).ok()?.to_owned(),
            mobile: Mobile::parse(std::str::from_utf8(mobile).ok()?).ok()?,
            birth_year: BirthYear::new(u16::from_be_bytes(*year)).ok()?,
            estimated: estimated == 1,
            gender: Gender::parse(std::str::from_utf8(&[gender]).ok()?).ok()?,
            dose: if dose.is_empty() { None } else { Some(serde_json::from_slice(dose).ok()?) },
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::vaccination::ProductId;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_row_reads_back() {
        let dose = DoseEvent {
            dose: 1,
            total: Some(2),
            product: ProductId::parse("covishield").unwrap(),
            regimen: None,
            date: date(2021, 5, 20),
            batch: Some("4121Z045".into()),
            facility: Some("CHC, पुणे".into()),
        };
        for (name, estimated, dose) in [("राजेश शर्मा", true, Some(Box::new(dose))), ("", false, None)]
        {
            let entry = Entry {
                line: 7,
                reference_id: ReferenceId::parse("00000000000001").unwrap(),
                name: name.into(),
                mobile: Mobile::parse("9810000001").unwrap(),
                birth_year: BirthYear::new(2100).unwrap(),
                estimated,
                gender: Gender::Other,
                dose,
            };
            let mut record = Vec::new();
            entry.write(&mut record).unwrap();
            let read = Entry::read(7, &record).unwrap();
            assert_eq!((read.line, &read.name, read.estimated, &read.dose), (7, &entry.name, estimated, &entry.dose));
            assert_eq!((&read.reference_id, &read.mobile), (&entry.reference_id, &entry.mobile));
            assert_eq!((read.birth_year, read.gender), (entry.birth_year, entry.gender));
            assert!(Entry::read(7, &record[..20]).is_none());
        }
    }
}
