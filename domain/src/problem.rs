//! Error codes: stable words that callers may rely on, by family.

mod actor;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

pub use actor::Actor;

/// Whether trying again helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// No: somebody has to mend something first.
    No,
    /// Yes: at once, with what is asked for mended.
    Yes,
    /// Yes: with a new verification from the start.
    Reset,
    /// Yes: after a while, `retry_after` where it is given.
    Later,
}

impl Retry {
    /// Whether trying again can help without anybody mending anything in between.
    pub const fn helps(self) -> bool {
        !matches!(self, Self::No)
    }
}

/// Makes the enum and its table out of one list: variant, code, family, retry.
macro_rules! codes {
    ($(#[doc = $doc:literal] $variant:ident $code:literal $family:literal $retry:ident;)+) => {
        /// Every error that a caller can see. Codes are never renamed or given another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub enum ErrorCode {
            $(#[doc = $doc] $variant,)+
        }

        impl ErrorCode {
            /// All, by family.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word on the wire.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Why it comes and what mends it, in a sentence each.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $doc.trim_ascii(),)+ }
            }

            /// The family: 1 configuration, 2 loading, 3 service, 4 person, 5 result, 6 API.
            pub const fn family(self) -> u16 {
                match self { $(Self::$variant => $family,)+ }
            }

            /// Whether trying again helps.
            pub const fn retry(self) -> Retry {
                match self { $(Self::$variant => Retry::$retry,)+ }
            }
        }
    };
}

codes! {
    /// The site key is missing, mistyped or not registered. The integrator copies it again from the registration.
    InvalidSiteKey "invalid-site-key" 1 No;
    /// The embedding page's origin is not registered for the site key. The provider has it added, scheme and port included.
    OriginNotAllowed "origin-not-allowed" 1 No;
    /// An attribute or parameter has a value that is not allowed. The integrator mends it.
    BadParameter "bad-parameter" 1 No;
    /// The embedding page is not served over HTTPS. The integrator serves it over HTTPS.
    InsecureContext "insecure-context" 1 No;
    /// The pinned version of the loader is no longer served. The integrator moves to a newer one.
    UnsupportedVersion "unsupported-version" 1 No;
    /// The provider is suspended or its registration has run out. The provider talks to the operator.
    ProviderSuspended "provider-suspended" 1 No;
    /// A scope was asked for that the provider is not entitled to. The integrator asks for less, or the operator grants it.
    ScopeNotAllowed "scope-not-allowed" 1 No;
    /// A purpose was named that is not registered for the provider. The integrator names a registered one.
    PurposeNotAllowed "purpose-not-allowed" 1 No;

    /// The loader or the page in the frame failed while it ran. Reloading may help; if not, it is the operator's to mend.
    ScriptError "script-error" 2 Yes;
    /// The host page's content security policy forbids the frame. The integrator adds the service to `frame-src`.
    CspBlocked "csp-blocked" 2 No;
    /// The frame did not answer in ten seconds. Trying again, or the link to the full page, helps.
    HandshakeTimeout "handshake-timeout" 2 Yes;
    /// Neither the frame nor the reason why it did not come could be fetched. Trying again helps once there is a connection.
    NetworkError "network-error" 2 Yes;
    /// The browser lacks something that even the plain page needs. Another browser helps.
    UnsupportedBrowser "unsupported-browser" 2 No;

    /// The service cannot answer now. Trying again after a while helps.
    ServiceUnavailable "service-unavailable" 3 Later;
    /// Too many requests came. Trying again after `retry_after` seconds helps.
    RateLimited "rate-limited" 3 Later;
    /// The operator has announced maintenance. Trying again helps when it is over: `retry_after` says when.
    Maintenance "maintenance" 3 Later;

    /// The one-time code was wrong; `attempts_left` says how many guesses are left. The person types it again.
    OtpIncorrect "otp-incorrect" 4 Yes;
    /// The one-time code is too old. The person asks for a new one.
    OtpExpired "otp-expired" 4 Yes;
    /// No guesses are left in this verification. The person starts again.
    OtpAttemptsExceeded "otp-attempts-exceeded" 4 Yes;
    /// The person did not agree, so nothing was shared. They may be asked again.
    ConsentDeclined "consent-declined" 4 Yes;
    /// The person closed the check. They may be asked again.
    Cancelled "cancelled" 4 Yes;
    /// There is no answer, and why is the person's own business. Another try, with the name and mobile as registered, may help.
    NoResult "no-result" 4 Yes;

    /// The result is older than five minutes. A new check gives a new one.
    ResultExpired "result-expired" 5 Reset;
    /// The result was redeemed before. A new check gives a new one.
    ResultAlreadyUsed "result-already-used" 5 Reset;
    /// The result is not one of ours, was changed, or is for somebody else. A new check gives a good one.
    ResultInvalid "result-invalid" 5 Reset;
    /// The result was revoked. A new check gives a new one.
    ResultRevoked "result-revoked" 5 Reset;

    /// The secret key is missing or wrong. The integrator sends the right one as a bearer token.
    Unauthorized "unauthorized" 6 No;
    /// There is no such verification for this key: never was, is over, or belongs to another provider. A new one is started.
    VerificationNotFound "verification-not-found" 6 Reset;
    /// The mobile is not an Indian mobile number in a usual spelling. The person mends it.
    InvalidMobile "invalid-mobile" 6 Yes;
    /// The name is empty, too long or has no letter. The person mends it.
    InvalidName "invalid-name" 6 Yes;
    /// The request is not what the API description says. The integrator mends it.
    InvalidRequest "invalid-request" 6 No;
    /// The idempotency key was used with another body. The integrator takes a new key for a new request.
    IdempotencyConflict "idempotency-conflict" 6 No;
    /// The first request with this idempotency key is still running. Trying again after a moment gives its answer.
    IdempotencyInProgress "idempotency-in-progress" 6 Later;
    /// The body is too large. The integrator sends less.
    PayloadTooLarge "payload-too-large" 6 No;
    /// The body is not JSON by its content type. The integrator sends `application/json`.
    UnsupportedMediaType "unsupported-media-type" 6 No;
    /// The caller accepts no type that the service speaks. The integrator accepts `application/json`.
    NotAcceptable "not-acceptable" 6 No;
}

/// A word that is no error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such error code")]
pub struct UnknownCode;

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for ErrorCode {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|code| code.code() == text).ok_or(UnknownCode)
    }
}

impl From<ErrorCode> for String {
    fn from(code: ErrorCode) -> Self {
        code.code().to_owned()
    }
}

impl TryFrom<String> for ErrorCode {
    type Error = UnknownCode;

    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_different_kebab_words_and_read_back() {
        let mut seen = HashSet::new();
        for code in ErrorCode::ALL {
            assert!(seen.insert(code.code()), "{code} comes twice");
            assert!(code.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
            assert_eq!(code.code().parse(), Ok(*code));
            assert!(code.about().ends_with('.') && !code.about().starts_with(' '), "{code}: {:?}", code.about());
            let wire = serde_json::to_string(code).unwrap();
            assert_eq!(wire, format!("\"{code}\""));
            assert_eq!(serde_json::from_str::<ErrorCode>(&wire).unwrap(), *code);
        }
        assert_eq!("".parse::<ErrorCode>(), Err(UnknownCode));
    }

    #[test]
    fn families_have_their_codes_and_their_kind_of_retry() {
        let count = |family| ErrorCode::ALL.iter().filter(|code| code.family() == family).count();
        assert_eq!((1..=6).map(count).collect::<Vec<_>>(), [8, 5, 3, 6, 4, 10]);
        for code in ErrorCode::ALL {
            match code.family() {
                1 => assert_eq!(code.retry(), Retry::No, "{code}"),
                3 => assert_eq!(code.retry(), Retry::Later, "{code}"),
                4 => assert_eq!(code.retry(), Retry::Yes, "{code}"),
                5 => assert_eq!(code.retry(), Retry::Reset, "{code}"),
                _ => {}
            }
            assert_eq!(code.retry().helps(), code.retry() != Retry::No);
        }
    }
}
