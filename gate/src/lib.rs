//! Checks passes in the browser, with the rules of `domain` and nothing besides: no network, no clock, no storage. The
//! page hands in keys, lists, texts and the time, and shows what comes back.

use domain::{
    inspect::Found,
    keyset::KeySet,
    pass::{self, RevocationList, Trust},
    time::Timestamp,
};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// What the page goes by, of each world.
#[wasm_bindgen]
pub struct Checker {
    live: Trust,
    /// `None` where test mode is switched off. Until that is known its passes are as those of a world whose keys are too old.
    test_mode: Option<Trust>,
}

impl Default for Checker {
    fn default() -> Self {
        Self { live: Trust::default(), test_mode: Some(Trust::default()) }
    }
}

#[wasm_bindgen]
impl Checker {
    /// Knows nothing yet: to every pass it answers that the keys are too old.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a key set and the list of revoked passes that was fetched with it, for test mode or the live world.
    ///
    /// # Errors
    /// When one of them does not read, or the keys did not sign the list. What was known before stays then.
    pub fn trust(&mut self, is_test: bool, keys: &str, list: &[u8]) -> Result<(), JsError> {
        let keys: KeySet = serde_json::from_str(keys)?;
        let revoked = RevocationList::verify(list, &keys)?;
        let trust = Trust { keys, revoked };
        if is_test {
            self.test_mode = Some(trust);
        } else {
            self.live = trust;
        }
        Ok(())
    }

    /// Test mode is switched off: a pass of it is as any other that nobody signed.
    pub fn without_test(&mut self) {
        self.test_mode = None;
    }

    /// When the list of the live world was made, in milliseconds since 1970; 0 when there is none.
    #[wasm_bindgen(getter)]
    pub fn made(&self) -> f64 {
        to_js(self.live.revoked.made())
    }

    /// From when on passes are answered with "keys too old", in milliseconds since 1970.
    #[wasm_bindgen(getter)]
    pub fn until(&self) -> f64 {
        to_js(self.live.revoked.until())
    }

    /// Checks a text: it is a pass, or nothing. Gives `domain::inspect::Found` as JSON.
    pub fn check(&self, text: &str, now: f64) -> String {
        json(&Found::of_pass(&pass::check(text, &self.live, self.test_mode.as_ref(), from_js(now))))
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

#[expect(clippy::cast_precision_loss, reason = "seconds of a u32 in milliseconds are exact in a double")]
fn to_js(at: Timestamp) -> f64 {
    at.as_millis() as f64
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding as _};
    use serde_json::Value;

    use super::*;

    fn vectors() -> Value {
        serde_json::from_str(include_str!("../../domain/tests/vectors/passes.json")).unwrap()
    }

    fn checker(vectors: &Value) -> Checker {
        let list = Base64UrlUnpadded::decode_vec(vectors["revoked"].as_str().unwrap()).unwrap();
        let mut checker = Checker::new();
        assert!(checker.trust(false, &vectors["keys"].to_string(), &list).is_ok());
        checker.without_test();
        checker
    }

    #[test]
    fn the_frozen_passes_are_answered_as_they_should_be() {
        let vectors = vectors();
        let (checker, now) = (checker(&vectors), vectors["now"].as_f64().unwrap() * 1000.0);
        let answer =
            |text: &Value| -> Value { serde_json::from_str(&checker.check(text.as_str().unwrap(), now)).unwrap() };
        for pass in vectors["passes"].as_array().unwrap() {
            let found = answer(&pass["text"]);
            let is_over = pass["expires"].as_f64().unwrap() * 1000.0 <= now;
            let is_revoked = pass["id"] == "0101010101010101";
            let expected = if is_over {
                "expired"
            } else if is_revoked {
                "revoked"
            } else {
                "genuine"
            };
            assert_eq!(found["answer"], expected, "{}", pass["what"]);
        }
        for forged in vectors["forged"].as_array().unwrap() {
            let expected = if forged["answer"] == "NotAPass" { "not-a-pass" } else { "bad-signature" };
            assert_eq!(answer(&forged["text"])["answer"], expected, "{}", forged["what"]);
        }
        assert!(checker.made() > 0.0 && checker.until() > checker.made());
    }

    #[test]
    fn a_pass_of_test_mode_waits_for_its_keys() {
        let vectors = vectors();
        let list = Base64UrlUnpadded::decode_vec(vectors["revoked"].as_str().unwrap()).unwrap();
        let keys = vectors["keys"].to_string();
        let forged = vectors["forged"].as_array().unwrap();
        let of_test = forged.iter().find(|forged| forged["what"] == "a test pass signed with the live key").unwrap();
        let now = vectors["now"].as_f64().unwrap() * 1000.0;
        let answer = |checker: &Checker| -> Value {
            serde_json::from_str(&checker.check(of_test["text"].as_str().unwrap(), now)).unwrap()
        };
        let mut checker = Checker::new();
        assert!(checker.trust(false, &keys, &list).is_ok());
        assert_eq!(answer(&checker)["answer"], "keys-too-old", "nothing is known of test mode yet");
        assert!(checker.trust(true, &keys, &list).is_ok());
        let found = answer(&checker);
        assert_eq!((&found["answer"], &found["test"]), (&"genuine".into(), &true.into()));
        checker.without_test();
        assert_eq!(answer(&checker)["answer"], "bad-signature", "test mode is switched off");
    }

    #[test]
    fn who_has_no_keys_says_so() {
        let vectors = vectors();
        let text = vectors["passes"][0]["text"].as_str().unwrap();
        assert!(Checker::new().check(text, vectors["now"].as_f64().unwrap() * 1000.0).contains("keys-too-old"));
    }
}
