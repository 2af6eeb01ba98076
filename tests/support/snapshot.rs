//! Reviewed texts, and the versions of the packages that those of real headers were made with.

use std::fs;
use std::process::Command;

use libtest_mimic::Failed;

use crate::support;

/// The line that a real header's snapshot begins with: the installed upstream version of the
/// package, which must be the one that it was made with.
///
/// # Errors
/// Where it is another.
pub(crate) fn pin(name: &str, package: &str) -> Result<String, Failed> {
    let installed = upstream_version(package)?;
    let pin = format!("# from {package} {installed}\n");
    let file = support::root().join(format!("snapshots/real/{name}.snap"));
    if let Ok(snapshot) = fs::read_to_string(&file) {
        let pinned = snapshot.lines().find(|line| line.starts_with("# from "));
        if pinned != Some(pin.trim_end()) && std::env::var_os("QUARRY_TEST_REPIN").is_none() {
            return Err(format!(
                "the snapshot was made `{}`, installed is {package} {installed}; use Debian 12, \
                 or set QUARRY_TEST_REPIN=1 to compare anyway and review the difference",
                pinned.unwrap_or("# from an unknown version")
            )
            .into());
        }
    }
    Ok(pin)
}

/// The version of an installed Debian package without epoch and Debian's revision.
fn upstream_version(package: &str) -> Result<String, String> {
    let version =
        support::output_of(Command::new("dpkg-query").args(["-W", "-f=${Version}", package]))
            .map_err(|e| format!("{e}\ninstall {package}: run scripts/test.sh on Debian 12"))?;
    let version = version.split_once(':').map_or(version.as_str(), |(_, v)| v);
    let version = version.rsplit_once('-').map_or(version, |(v, _)| v);
    Ok(version.to_owned())
}

/// Compares with `folder/name.snap`; insta says how to take the new text.
pub(crate) fn assert(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(support::root().join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
