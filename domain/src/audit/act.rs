//! The acts that are logged.

/// What was done. The list is closed: a new kind of act gets a word of its own here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// A person was asked for: a code was sent, or would have been.
    VerificationOpened,
    /// A new code was sent.
    CodeSentAgain,
    /// A code was typed that was not the right one.
    CodeRefused,
    /// The right code was typed, the person agreed, and a result was signed.
    ResultGiven,
    /// A provider presented a result, which is good once only.
    ResultUsed,
    /// A result was revoked.
    ResultRevoked,
    /// A verification was called off.
    VerificationCancelled,
    /// A person typed the code of their own page and saw their own status.
    OwnStatusOpened,
    /// A person ended their session.
    OwnStatusClosed,
    /// A person said that their record is wrong.
    CaseOpened,
    /// The operator closed a person's case.
    CaseClosed,
    /// A person withdrew the consent given to a provider: its results are revoked, and it is told nothing any more.
    ConsentWithdrawn,
    /// A person took a withdrawal back: the provider may ask again.
    WithdrawalEnded,
    /// A person paused all checks.
    ChecksPaused,
    /// A person let checks go on.
    ChecksResumed,
    /// A person made a link that shows their status.
    StatusShared,
    /// A person took such a link back.
    ShareTakenBack,
    /// A person made a pass.
    PassMade,
    /// A person took a pass back.
    PassRevoked,
    /// A provider was registered.
    ProviderAdded,
    /// A provider's registration was changed.
    ProviderChanged,
    /// A provider may ask no more.
    ProviderSuspended,
    /// A suspended provider may ask again.
    ProviderResumed,
    /// A provider was given a key.
    KeyAdded,
    /// A provider's key was changed or withdrawn.
    KeyChanged,
    /// Vaccination records were imported.
    RegistryImported,
    /// A person's records were erased.
    PersonErased,
    /// A signing key was made, or the next one signs from now on.
    KeysRotated,
    /// A signing key was revoked.
    SigningKeyRevoked,
    /// New data is sealed under a new key from now on.
    DataKeyAdded,
    /// Nothing is sealed under an older key any more.
    DataKeyRetired,
    /// The keys in the database are sealed under another master key.
    MasterKeyChanged,
    /// A provider's server said that it takes no messages any more.
    WebhookGone,
    /// The operator has messages to providers sent again.
    WebhooksReplayed,
    /// An operator let a database serve that lies behind its anchor.
    AnchorOverridden,
}

impl Act {
    /// All acts.
    pub const ALL: &[Self] = &[
        Self::VerificationOpened,
        Self::CodeSentAgain,
        Self::CodeRefused,
        Self::ResultGiven,
        Self::ResultUsed,
        Self::ResultRevoked,
        Self::VerificationCancelled,
        Self::OwnStatusOpened,
        Self::OwnStatusClosed,
        Self::CaseOpened,
        Self::CaseClosed,
        Self::ConsentWithdrawn,
        Self::WithdrawalEnded,
        Self::ChecksPaused,
        Self::ChecksResumed,
        Self::StatusShared,
        Self::ShareTakenBack,
        Self::PassMade,
        Self::PassRevoked,
        Self::ProviderAdded,
        Self::ProviderChanged,
        Self::ProviderSuspended,
        Self::ProviderResumed,
        Self::KeyAdded,
        Self::KeyChanged,
        Self::RegistryImported,
        Self::PersonErased,
        Self::KeysRotated,
        Self::SigningKeyRevoked,
        Self::DataKeyAdded,
        Self::DataKeyRetired,
        Self::MasterKeyChanged,
        Self::WebhookGone,
        Self::WebhooksReplayed,
        Self::AnchorOverridden,
    ];

    /// The word in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerificationOpened => "verification-opened",
            Self::CodeSentAgain => "code-sent-again",
            Self::CodeRefused => "code-refused",
            Self::ResultGiven => "result-given",
            Self::ResultUsed => "result-used",
            Self::ResultRevoked => "result-revoked",
            Self::VerificationCancelled => "verification-cancelled",
            Self::OwnStatusOpened => "own-status-opened",
            Self::OwnStatusClosed => "own-status-closed",
            Self::CaseOpened => "case-opened",
            Self::CaseClosed => "case-closed",
            Self::ConsentWithdrawn => "consent-withdrawn",
            Self::WithdrawalEnded => "withdrawal-ended",
            Self::ChecksPaused => "checks-paused",
            Self::ChecksResumed => "checks-resumed",
            Self::StatusShared => "status-shared",
            Self::ShareTakenBack => "share-taken-back",
            Self::PassMade => "pass-made",
            Self::PassRevoked => "pass-revoked",
            Self::ProviderAdded => "provider-added",
            Self::ProviderChanged => "provider-changed",
            Self::ProviderSuspended => "provider-suspended",
            Self::ProviderResumed => "provider-resumed",
            Self::KeyAdded => "key-added",
            Self::KeyChanged => "key-changed",
            Self::RegistryImported => "registry-imported",
            Self::PersonErased => "person-erased",
            Self::KeysRotated => "keys-rotated",
            Self::SigningKeyRevoked => "signing-key-revoked",
            Self::DataKeyAdded => "data-key-added",
            Self::DataKeyRetired => "data-key-retired",
            Self::MasterKeyChanged => "master-key-changed",
            Self::WebhookGone => "webhook-gone",
            Self::WebhooksReplayed => "webhooks-replayed",
            Self::AnchorOverridden => "anchor-overridden",
        }
    }

    /// The act of a word.
    ///
    /// ```
    /// use domain::audit::entry::Act;
    ///
    /// assert_eq!(Act::parse("person-erased"), Some(Act::PersonErased));
    /// assert_eq!(Act::parse("person-forgotten"), None);
    /// ```
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.as_str() == word)
    }
}
