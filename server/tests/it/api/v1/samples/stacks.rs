//! What each sample needs to run: put into the build folder, from lock files with hashes.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/samples");

/// A program that can be started.
pub(super) struct Sample {
    program: PathBuf,
    args: Vec<PathBuf>,
}

impl Sample {
    fn new(program: impl Into<PathBuf>, args: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { program: program.into(), args: args.into_iter().collect() }
    }

    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).env("NO_PROXY", "*");
        command
    }
}

/// The sample, or nothing where its language is not on this machine. CI must not go without it.
pub(super) fn needed(name: &str, sample: Option<Sample>) -> Option<Sample> {
    if sample.is_none() {
        assert!(std::env::var_os("CI").is_none(), "{name} could not be prepared, and CI must not go without this test");
        eprintln!("left out: {name} could not be prepared on this machine");
    }
    sample
}

/// The folder as it is shown, with the package of its lock file.
pub(super) fn node() -> Option<Sample> {
    let folder = build_folder("node");
    std::fs::create_dir_all(&folder).ok()?;
    for file in ["package.json", "package-lock.json", "verify.mjs"] {
        std::fs::copy(shown("node").join(file), folder.join(file)).ok()?;
    }
    let mut npm = Command::new("npm");
    npm.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    succeeds(&mut npm).then(|| Sample::new("node", [folder.join("verify.mjs")]))
}

/// One environment for both libraries.
pub(super) fn python() -> Option<[Sample; 2]> {
    let python = environment("python")?;
    Some(["verify_pyjwt.py", "verify_joserfc.py"].map(|file| run(&python, "python", file)))
}

/// What takes messages, in Node: it has no package.
pub(super) fn node_receiver() -> Option<Sample> {
    succeeds(Command::new("node").arg("--version")).then(|| run("node", "webhooks", "receive.mjs"))
}

/// What takes messages, in Python.
pub(super) fn python_receiver() -> Option<Sample> {
    environment("webhooks").map(|python| run(python, "webhooks", "receive.py"))
}

/// A Python with the packages of the lock file, in a folder for one test: others run at the same time.
fn environment(folder: &str) -> Option<PathBuf> {
    let (folder, packages) = (build_folder(folder), shown("python").join("requirements.txt"));
    let python = folder.join("bin/python");
    let is_made = succeeds(Command::new(&python).arg("--version"))
        || succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder));
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement"]);
    (is_made && succeeds(pip.arg(packages))).then_some(python)
}

/// PHP's own extensions do.
pub(super) fn php() -> Option<Sample> {
    const HAS_BOTH: &str = "exit(extension_loaded('sodium') && extension_loaded('openssl') ? 0 : 1);";
    succeeds(Command::new("php").args(["-r", HAS_BOTH])).then(|| run("php", "php", "verify.php"))
}

pub(super) fn curl() -> Option<Sample> {
    succeeds(Command::new("curl").arg("--version")).then(|| run("sh", "curl", "verify.sh"))
}

/// Cargo builds it beside this test.
pub(super) fn rust() -> Option<Sample> {
    let test = std::env::current_exe().ok()?;
    let built = test.parent()?.parent()?.join("examples/verify_result");
    built.is_file().then(|| Sample::new(built, []))
}

fn run(program: impl Into<PathBuf>, language: &str, file: &str) -> Sample {
    Sample::new(program, [shown(language).join(file)])
}

fn shown(language: &str) -> PathBuf {
    Path::new(SAMPLES).join(language)
}

fn build_folder(language: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples").join(language)
}

/// Runs a program to its end; one that is not there does not succeed.
fn succeeds(command: &mut Command) -> bool {
    match command.output() {
        Ok(output) => {
            if !output.status.success() {
                eprintln!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
            }
            output.status.success()
        }
        Err(_) => false,
    }
}
