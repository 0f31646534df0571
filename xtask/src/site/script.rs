//! JavaScript made small: parsed, minified, printed without spaces.

use anyhow::{Result, anyhow, bail};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The newest syntax that the minifier may use: every browser of the last three years reads it.
const SYNTAX: &str = "es2022";

/// How browsers load the script.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// By a plain `script` element: its top-level names are the page's and stay.
    Script,
    /// By `import`.
    Module,
}

/// Minifies; `name` is for messages.
pub(super) fn minify(source: &str, kind: Kind, name: &str) -> Result<String> {
    let allocator = Allocator::default();
    let source_type = match kind {
        Kind::Script => SourceType::script(),
        Kind::Module => SourceType::mjs(),
    };
    let parsed = Parser::new(&allocator, source, source_type).parse();
    if let Some(first) = parsed.diagnostics.first() {
        let shown = first.clone().with_source_code(source.to_owned());
        bail!("failed to parse {name}: {shown:?}");
    }
    let mut program = parsed.program;
    let compress = CompressOptions {
        target: EngineTargets::from_target(SYNTAX).map_err(|error| anyhow!(error))?,
        ..CompressOptions::smallest()
    };
    let options = MinifierOptions { compress: Some(compress), ..MinifierOptions::default() };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let printed = Codegen::new()
        .with_options(CodegenOptions {
            minify: true,
            comments: CommentOptions::disabled(),
            ..CodegenOptions::default()
        })
        .with_scoping(minified.scoping)
        .build(&program);
    Ok(printed.code)
}

/// Refuses text that would end a `script` element, or hide its end, where the server writes it into a page.
pub(super) fn fit_for_html(script: &str, name: &str) -> Result<()> {
    let lower = script.to_ascii_lowercase();
    for forbidden in ["</script", "<!--", "<script"] {
        if lower.contains(forbidden) {
            bail!("{name} holds `{forbidden}`, which would break the page it is written into");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_spaces_and_local_names_go() {
        let source =
            "(function () {\n  // why\n  const message = location.hash;\n  window.show(message, message);\n})();";
        let small = minify(source, Kind::Script, "test").unwrap();
        assert!(small.len() < source.len() / 2 + 20, "{small}");
        assert!(!small.contains("why") && !small.contains("message"), "{small}");
        assert!(small.contains("window.show("), "{small}");
    }

    #[test]
    fn the_names_of_a_script_stay_and_the_exports_of_a_module_too() {
        let script = minify("var Kyvs = { a: f() };", Kind::Script, "test").unwrap();
        assert!(script.contains("Kyvs"), "{script}");
        let module = minify("function init() { f() } export { init };", Kind::Module, "t").unwrap();
        assert!(module.contains("as init") || module.contains("function init"), "{module}");
    }

    #[test]
    fn broken_source_is_refused_by_name() {
        let error = minify("function (", Kind::Script, "frame.js").unwrap_err();
        assert!(error.to_string().starts_with("failed to parse frame.js"), "{error}");
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        assert!(fit_for_html("x='</SCRIPT>'", "frame.js").is_err());
        assert!(fit_for_html("x=1", "frame.js").is_ok());
    }
}
