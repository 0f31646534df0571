//! Running other programs: their output goes straight to the terminal, a failure becomes one line.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A `cargo` of the toolchain that runs this program, in the repository's root.
pub(crate) fn cargo(root: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root);
    command
}

/// Runs to the end and fails when the program does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("failed to start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs to the end and hands back what the program printed; its messages go to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("failed to start `{}`", shown(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", shown(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed text that is not UTF-8", shown(command)))
}

/// Whether the program is installed and answers this question with success.
pub(crate) fn answers(program: impl AsRef<OsStr>, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
}

/// Bytes of memory of a process: one of the figures in `/proc/<process>/status`, such as `VmRSS:`.
pub(crate) fn memory(process: u32, figure: &str) -> Option<u64> {
    bytes(&fs::read_to_string(format!("/proc/{process}/status")).ok()?, figure)
}

fn bytes(status: &str, figure: &str) -> Option<u64> {
    let kilobytes = status.lines().find_map(|line| line.strip_prefix(figure))?;
    Some(kilobytes.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut text = name.to_string_lossy().into_owned();
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_status() {
        let error = run(Command::new("false").arg("--flag")).unwrap_err();
        assert_eq!(error.to_string(), "`false --flag` failed (exit status: 1)");
    }

    #[test]
    fn memory_is_read_where_the_kernel_writes_it() {
        let status = "Name:\tkyvs\nVmHWM:\t   76400 kB\nRssAnon:\t    5096 kB\n";
        assert_eq!(bytes(status, "RssAnon:"), Some(5_096 * 1024));
        assert_eq!(bytes(status, "VmHWM:"), Some(76_400 * 1024));
        assert_eq!(bytes(status, "VmPeak:"), None);
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("/nowhere/no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "failed to start `no-such-program`");
    }
}
