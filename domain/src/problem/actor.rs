//! Who mends an error.

use super::ErrorCode;

/// Who can mend an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever builds the page or the server that asks.
    Integrator,
    /// The organisation that asks, with the operator's help.
    Provider,
    /// Who is asked about, at the page.
    Person,
    /// Who runs the service.
    Operator,
}

impl ErrorCode {
    /// Who acts first. A code without an answer does not compile.
    pub const fn actor(self) -> Actor {
        match self {
            Self::InvalidSiteKey
            | Self::BadParameter
            | Self::InsecureContext
            | Self::UnsupportedVersion
            | Self::CspBlocked
            | Self::ConsentDeclined
            | Self::ResultExpired
            | Self::ResultAlreadyUsed
            | Self::ResultInvalid
            | Self::ResultRevoked
            | Self::Unauthorized
            | Self::VerificationNotFound
            | Self::InvalidRequest
            | Self::IdempotencyConflict
            | Self::IdempotencyInProgress
            | Self::PayloadTooLarge
            | Self::UnsupportedMediaType
            | Self::NotAcceptable => Actor::Integrator,
            Self::OriginNotAllowed | Self::ProviderSuspended | Self::ScopeNotAllowed | Self::PurposeNotAllowed => {
                Actor::Provider
            }
            Self::HandshakeTimeout
            | Self::NetworkError
            | Self::UnsupportedBrowser
            | Self::RateLimited
            | Self::OtpIncorrect
            | Self::OtpExpired
            | Self::OtpAttemptsExceeded
            | Self::Cancelled
            | Self::NoResult
            | Self::InvalidMobile
            | Self::InvalidName => Actor::Person,
            Self::ScriptError | Self::ServiceUnavailable | Self::Maintenance => Actor::Operator,
        }
    }
}
