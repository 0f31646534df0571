//! The calls of 2021, as they were: `web/cowin_v3.rs`.

use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
};

use crate::web::cowin_v3;

/// Their part of the description.
#[derive(OpenApi)]
#[openapi(
    paths(cowin_v3::generate, cowin_v3::confirm, cowin_v3::status),
    components(schemas(cowin_v3::Told)),
    tags((name = "CoWIN-compatible", description = "For servers that were written for the three calls of 2021. New work uses v1.")),
    modifiers(&Keys),
)]
pub(super) struct Compatible;

/// How a client of then shows who it is.
struct Keys;

impl Modify for Keys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let key = ApiKeyValue::with_description("x-api-key", "A provider's secret key, `sk_live_…` or `sk_test_…`.");
        let token = Http::builder()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token of the confirmation: good once, for five minutes, for the provider that asked.",
            ))
            .build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("api_key", SecurityScheme::ApiKey(ApiKey::Header(key)));
        components.add_security_scheme("token", SecurityScheme::Http(token));
    }
}
