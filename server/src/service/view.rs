//! How a verification looks from outside, and how its code's refusals are told.

use std::time::Duration;

use app::flow::{Field, Refusal, Sent};
use domain::{
    code::{CodeError, GuessRefused, Phase, ResendRefused},
    mobile::MobileError,
    names::NameError,
    problem::ErrorCode,
    time::Timestamp,
};

use super::StatusService;
use crate::ports::Verification;

impl StatusService {
    /// A verification as the page shows it. Nothing in it depends on whether anyone matched. What was typed is there as long as the page
    /// may go back to it: once it is over the asker knows its id too, and must not learn from it who it was.
    pub(super) fn sent(&self, verification: &Verification) -> Sent {
        let now = self.clock.now();
        let code = &verification.code;
        let typed = |text: &str| if code.phase == Phase::Open { text.to_owned() } else { String::new() };
        Sent {
            id: verification.id.to_text(),
            sent_to: verification.typed.mobile.masked(),
            sms_ref: verification.sms_ref.clone(),
            expires_in: seconds(code.expires.since(now)),
            resend_in: seconds(code.resend_at.since(now)),
            resends_left: code.resends_left(&self.rules.code),
            full_name: typed(&verification.typed.full_name),
            mobile: typed(&verification.typed.mobile_as_typed),
            pace: self.pace(&verification.typed.mobile),
        }
    }

    /// A refusal that shows the code's page again.
    pub(super) fn refusal(&self, code: ErrorCode, verification: &Verification) -> Refusal {
        Refusal { sent: Some(Box::new(self.sent(verification))), ..Refusal::of(code) }
    }

    /// A refusal that blames the code.
    pub(super) fn code_refusal(&self, code: ErrorCode, key: &'static str, verification: &Verification) -> Refusal {
        Refusal { fields: vec![(Field::Code, key.into())], ..self.refusal(code, verification) }
    }

    /// Why a guess is not evaluated.
    pub(super) fn guess_refusal(&self, refused: GuessRefused, verification: &Verification) -> Refusal {
        let (code, key) = match refused {
            GuessRefused::Expired => (ErrorCode::OtpExpired, "error-code-expired"),
            GuessRefused::AttemptsExceeded => (ErrorCode::OtpAttemptsExceeded, "error-code-attempts"),
            GuessRefused::Used => (ErrorCode::OtpExpired, "error-code-used"),
            GuessRefused::Cancelled => return self.refusal(ErrorCode::Cancelled, verification),
        };
        let left = (code == ErrorCode::OtpAttemptsExceeded).then_some(0);
        Refusal { attempts_left: left, ..self.code_refusal(code, key, verification) }
    }

    /// A code that was compared and is wrong.
    pub(super) fn wrong_code(&self, left: u8, verification: &Verification) -> Refusal {
        match left {
            0 => self.guess_refusal(GuessRefused::AttemptsExceeded, verification),
            left => Refusal {
                attempts_left: Some(left),
                ..self.code_refusal(ErrorCode::OtpIncorrect, "error-code-incorrect", verification)
            },
        }
    }

    /// Why there is no new code.
    pub(super) fn resend_refusal(&self, refused: ResendRefused, verification: &Verification) -> Refusal {
        let many = "error-resend-many";
        match refused {
            ResendRefused::TooEarly { at } => Refusal {
                retry_after: Some(self.wait(at)),
                ..self.code_refusal(ErrorCode::RateLimited, "error-resend-early", verification)
            },
            ResendRefused::TooMany => self.code_refusal(ErrorCode::RateLimited, many, verification),
            ResendRefused::Closed => self.code_refusal(ErrorCode::OtpExpired, many, verification),
        }
    }

    /// Seconds until `at`, at least one.
    pub(super) fn wait(&self, at: Timestamp) -> u32 {
        seconds(at.since(self.clock.now())).max(1)
    }
}

/// Whole seconds, rounded up.
fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

/// The message key of a name that does not read.
pub(super) fn name_key(error: NameError) -> &'static str {
    match error {
        NameError::Empty => "error-name-empty",
        NameError::TooLong => "error-name-too-long",
        NameError::LookAlike(_) | NameError::MixedScripts => "error-name-mixed-scripts",
        NameError::TooShort | NameError::Digit | NameError::Symbol(_) | NameError::OtherScript(_) => {
            "error-name-letters"
        }
    }
}

/// The message key of a mobile that does not read.
pub(super) fn mobile_key(error: MobileError) -> &'static str {
    match error {
        MobileError::Empty => "error-mobile-empty",
        _ => "error-mobile-format",
    }
}

/// The message key of a code that does not read.
pub(super) fn code_key(error: CodeError) -> &'static str {
    match error {
        CodeError::Empty => "error-code-empty",
        CodeError::TooShort => "error-code-too-short",
        CodeError::TooLong => "error-code-too-long",
        CodeError::NotDigits => "error-code-not-digits",
    }
}
