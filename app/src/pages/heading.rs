//! What a step is called: in its heading, and before the service's name in the title of its document.

use super::{Ending, Mode, PageContext, Step, Surface};

/// The heading of step 1.
pub(crate) fn of_details(context: &PageContext) -> String {
    context.words.text(match (context.surface, context.mode) {
        (Surface::Own, _) => "know-your-status",
        (_, Mode::Staff) => "details-title-staff",
        (_, Mode::Citizen) => "details-title-citizen",
    })
}

/// The heading of step 2.
pub(crate) fn of_consent(context: &PageContext) -> String {
    let key = match (context.surface, context.mode) {
        (Surface::Own, _) => return context.words.text("own-asks"),
        (_, Mode::Staff) => "consent-asks-staff",
        (_, Mode::Citizen) => "consent-asks",
    };
    context.words.with(key, &[("provider", context.provider().to_owned().into())])
}

/// The title of the document. Browsers keep titles in their history: it tells neither a status nor, on a person's own pages, who
/// asked.
pub(crate) fn of_document(context: &PageContext, step: &Step) -> String {
    let words = context.words;
    let heading = match step {
        Step::Details { .. } => of_details(context),
        Step::Code { .. } => of_consent(context),
        Step::Answer(_) => words.text("answer-title"),
        Step::Closed => words.text("closed-title"),
        Step::Problem(_) => words.text("problem-title"),
        Step::Home => words.text("home-title"),
        Step::Missing => words.text("missing-title"),
        Step::Own(_) => words.text("own-title"),
        Step::Withdraw(..) => words.text("history-withdraw"),
        Step::Ended(Ending::Wished) => words.text("own-ended-title"),
        Step::Ended(Ending::Expired) => words.text("own-expired-title"),
    };
    let title = format!("{heading} - {}", words.text("service-name"));
    if is_wrong(step) { format!("{} {title}", words.text("error-prefix")) } else { title }
}

/// Whether the step says what was wrong with what was typed.
fn is_wrong(step: &Step) -> bool {
    match step {
        Step::Details { refusal, .. } | Step::Code { refusal, .. } => refusal.is_some(),
        Step::Own(step) => step.refusal.is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use domain::{language::Language, problem::ErrorCode};

    use super::*;
    use crate::{
        flow::{AskForm, Asker, Receipts, Refusal},
        pages::{Links, Theme},
        words::Words,
    };

    fn context(surface: Surface, mode: Mode) -> PageContext {
        let asker = Asker {
            name: "Hotel Sagar".to_owned(),
            purpose: "check-in".to_owned(),
            events: false,
            demographics: false,
            test: false,
            receipts: Receipts::Asked,
        };
        PageContext {
            words: Words::of(Language::En),
            ask: AskForm::default(),
            asker: Some(asker),
            mode,
            theme: Theme::Auto,
            instance: String::new(),
            surface,
            brand: String::new(),
            links: Links::default(),
        }
    }

    fn details(refusal: Option<Refusal>) -> Step {
        Step::Details { full_name: String::new(), mobile: String::new(), refusal }
    }

    #[test]
    fn a_title_is_the_heading_and_then_the_service() {
        let (staff, citizen, own) = (
            context(Surface::Frame, Mode::Staff),
            context(Surface::Full, Mode::Citizen),
            context(Surface::Own, Mode::Citizen),
        );
        assert_eq!(of_document(&staff, &details(None)), "Whose status? - Vaccination status");
        assert_eq!(of_document(&citizen, &details(None)), "Share your vaccination status - Vaccination status");
        assert_eq!(of_document(&own, &details(None)), "Know Your Vaccination Status - Vaccination status");
        assert_eq!(of_document(&citizen, &Step::Closed), "Nothing was shared - Vaccination status");
        assert_eq!(of_consent(&staff), "Hotel Sagar asks for this guest's vaccination status");
        assert_eq!(of_consent(&own), "You ask for your own vaccination status");
    }

    #[test]
    fn a_title_begins_with_the_error() {
        let wrong = details(Some(Refusal::of(ErrorCode::RateLimited)));
        let title = of_document(&context(Surface::Frame, Mode::Staff), &wrong);
        assert_eq!(title, "Error: Whose status? - Vaccination status");
    }
}
