//! A provider that is a part of another: it has at most what that one has, now and later.

use super::Provider;

/// What a part would have that the whole has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooWide {
    /// The whole is itself a part: there are two levels.
    #[error("the parent is a sub-provider itself")]
    Nested,
    /// A page of another origin.
    #[error("an origin is not one of the parent's")]
    Origin,
    /// Another purpose.
    #[error("a purpose is not one of the parent's")]
    Purpose,
    /// Another scope.
    #[error("a scope is not one of the parent's")]
    Scope,
    /// Codes on screens of its own.
    #[error("the parent may not take codes on its own screens")]
    OwnOtpScreen,
    /// Names that differ more.
    #[error("names would match less exactly than the parent's")]
    NameMatch,
    /// Another address to return to.
    #[error("a return address is not one of the parent's")]
    ReturnUrl,
    /// More than the whole may ask.
    #[error("a quota is larger than the parent's")]
    Quota,
    /// Longer than the whole.
    #[error("it would expire after the parent")]
    Expiry,
}

impl Provider {
    /// Checks at the registration that this one has nothing that its parent has not.
    pub fn fits_under(&self, parent: &Self) -> Result<(), TooWide> {
        let within =
            |own: Option<u32>, whole: Option<u32>| own.is_none_or(|own| whole.is_none_or(|whole| own <= whole));
        let checks = [
            (parent.parent.is_none(), TooWide::Nested),
            (self.origins.iter().all(|origin| parent.origins.contains(origin)), TooWide::Origin),
            (self.purposes.iter().all(|purpose| parent.purposes.contains(purpose)), TooWide::Purpose),
            (self.scopes.is_subset(parent.scopes), TooWide::Scope),
            (!self.own_otp_screen || parent.own_otp_screen, TooWide::OwnOtpScreen),
            (self.name_match <= parent.name_match, TooWide::NameMatch),
            (self.return_urls.iter().all(|url| parent.may_return_to(url)), TooWide::ReturnUrl),
            (within(self.quotas.day, parent.quotas.day), TooWide::Quota),
            (within(self.quotas.people_hour, parent.quotas.people_hour), TooWide::Quota),
            (self.expires.is_none_or(|own| parent.expires.is_none_or(|end| own <= end)), TooWide::Expiry),
        ];
        checks.into_iter().find(|(fits, _)| !fits).map_or(Ok(()), |(_, why)| Err(why))
    }

    /// This provider as far as its parent reaches today: what the parent has lost since, its parts have lost too. Quotas stay;
    /// whoever charges them charges the parent's as well.
    #[must_use]
    pub fn narrowed_to(&self, parent: &Self) -> Self {
        let mut narrowed = self.clone();
        narrowed.origins.retain(|origin| parent.origins.contains(origin));
        narrowed.purposes.retain(|purpose| parent.purposes.contains(purpose));
        narrowed.scopes = self.scopes.intersection(parent.scopes);
        narrowed.own_otp_screen &= parent.own_otp_screen;
        narrowed.name_match = self.name_match.min(parent.name_match);
        narrowed.return_urls.retain(|url| parent.may_return_to(url));
        narrowed.suspended |= parent.suspended;
        narrowed.expires = [self.expires, parent.expires].into_iter().flatten().min();
        narrowed
    }
}
