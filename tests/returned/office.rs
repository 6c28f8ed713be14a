//! A colleague's word processor: changes the comments of a document as Word writes them.

use std::io::{Cursor, Read as _, Write as _};

/// An open document.
pub(crate) struct Office {
    parts: Vec<(String, Vec<u8>)>,
    next: usize,
}

impl Office {
    pub(crate) fn open(document: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(document)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut read = |name: &String| {
            let mut bytes = Vec::new();
            zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            (name.clone(), bytes)
        };
        Self { parts: names.iter().map(&mut read).collect(), next: 5000 }
    }

    pub(crate) fn saved(self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Removes parts and the relationships to them.
    pub(crate) fn drop_parts(&mut self, folder: &str) {
        self.parts.retain(|(name, _)| !name.starts_with(folder));
        self.change("word/_rels/document.xml.rels", |xml| {
            xml.split_inclusive("/>").filter(|relation| !relation.contains(folder)).collect()
        });
    }

    /// Removes the links of answers to what they answer, as some programs do.
    pub(crate) fn unlink(&mut self) {
        self.change("word/commentsExtended.xml", |xml| {
            let mut parts = xml.split(" w15:paraIdParent=\"");
            let first = parts.next().unwrap_or_default().to_owned();
            first + &parts.filter_map(|part| part.split_once('"')).map(|(_, rest)| rest).collect::<String>()
        });
    }

    fn change(&mut self, part: &str, change: impl FnOnce(String) -> String) {
        let part = self.parts.iter_mut().find(|(name, _)| name == part).unwrap();
        part.1 = change(String::from_utf8(std::mem::take(&mut part.1)).unwrap()).into_bytes();
    }

    fn part(&self, part: &str) -> String {
        let part = self.parts.iter().find(|(name, _)| name == part).unwrap();
        String::from_utf8(part.1.clone()).unwrap()
    }

    /// The comment with these words.
    fn found(&self, words: &str) -> String {
        let comments = self.part("word/comments.xml");
        let found = comments.split("<w:comment ").find(|comment| comment.contains(words));
        found.unwrap_or_else(|| panic!("no comment {words}")).to_owned()
    }

    fn paragraph_of(&self, words: &str) -> String {
        let comment = self.found(words);
        comment.split("w14:paraId=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// Replaces words of a comment.
    pub(crate) fn edit(&mut self, words: &str, by: &str) {
        assert!(self.part("word/comments.xml").contains(words), "{words}");
        self.change("word/comments.xml", |xml| xml.replacen(words, by, 1));
    }

    /// Marks the comment with these words as done.
    pub(crate) fn finish(&mut self, words: &str) {
        let id = self.paragraph_of(words);
        let open = format!("w15:paraId=\"{id}\" w15:done=\"0\"");
        assert!(self.part("word/commentsExtended.xml").contains(&open), "{words}");
        self.change("word/commentsExtended.xml", |xml| {
            xml.replace(&open, &open.replace("done=\"0\"", "done=\"1\""))
        });
    }

    /// Answers the comment with these words.
    pub(crate) fn answer(&mut self, words: &str, author: &str, at: &str, text: &str) {
        let (parent, id) = (self.paragraph_of(words), self.add(author, at, text));
        let number = self.next;
        let entry =
            format!("<w15:commentEx w15:paraId=\"{id}\" w15:paraIdParent=\"{parent}\" w15:done=\"0\"/>");
        self.change("word/commentsExtended.xml", |xml| {
            xml.replace("</w15:commentsEx>", &format!("{entry}</w15:commentsEx>"))
        });
        // Word gives an answer the range of what it answers.
        let comment = self.found(words);
        let old = comment.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        self.change("word/document.xml", |xml| {
            let start = format!("<w:commentRangeStart w:id=\"{old}\"/>");
            let end = format!("<w:commentRangeEnd w:id=\"{old}\"/>");
            let both = |mark: &str, name: &str| format!("{mark}<w:{name} w:id=\"{number}\"/>");
            let xml = xml.replace(&start, &both(&start, "commentRangeStart"));
            let reference = format!("<w:r><w:commentReference w:id=\"{number}\"/></w:r>");
            xml.replace(&end, &format!("<w:commentRangeEnd w:id=\"{number}\"/>{reference}{end}"))
        });
    }

    /// Comments on a whole run, counted from the end of the document.
    pub(crate) fn comment(&mut self, run: usize, author: &str, at: &str, text: &str) {
        let id = self.add(author, at, text);
        let number = self.next;
        self.change("word/commentsExtended.xml", |xml| {
            xml.replace(
                "</w15:commentsEx>",
                &format!("<w15:commentEx w15:paraId=\"{id}\" w15:done=\"0\"/></w15:commentsEx>"),
            )
        });
        self.change("word/document.xml", |xml| {
            let is_text = |(at, _): &(usize, &str)| {
                let run = xml[*at..].split("</w:r>").next().unwrap();
                run.contains("<w:t>") || run.contains("<w:t ")
            };
            let runs: Vec<usize> = xml
                .match_indices("<w:r")
                .filter(|(at, _)| xml[at + 4..].starts_with(['>', ' ']))
                .filter(is_text)
                .map(|(at, _)| at)
                .collect();
            let start = runs[runs.len() - 1 - run];
            let end = start + xml[start..].find("</w:r>").unwrap() + "</w:r>".len();
            format!(
                "{}<w:commentRangeStart w:id=\"{number}\"/>{}<w:commentRangeEnd w:id=\"{number}\"/><w:r><w:commentReference w:id=\"{number}\"/></w:r>{}",
                &xml[..start],
                &xml[start..end],
                &xml[end..]
            )
        });
    }

    /// Removes the comment with these words and its range.
    pub(crate) fn remove(&mut self, words: &str) {
        let comment = self.found(words);
        let whole = format!("<w:comment {}", &comment[..comment.find("</w:comment>").unwrap()]);
        self.change("word/comments.xml", |xml| xml.replace(&format!("{whole}</w:comment>"), ""));
        let id = comment.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        self.change("word/document.xml", |xml| {
            let mut xml = xml;
            for tag in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
                xml = xml.replace(&format!("<w:{tag} w:id=\"{id}\"/>"), "");
            }
            xml
        });
    }

    /// Adds a comment and returns the id of its paragraph; its number is `next`.
    fn add(&mut self, author: &str, at: &str, text: &str) -> String {
        self.next += 1;
        let (number, id) = (self.next, format!("1234{:04}", self.next));
        let comment = format!(
            "<w:comment w:id=\"{number}\" w:author=\"{author}\" w:date=\"{at}\" w:initials=\"L\"><w:p w14:paraId=\"{id}\"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        );
        self.change("word/comments.xml", |xml| {
            xml.replace("</w:comments>", &format!("{comment}</w:comments>"))
        });
        id
    }
}
