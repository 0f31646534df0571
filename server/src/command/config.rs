//! `kyvs config`: the default file, and a check of what is in force.

use std::path::Path;

use anyhow::Result;
use domain::language::Language;

use super::{output, serve};
use crate::{
    config::{Config, DEFAULT_FILE, Embed},
    graphic::{Fonts, lacking},
    sms::SetupError,
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
    for language in Language::ALL {
        messages(&config, language)?;
    }
    for (language, lack) in lacking(&Fonts::find(&config.graphic.font_dirs), &config.embed) {
        output::line(format!("graphic: no graphics and papers in {}: {lack}", language.english()))?;
    }
    if let Some(place) = complaints(&config.embed) {
        output::line(format!("embed.complaint_url is not set: receipts and consent notices name {place}"))?;
    }
    if let Some(why) = lacks(&config) {
        output::line(format!("kyvs serve does not start yet: {why}"))?;
    }
    output::line("The configuration is right.")?;
    Ok(())
}

/// What the service would miss at its start.
fn lacks(config: &Config) -> Option<String> {
    if config.sms.gateways.is_empty() {
        return Some(SetupError::None.to_string());
    }
    serve::check(config).err().map(|why| why.to_string())
}

/// Where people are told to complain when the operator has named no page for it.
const fn complaints(embed: &Embed) -> Option<&'static str> {
    match embed {
        Embed { complaint_url: Some(_), .. } => None,
        Embed { help_url: Some(_), .. } => Some("embed.help_url"),
        _ => Some("the home page's section on complaints"),
    }
}

/// The messages of one language: their lengths, and the words that an operator registers.
fn messages(config: &Config, language: Language) -> Result<()> {
    let (texts, lang) = (&config.texts, language.code());
    let (usual, longest) = (texts.code_length(lang, 20, 12), texts.code_length(lang, 40, 40));
    let own = texts.own_length(lang, config.server.public_host().chars().count());
    let receipt = texts.receipt_length(lang, config.server.public_origin().chars().count() + "/status".len());
    for (name, words) in texts.templates(language) {
        let (length, parts) = match name {
            "code" => {
                (longest, format!("{} part(s) with usual names, {} with the longest", usual.parts, longest.parts))
            }
            "own" => (own, format!("{} part(s)", own.parts)),
            _ => (receipt, format!("{} part(s) with the longest names", receipt.parts)),
        };
        let alphabet = if length.wide { "Unicode" } else { "GSM-7" };
        output::line(format!("texts.{lang}.{name}: {alphabet}, {parts}\n    {}", words.replace('\n', "\n    ")))?;
    }
    Ok(())
}
