//! One verification as its caller knows it: what was asked, what was acknowledged, and whether the service still stands by it.

use anyhow::{Context, Result};
use serde_json::json;

use super::client::{Answer, Client, start_body, text_of, wrong};
use super::findings::Findings;
use super::ledger::Deed;
use super::outbox::Outbox;
use super::people::Person;
use super::signed::result_of;

/// A verification. All that is in it was acknowledged, or is what the caller sent.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that was asked for, or its acknowledgement")]
pub(crate) struct Visit {
    /// Whom it is about.
    pub(crate) person: Person,
    /// The idempotency key of the start; the others are made from it.
    pub(crate) key: String,
    /// Length of the outbox before the start.
    pub(crate) place: u64,
    /// The acknowledged start, byte for byte.
    pub(crate) opened: Option<Vec<u8>>,
    /// Whether another code was asked for.
    resending: bool,
    /// The acknowledgement of that, byte for byte.
    pub(crate) resent: Option<Vec<u8>>,
    /// The wrong code that was handed in.
    guess: Option<String>,
    /// Guesses left after it, once that was acknowledged.
    pub(crate) left: Option<u64>,
    /// Guesses left after another wrong code that was counted.
    left_again: Option<u64>,
    /// The code that was handed in.
    pub(crate) code: Option<String>,
    /// The acknowledged result, byte for byte.
    pub(crate) result: Option<Vec<u8>>,
    /// Whether the result was presented.
    pub(crate) presented: bool,
    /// What was said of it then, byte for byte.
    said: Option<Vec<u8>>,
    /// Whether it was called off.
    pub(crate) declined: bool,
    /// Whether that was acknowledged.
    closed: bool,
}

impl Visit {
    /// A verification to come.
    pub(crate) fn new(person: &Person, key: String, outbox: &Outbox) -> Self {
        Self {
            person: person.clone(),
            key,
            place: outbox.end(),
            opened: None,
            resending: false,
            resent: None,
            guess: None,
            left: None,
            left_again: None,
            code: None,
            result: None,
            presented: false,
            said: None,
            declined: false,
            closed: false,
        }
    }

    /// The id; empty before the start was acknowledged.
    pub(crate) fn id(&self) -> String {
        self.opened.as_deref().map(|body| text_of(body, "id")).unwrap_or_default()
    }

    /// What the newest message ends with.
    fn sms_ref(&self) -> String {
        let newest = self.resent.as_deref().or(self.opened.as_deref());
        newest.map(|body| text_of(body, "sms_ref")).unwrap_or_default()
    }

    /// Starts it.
    pub(crate) fn start(&mut self, client: &Client) -> Result<Answer> {
        let answer = client.start(Some(&self.key), &start_body(&self.person))?;
        if answer.status == 201 {
            self.opened = Some(answer.body.clone());
        }
        Ok(answer)
    }

    /// Asks for another code.
    pub(crate) fn resend(&mut self, client: &Client) -> Result<Answer> {
        self.resending = true;
        let answer = client.resend(&self.id(), Some(&format!("{}-resend", self.key)))?;
        // one that was refused is not asked for again
        self.resending = answer.status == 202;
        if self.resending {
            self.resent = Some(answer.body.clone());
        }
        Ok(answer)
    }

    /// The code that came by SMS; waits for it.
    pub(crate) fn code_from(&self, outbox: &Outbox) -> Option<String> {
        outbox.code(&self.person.e164(), &self.sms_ref(), self.place)
    }

    /// The same where the start was answered at all.
    pub(crate) fn code_from_if(&self, opened: bool, outbox: &Outbox) -> Option<String> {
        if opened { self.code_from(outbox) } else { None }
    }

    /// Starts it; gives the code that came by SMS.
    pub(crate) fn start_for_code(&mut self, client: &Client, outbox: &Outbox) -> Result<String> {
        let answer = self.start(client)?;
        self.code_from(outbox).with_context(|| format!("no code came after {}", answer.shown()))
    }

    /// The code, if it has come; a process that was killed may have taken it along.
    pub(crate) fn code_now(&self, outbox: &Outbox) -> Option<String> {
        outbox.code_now(&self.person.e164(), &self.sms_ref(), self.place)
    }

    /// Hands in a wrong code; once tried, it stays the wrong code of this verification.
    pub(crate) fn guess_wrong(&mut self, client: &Client, code: &str) -> Result<Answer> {
        self.guess(client, &wrong(code, 1))
    }

    fn guess(&mut self, client: &Client, guess: &str) -> Result<Answer> {
        self.guess = Some(guess.to_owned());
        let answer = client.confirm(&self.id(), Some(&format!("{}-guess", self.key)), guess)?;
        if answer.text("code") == "otp-incorrect" {
            self.left = answer.json()["attempts_left"].as_u64();
        }
        Ok(answer)
    }

    /// Hands in the code; once tried, it stays the code of this verification.
    pub(crate) fn confirm(&mut self, client: &Client, code: &str) -> Result<Answer> {
        self.code = Some(code.to_owned());
        let answer = client.confirm(&self.id(), Some(&self.confirm_key()), code)?;
        if answer.status == 200 {
            self.result = Some(answer.body.clone());
        }
        Ok(answer)
    }

    fn confirm_key(&self) -> String {
        format!("{}-confirm", self.key)
    }

    /// Presents the result, which is good once.
    pub(crate) fn present(&mut self, client: &Client) -> Result<Answer> {
        let token = result_of(self.result.as_deref().context("nothing to present")?)?;
        self.presented = true;
        let answer = present(client, &format!("{}-present", self.key), &token)?;
        if answer.status == 200 {
            self.said = Some(answer.body.clone());
        }
        Ok(answer)
    }

    /// Calls it off.
    pub(crate) fn decline(&mut self, client: &Client) -> Result<Answer> {
        self.declined = true;
        let answer = client.call("DELETE", &format!("/api/v1/verifications/{}", self.id()), None, None)?;
        self.closed |= answer.status == 204;
        Ok(answer)
    }

    /// What the audit log must say of it once it is settled. Each act was acknowledged, at the latest when it was sent again after a
    /// kill, and was done once: by its idempotency key, or, where it was called off, because what is over cannot be ended again.
    pub(crate) fn deeds(&self) -> Vec<Deed> {
        if self.opened.is_none() {
            return Vec::new();
        }
        let about = |act: &str| Deed::new(&self.key, &self.person.mobile, act);
        let mut deeds = vec![about("verification-opened")];
        deeds.extend(self.resent.as_ref().map(|_| about("code-sent-again")));
        // a guess comes before the code, and a caller sends one thing after the other
        deeds.extend(self.left.map(|_| about("code-refused")));
        deeds.extend(self.left_again.map(|_| about("code-refused")));
        deeds.extend(self.result.as_ref().map(|_| about("result-given")));
        deeds.extend(self.declined.then(|| about("verification-cancelled")));
        // that entry is about the result and names nobody
        deeds.extend(self.presented.then(|| Deed::new(&format!("{}-result", self.key), "", "result-used")));
        deeds
    }

    /// After a restart: whatever was acknowledged is true, what was not is brought to its end by the same key, and nothing
    /// has happened twice.
    pub(crate) fn settle(&mut self, client: &Client, outbox: &Outbox, findings: &mut Findings) -> Result<()> {
        self.settle_start(client, findings)?;
        if self.opened.is_none() {
            return Ok(());
        }
        if self.resending {
            self.settle_resend(client, findings)?;
        }
        if let Some(guess) = self.guess.clone() {
            self.settle_guess(client, &guess, findings)?;
        }
        if let Some(code) = self.code.clone() {
            self.settle_confirm(client, &code, findings)?;
        }
        if self.presented {
            self.settle_present(client, findings)?;
        }
        if self.declined {
            self.settle_decline(client, outbox, findings)?;
        }
        let state = client.state(&self.id())?;
        let expected = match (&self.result, self.declined) {
            (Some(_), _) => "confirmed",
            (None, true) => "cancelled",
            (None, false) => "open",
        };
        findings.expect(state.status == 200 && state.text("state") == expected, || {
            format!("{}: state is {} {:?}, not {expected}", self.key, state.shown(), state.text("state"))
        });
        Ok(())
    }

    fn settle_start(&mut self, client: &Client, findings: &mut Findings) -> Result<()> {
        let before = self.opened.clone();
        let answer = self.start(client)?;
        let same = before.is_none_or(|before| before == answer.body);
        findings.expect(answer.status == 201 && same, || {
            format!("{}: the start with the same key is answered {}, same bytes: {same}", self.key, answer.shown())
        });
        Ok(())
    }

    /// Another code that was promised stays the same one. One that was refused, because it was too early for it, was never promised.
    fn settle_resend(&mut self, client: &Client, findings: &mut Findings) -> Result<()> {
        let before = self.resent.clone();
        let answer = self.resend(client)?;
        let as_due = match &before {
            Some(before) => answer.status == 202 && answer.body == *before,
            None => answer.status == 202 || answer.text("code") == "rate-limited",
        };
        findings.expect(as_due, || {
            let same = before.is_some_and(|before| before == answer.body);
            format!("{}: another code with the same key is answered {}, same bytes: {same}", self.key, answer.shown())
        });
        Ok(())
    }

    /// A guess that was answered stays counted, and one that was cut off is counted now, if it was not.
    fn settle_guess(&mut self, client: &Client, guess: &str, findings: &mut Findings) -> Result<()> {
        let acknowledged = self.left;
        if acknowledged.is_none() {
            self.repeat_guess(client, guess, findings)?;
        }
        // another one before an acknowledged one is sent again, which would count that for the first time had it been lost; and only
        // once, for three are all there are, and the code is to be one of them
        if self.code.is_none() && !self.declined && self.left_again.is_none() {
            self.guess_more(client, &wrong(guess, 1), findings)?;
        }
        if acknowledged.is_some() {
            self.repeat_guess(client, guess, findings)?;
        }
        Ok(())
    }

    fn repeat_guess(&mut self, client: &Client, guess: &str, findings: &mut Findings) -> Result<()> {
        let before = self.left;
        let answer = self.guess(client, guess)?;
        let same = before.is_none_or(|before| self.left == Some(before));
        findings.expect(answer.text("code") == "otp-incorrect" && same, || {
            format!("{}: the wrong code with the same key is answered {}, same: {same}", self.key, answer.shown())
        });
        Ok(())
    }

    fn guess_more(&mut self, client: &Client, guess: &str, findings: &mut Findings) -> Result<()> {
        let Some(before) = self.left else { return Ok(()) };
        let answer = client.confirm(&self.id(), Some(&format!("{}-guess-again", self.key)), guess)?;
        if answer.text("code") == "otp-incorrect" {
            self.left_again = answer.json()["attempts_left"].as_u64();
        }
        let fewer = self.left_again.is_some_and(|left| left < before);
        findings.expect(fewer || answer.text("code") == "otp-attempts-exceeded", || {
            format!(
                "{}: {before} guesses were left, and after another one: {:?} ({})",
                self.key,
                self.left_again,
                answer.shown()
            )
        });
        Ok(())
    }

    fn settle_confirm(&mut self, client: &Client, code: &str, findings: &mut Findings) -> Result<()> {
        let acknowledged = self.result.clone();
        let answer = self.confirm(client, code)?;
        findings.expect(answer.status == 200, || {
            format!("{}: the confirmation with the same key is answered {}", self.key, answer.shown())
        });
        let same = acknowledged.is_none_or(|before| before == answer.body);
        findings.expect(same, || format!("{}: the result with the same key is another one", self.key));
        let again = client.confirm(&self.id(), Some(&self.confirm_key()), code)?;
        findings.expect(again.body == answer.body, || format!("{}: two replays of the result differ", self.key));
        for key in [None, Some(format!("{}-other", self.key))] {
            let reused = client.confirm(&self.id(), key.as_deref(), code)?;
            findings
                .expect(reused.status >= 400, || format!("{}: its code worked again: {}", self.key, reused.shown()));
        }
        Ok(())
    }

    /// KEY-3: a result that was signed is on record, for the service says of it what it says of records alone; and it is good once.
    pub(crate) fn settle_present(&mut self, client: &Client, findings: &mut Findings) -> Result<()> {
        let acknowledged = self.said.clone();
        // before an acknowledged one is sent again, which would be the first had it been lost
        if acknowledged.is_some() {
            self.present_again(client, findings)?;
        }
        let answer = self.present(client)?;
        let same = acknowledged.is_none_or(|before| before == answer.body);
        findings.expect(answer.status == 200 && answer.json()["valid"] == true && same, || {
            format!("{}: its result is presented and answered {}, same bytes: {same}", self.key, answer.shown())
        });
        self.present_again(client, findings)
    }

    fn present_again(&self, client: &Client, findings: &mut Findings) -> Result<()> {
        let token = result_of(self.result.as_deref().context("nothing to present")?)?;
        let again = present(client, &format!("{}-present-again", self.key), &token)?;
        findings.expect(again.status == 200 && again.json()["valid"] == false, || {
            format!("{}: its result was good twice: {}", self.key, again.shown())
        });
        Ok(())
    }

    /// What was called off stays so, and its code is good for nothing.
    fn settle_decline(&mut self, client: &Client, outbox: &Outbox, findings: &mut Findings) -> Result<()> {
        if self.closed {
            let state = client.state(&self.id())?;
            findings.expect(state.text("state") == "cancelled", || {
                format!("{}: it was called off, and its state is {} {:?}", self.key, state.shown(), state.text("state"))
            });
        }
        for _ in 0..2 {
            let answer = self.decline(client)?;
            findings.expect(answer.status == 204, || format!("{}: calling it off: {}", self.key, answer.shown()));
        }
        if let Some(code) = self.code_now(outbox) {
            let answer = client.confirm(&self.id(), None, &code)?;
            findings.expect(answer.status >= 400, || {
                format!("{}: its code worked after it was called off: {}", self.key, answer.shown())
            });
        }
        Ok(())
    }
}

fn present(client: &Client, key: &str, token: &str) -> Result<Answer> {
    client.call("POST", "/api/v1/results/verify", Some(key), Some(&json!({ "result": token })))
}
