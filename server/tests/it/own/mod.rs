//! The page on which people see their own status.

mod cases;
mod digits;
mod forgotten;
mod history;
mod same_answer;
mod session;
mod whole;

use reqwest::StatusCode;

use crate::world::World;

/// A page as the browser gets it.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<String>,
    pub(crate) html: String,
}

impl Page {
    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let field = self.html.split("<input").find(|field| field.contains(&format!("name=\"{name}\"")));
        let field = field.unwrap_or_else(|| panic!("no field {name} in {}", self.html));
        field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    }

    /// Which step it is.
    pub(crate) fn step(&self) -> &str {
        self.html.split("data-step=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap()
    }

    /// What a person reads of it: not what it has ready for later.
    pub(crate) fn text(&self) -> String {
        let main = self.html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
        let parts = main.split("<template").map(|part| part.split_once("</template>").map_or(part, |(_, after)| after));
        let shown: String = parts.collect();
        let words = shown.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
        words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl World {
    /// Presses a button of the page.
    pub(crate) async fn press(&self, fields: &[(&str, &str)]) -> Page {
        self.press_with(fields, &[]).await
    }

    pub(crate) async fn press_with(&self, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let mut post = self.http.post(format!("{}/status", self.url)).form(fields);
        for (name, value) in headers {
            post = post.header(*name, *value);
        }
        let answer = post.send().await.unwrap();
        let headers = answer.headers().iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        Page { status: answer.status(), headers, html: answer.text().await.unwrap() }
    }

    /// Name and mobile are typed: the page that wants the code.
    pub(crate) async fn own_start(&self, who: (&str, &str)) -> Page {
        let page = self.press(&[("action", "start"), ("full_name", who.0), ("mobile", who.1)]).await;
        assert_eq!((page.status, page.step()), (StatusCode::OK, "code"));
        page
    }

    /// The code is typed.
    pub(crate) async fn own_enter(&self, id: &str, otp: &str) -> Page {
        self.press(&[("action", "confirm"), ("id", id), ("otp", otp)]).await
    }

    /// The whole way to a person's own status.
    pub(crate) async fn own_page(&self, who: (&str, &str)) -> Page {
        let id = self.own_start(who).await.hidden("id");
        let page = self.own_enter(&id, &self.code_of(&id, 0).await).await;
        assert_eq!((page.status, page.step()), (StatusCode::OK, "own"), "{}", page.html);
        page
    }
}
