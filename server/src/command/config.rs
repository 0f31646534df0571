//! `kyvs config`: the default file, and a check of what is in force.

use std::path::Path;

use anyhow::Result;

use super::output;
use crate::{
    config::{Config, DEFAULT_FILE},
    graphic::{Fonts, lacking},
};

/// Flags of `kyvs config`.
#[derive(clap::Args)]
pub struct Args {
    /// Check the configuration in force instead, and show how long its messages are and which fonts are missing
    #[arg(long)]
    check: bool,
}

/// Runs the command.
pub fn run(args: &Args, path: Option<&Path>) -> Result<()> {
    if !args.check {
        return Ok(output::line(DEFAULT_FILE.trim_end())?);
    }
    let config = Config::load(path)?;
    for lang in config.texts.languages() {
        let (usual, longest) = (config.texts.code_length(lang, 20, 12), config.texts.code_length(lang, 40, 40));
        let alphabet = if longest.wide { "Unicode" } else { "GSM-7" };
        output::line(format!(
            "texts.{lang}.code: {alphabet}, {} part(s) with usual names, {} with the longest",
            usual.parts, longest.parts
        ))?;
        let own = config.texts.own_length(lang, config.server.public_host().chars().count());
        let alphabet = if own.wide { "Unicode" } else { "GSM-7" };
        output::line(format!("texts.{lang}.own: {alphabet}, {} part(s)", own.parts))?;
    }
    for (language, lack) in lacking(&Fonts::find(&config.graphic.font_dirs), &config.embed) {
        output::line(format!("graphic: no graphics in {}: {lack}", language.tongue().english))?;
    }
    output::line("The configuration is right.")?;
    Ok(())
}
