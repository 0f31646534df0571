//! The person's own page, and what comes of it: graphics, links, passes, reports, what is said to those who asked.

use anyhow::{Context, Result};

use super::super::client::wrong;
use super::traces::{FIRST_NAME, May, NOTHING, OWN, TYPED, TYPED_CODE};
use super::visitor::{Page, Visitor};

const PATH: &str = "/status";
const SEEN: (u16, &str) = (200, "own");

/// From the details to the own page, through it if it is to be seen in full, and out of it.
pub(super) fn walk(visitor: &mut Visitor<'_>, in_full: bool) -> Result<()> {
    let session = enter(visitor)?;
    visitor.traces.sessions.insert(session.clone());
    let mut own = Session { visitor, session };
    if in_full {
        own.graphic()?;
        own.links()?;
        own.passes()?;
        own.history()?;
        own.say()?;
    }
    own.end()
}

/// Gives the session that a right code opens.
fn enter(visitor: &mut Visitor<'_>) -> Result<String> {
    let person = visitor.person;
    let (name, mobile) = (person.name.as_str(), person.mobile.as_str());
    visitor.press(PATH, &[("action", "start"), ("full_name", ""), ("mobile", mobile)], TYPED, (422, "details"))?;
    let before = visitor.outbox.end();
    let start = [("action", "start"), ("lang", "en"), ("full_name", name), ("mobile", mobile)];
    let id = visitor.press(PATH, &start, NOTHING, (200, "code"))?.field("id")?;
    let code = visitor.code(before)?;
    let code = visitor.another_code(PATH, &[("action", "resend"), ("id", &id)], code)?;
    visitor.press(PATH, &[("action", "language"), ("lang", "hi"), ("id", &id)], NOTHING, (200, "code"))?;
    visitor.press(PATH, &[("action", "change"), ("id", &id)], TYPED, (200, "details"))?;
    let guess = wrong(&code, 1);
    visitor.press(PATH, &[("action", "confirm"), ("id", &id), ("otp", &guess)], TYPED_CODE, (422, "code"))?;
    visitor.press(PATH, &[("action", "confirm"), ("id", &id), ("otp", &code)], OWN, SEEN)?.field("session")
}

/// A page that is open.
struct Session<'s, 'v> {
    visitor: &'s mut Visitor<'v>,
    session: String,
}

impl Session<'_, '_> {
    /// Presses a button of the page, which is shown again.
    fn press(&mut self, fields: &[(&str, &str)]) -> Result<Page> {
        self.press_to(PATH, fields, OWN, SEEN)
    }

    /// Presses one that leads elsewhere, or to a file.
    fn press_to(&mut self, path: &str, fields: &[(&str, &str)], may: May, answered: (u16, &str)) -> Result<Page> {
        let session = [("session", self.session.as_str()), ("lang", "en")];
        self.visitor.press(path, &[&session[..], fields].concat(), may, answered)
    }

    /// The graphic in the page and as a file, with the first name, where that is chosen, and without.
    fn graphic(&mut self) -> Result<()> {
        for (named, may) in [("yes", FIRST_NAME), ("", NOTHING)] {
            let chosen = [("shape", "square"), ("picture_lang", "en"), ("named", named)];
            // without the fonts of the pages' languages no graphic is drawn
            self.press(&[&[("action", "graphic")][..], &chosen].concat()).context("are Noto's fonts installed?")?;
            for kind in ["png", "svg"] {
                let fields = [&[("action", kind)][..], &chosen].concat();
                self.press_to("/status/file", &fields, may, (200, ""))?;
            }
        }
        Ok(())
    }

    /// Links that show it to whoever has them, until they are taken back.
    fn links(&mut self) -> Result<()> {
        let mut links = Vec::new();
        for (named, may) in [("yes", FIRST_NAME), ("", NOTHING)] {
            let fields = [("action", "share"), ("shape", "wide"), ("picture_lang", "en"), ("named", named)];
            let page = self.press(&fields)?;
            let address = page.value("id=\"share_address\"").context("a link was made and is not shown")?;
            let (_, id) = address.split_once("/s/").context("a link leads elsewhere")?;
            links.push((format!("/s/{id}"), may));
        }
        for (link, may) in &links {
            for part in ["", "/wide.png", "/square.png"] {
                self.visitor.visit(&format!("{link}{part}"), may, 200)?;
            }
        }
        let mut page = self.press(&[])?;
        for _ in &links {
            let share = page.field("share")?;
            page = self.press(&[("action", "unshare"), ("share", &share)])?;
        }
        for (link, _) in &links {
            self.visitor.visit(link, NOTHING, 410)?;
        }
        Ok(())
    }

    /// Passes on the screen, on paper and where they are checked, until they are taken back.
    fn passes(&mut self) -> Result<()> {
        for (name, may) in [("first", FIRST_NAME), ("none", NOTHING)] {
            let fields =
                [("action", "pass"), ("pass_minutes", "1440"), ("pass_name", name), ("pass_birth_year", "yes")];
            let page = self.press(&fields)?;
            let text = page.text_of("pass__text").context("a pass was made and is not shown")?;
            self.visitor.press("/verify", &[("lang", "en"), ("text", text)], may, (200, ""))?;
            let pass = page.field("pass")?;
            self.press(&[("action", "show-pass"), ("pass", &pass)])?;
            self.press_to("/status/file", &[("action", "paper"), ("pass", &pass)], may, (200, ""))?;
        }
        let mut page = self.press(&[])?;
        for _ in 0..2 {
            let pass = page.field("pass")?;
            page = self.press(&[("action", "unpass"), ("pass", &pass)])?;
        }
        for path in ["/gate", "/verify", "/.well-known/kyvs-revoked"] {
            self.visitor.visit(path, NOTHING, 200)?;
        }
        Ok(())
    }

    /// Who asked, with proof and receipt; a consent is withdrawn, and the provider may ask again.
    fn history(&mut self) -> Result<()> {
        let record = self.press(&[])?.field("record")?;
        let about = ("record", record.as_str());
        self.press_to("/status/proof", &[about], NOTHING, (200, ""))?;
        self.visitor.press("/receipt", &[("id", &record), ("lang", "en")], NOTHING, (200, ""))?;
        self.press_to(PATH, &[("action", "withdraw"), about], OWN, (200, "withdraw"))?;
        let provider = self.press(&[("action", "withdraw-confirm"), about])?.field("provider")?;
        self.press(&[("action", "allow"), ("provider", &provider)])?;
        Ok(())
    }

    /// The record is said to be wrong, and checks are paused for a moment.
    fn say(&mut self) -> Result<()> {
        self.press(&[("action", "report"), ("fault", "wrong-name"), ("dose", "")])?;
        self.press(&[("action", "pause")])?;
        self.press(&[("action", "resume")])?;
        Ok(())
    }

    /// The person leaves; what is pressed afterwards shows nothing.
    fn end(&mut self) -> Result<()> {
        self.press_to(PATH, &[("action", "end")], NOTHING, (200, "ended"))?;
        self.press_to(PATH, &[], NOTHING, (410, "ended"))?;
        self.press_to("/status/file", &[("action", "png")], NOTHING, (410, "ended"))?;
        Ok(())
    }
}
