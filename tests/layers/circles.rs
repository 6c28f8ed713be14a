//! Finds circles of imports between the files of one part. A path is followed to the file that defines what it names,
//! through the `use` items of the modules on its way; globs are not followed. How paths are found in a file is in
//! `paths.rs`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::paths::{Mention, mentions};

/// Maximum number of re-exports followed from one path.
const MAX_REEXPORTS: usize = 16;

/// The files of `src` by module path, such as `["ui", "pane"]`, each with the paths in it.
struct Files(BTreeMap<Vec<String>, Vec<Mention>>);

/// The imports between files of one part, as a graph. Files are named by their path below `src`.
///
/// Imports between a module and the modules above it are left out: a module declares its children, and these use what it
/// owns.
#[derive(Clone)]
pub(crate) struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    /// Builds the graph from files, given by path below `src` and source. Tests and binaries are left out.
    pub(crate) fn new(sources: &[(String, String)]) -> Self {
        let files = Files::new(sources);
        let name = |module: &Vec<String>| format!("{}.rs", module.join("/"));
        Self(files.0.keys().map(|module| (name(module), files.targets(module).map(name).collect())).collect())
    }

    /// Removes an import; returns false if there is none.
    pub(crate) fn remove(&mut self, from: &str, to: &str) -> bool {
        self.0.get_mut(from).is_some_and(|targets| targets.remove(to))
    }

    /// For each file on a circle the shortest circle through it, each set of files once. A file of the list imports from
    /// the next one, the last from the first.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let mut members = BTreeSet::new();
        let mut circles = Vec::new();
        for file in self.0.keys() {
            if let Some(circle) = self.path(file, file)
                && members.insert(circle.iter().cloned().collect::<BTreeSet<String>>())
            {
                circles.push(circle);
            }
        }
        circles
    }

    /// A shortest chain of imports between two files, without the second one.
    pub(crate) fn path(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut before = BTreeMap::new();
        let mut queue = VecDeque::from([from]);
        while let Some(file) = queue.pop_front() {
            let targets = self.0.get(file)?;
            if targets.contains(to) {
                let mut path = vec![file.to_owned()];
                let mut at = file;
                while at != from {
                    at = before[at];
                    path.push(at.to_owned());
                }
                path.reverse();
                return Some(path);
            }
            for target in targets {
                if target != from && !before.contains_key(target.as_str()) {
                    before.insert(target.as_str(), file);
                    queue.push_back(target);
                }
            }
        }
        None
    }
}

impl Files {
    fn new(sources: &[(String, String)]) -> Self {
        let mut files = BTreeMap::new();
        for (file, source) in sources {
            let module: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            if module.iter().any(|name| name == "tests") || ["lib", "main", "bin"].contains(&&*module[0]) {
                continue;
            }
            let names: Vec<&str> = module.iter().map(String::as_str).collect();
            let found = mentions(source, &names);
            files.insert(module, found);
        }
        Self(files)
    }

    /// The modules of the same part from which `module` imports, without those above and below it.
    fn targets(&self, module: &[String]) -> impl Iterator<Item = &Vec<String>> {
        let paths = self.0[module].iter().filter_map(|mention| self.absolute(&mention.path, module));
        let targets = paths.filter_map(|path| self.definition(&path, 0));
        targets.filter(|target| {
            target[0] == module[0] && !module.starts_with(target) && !target.starts_with(module)
        })
    }

    /// A path in `module` as a path from the root of the crate; `None` if it leads outside the package.
    fn absolute(&self, path: &[String], module: &[String]) -> Option<Vec<String>> {
        if path[0] == "crate" {
            return Some(path[1..].to_vec());
        }
        if self.0.contains_key(&[module, &path[..1]].concat()) {
            return Some([module, path].concat());
        }
        let bound = self.bound(module, &path[0])?;
        (bound[0] == "crate").then(|| [&bound[1..], &path[1..]].concat())
    }

    /// The path that a `use` in `module` binds to a name.
    fn bound(&self, module: &[String], name: &str) -> Option<&[String]> {
        let mut uses = self.0.get(module)?.iter();
        uses.find(|mention| mention.binds.as_deref() == Some(name)).map(|mention| mention.path.as_slice())
    }

    /// The module whose file defines the item that a path from the root names.
    fn definition(&self, path: &[String], followed: usize) -> Option<&Vec<String>> {
        let (module, _) = (1..=path.len()).rev().find_map(|length| self.0.get_key_value(&path[..length]))?;
        let rest = &path[module.len()..];
        if let Some(name) = rest.first()
            && followed < MAX_REEXPORTS
            && let Some(bound) = self.bound(module, name)
            && let Some(target) = self.absolute(bound, module)
        {
            return self.definition(&[&target, &rest[1..]].concat(), followed + 1);
        }
        Some(module)
    }
}
