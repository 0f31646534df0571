//! Looks at pasted passes and results in the browser, with the rules of `domain` and nothing besides. The gate has a smaller WASM of
//! its own, which reads passes only: results are JSON with dates, and reading those is most of this one.

use domain::{
    inspect::{Found, Wanted, World, inspect},
    keyset::KeySet,
    pass::{RevocationList, Trust},
    time::Timestamp,
};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// What the page goes by, of each world.
#[wasm_bindgen]
pub struct Checker {
    live: World,
    /// `None` where test mode is switched off. Until that is known its passes are as those of a world whose keys are too old.
    test_mode: Option<World>,
}

impl Default for Checker {
    fn default() -> Self {
        Self { live: World::default(), test_mode: Some(World::default()) }
    }
}

#[wasm_bindgen]
impl Checker {
    /// Knows nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a key set and the list of revoked passes that was fetched with it, for test mode or the live world.
    ///
    /// # Errors
    /// When one of them does not read, or the keys did not sign the list. What was known before stays then.
    pub fn trust(&mut self, is_test: bool, keys: &str, list: &[u8], issuer: String) -> Result<(), JsError> {
        let keys: KeySet = serde_json::from_str(keys)?;
        let revoked = RevocationList::verify(list, &keys)?;
        let world = World { issuer, trust: Trust { keys, revoked } };
        if is_test {
            self.test_mode = Some(world);
        } else {
            self.live = world;
        }
        Ok(())
    }

    /// Test mode is switched off: what belongs to it is as any other that nobody signed.
    pub fn without_test(&mut self) {
        self.test_mode = None;
    }

    /// Looks at any text, a pass or a result. Empty `audience` and `nonce` are not looked at.
    pub fn inspect(&self, text: &str, audience: &str, nonce: &str, now: f64) -> String {
        let given = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let wanted = Wanted { audience: given(audience), nonce: given(nonce) };
        json(&inspect(text, &self.live, self.test_mode.as_ref(), wanted, from_js(now)))
    }
}

/// It holds words and numbers only, which always write.
fn json(found: &Found) -> String {
    serde_json::to_string(found).unwrap_or_default()
}

/// JavaScript's time is exact in a double.
#[expect(clippy::cast_possible_truncation, reason = "a moment outside of the range saturates")]
fn from_js(millis: f64) -> Timestamp {
    Timestamp::from_millis(millis as i64)
}
