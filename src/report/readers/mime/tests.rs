//! Small saved pages and mails, whole and broken.

use super::*;

const LEAD: &str = "2024年，青云县坚持依法行政，把各项工作纳入法治轨道，现将有关情况报告如下。";
const FIRST: &str = "一、修订规章三件，清理文件四十一份，召开听证会六次，征求意见二百余条。";

fn part(kind: &str, more: &str, body: &str) -> String {
    format!("--b\r\nContent-Type: {kind}\r\n{more}\r\n{body}\r\n")
}

fn page(parts: &str) -> String {
    format!(
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
         \tboundary=\"b\"\r\n\r\n{parts}--b--\r\n"
    )
}

fn quoted(text: &str) -> String {
    quoted_bytes(text.as_bytes())
}

fn quoted_bytes(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>().concat()
}

fn shown(extracted: &Extracted) -> Vec<&str> {
    extracted
        .blocks
        .iter()
        .filter(|block| block.role != Role::Furniture)
        .map(|block| block.text.as_str())
        .collect()
}

#[test]
fn a_saved_page_is_read_like_the_page_in_it() {
    let html = format!("<html><body><div id=zoom><p>{LEAD}</p><p>{FIRST}</p></div></body></html>");
    let frame = "<html><body><p>左侧导航栏目。</p></body></html>";
    let file = page(&format!(
        "{}{}{}",
        part("text/html; charset=\"utf-8\"", "Content-Transfer-Encoding: 8bit\r\n", frame),
        part("image/png", "Content-Transfer-Encoding: base64\r\n", "iVBORw0KGgo="),
        part(
            "text/html; charset=\"utf-8\"",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            &quoted(&html)
        ),
    ));
    assert_eq!(shown(&read_page(file.as_bytes()).unwrap()), [LEAD, FIRST]);
}

#[test]
fn a_page_in_gbk_is_decoded_by_its_part() {
    let html = format!("<html><body><p>{LEAD}</p><p>{FIRST}</p></body></html>");
    let gbk = encoding_rs::GBK.encode(&html).0.into_owned();
    let quoted = quoted_bytes(&gbk);
    let file =
        page(&part("text/html; charset=gb2312", "Content-Transfer-Encoding: quoted-printable\r\n", &quoted));
    assert_eq!(shown(&read_page(file.as_bytes()).unwrap()), [LEAD, FIRST]);
}

#[test]
fn a_mail_has_its_subject_and_counts_its_attachments() {
    let mail = format!(
        "Subject: =?utf-8?B?5bm05bqm5oql5ZGK?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}{}--b--",
        part("text/plain; charset=utf-8", "", &format!("{LEAD}\r\n\r\n{FIRST}")),
        part("application/msword", "Content-Disposition: attachment; filename=a.rar\r\n", "x")
            + &part("text/plain", "Content-Disposition: attachment; filename*=UTF-8''%E7%94%B2.txt\r\n", "A")
            + &part(
                "text/plain",
                "Content-Disposition: attachment; filename*0=\"b\"; filename*1=\".txt\"\r\n",
                "B"
            )
            + &part(
                "text/plain; name=\"=?utf-8?B?5LmZLnR4dA==?=\"",
                "Content-Disposition: attachment\r\n",
                "C"
            ),
    );
    let read = read_mail(mail.as_bytes()).unwrap();
    assert_eq!(shown(&read), ["年度报告", LEAD, FIRST]);
    assert_eq!(read.not_read.parts, 1, "the archive that is not read");
    assert_eq!(attachments(mail.as_bytes()), ["a.rar", "甲.txt", "b.txt", "乙.txt"]);
    assert_eq!(attachment(mail.as_bytes(), "b.txt").unwrap().trim_ascii(), b"B");
    assert_eq!(attachment(mail.as_bytes(), "c.txt"), Err(Reason::Missing));
}

#[test]
fn broken_and_hostile_files_end() {
    let html = format!("<html><body><p>{LEAD}</p><p>{FIRST}</p></body></html>");
    let whole = page(&part("text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit\r\n", &html));
    for end in (0..whole.len()).step_by(7) {
        // Either a reason or a text, without a panic.
        let _ = (read_page(&whole.as_bytes()[..end]), read_mail(&whole.as_bytes()[..end]));
    }
    let unclosed = whole.replace("--b--", "");
    assert_eq!(shown(&read_page(unclosed.as_bytes()).unwrap()), [LEAD, FIRST]);
    let nested = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(100_000);
    let many = page(&part("text/plain", "", "x").repeat(50_000));
    let headers = format!("A: {}\r\n\r\n", "b\r\n ".repeat(1_000_000));
    for hostile in [
        "",
        "\r\n",
        "Content-Type: multipart/related; boundary=\r\n\r\n--\r\n\r\nx",
        "Content-Type: multipart/related\r\n\r\n--b\r\n\r\nx",
        "Content-Type: text/html; charset=nonsense\r\n\r\n",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n****",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=",
        "Subject: =?utf-8?B?",
        "Subject: =?=?=?=?",
        ": :\r\n: \r\n \r\n",
        &nested,
        &many,
        &headers,
    ] {
        let _ = (read_page(hostile.as_bytes()), read_mail(hostile.as_bytes()));
    }
}

#[test]
fn a_mail_in_a_mail_and_a_nameless_document_are_attachments() {
    let inner = "From: z@z.cn\r\nSubject: =?gb2312?B?16q3og==?=\r\nMIME-Version: 1.0\r\n\r\nbody";
    let mail = format!(
        "From: a@b.cn\r\nMessage-ID: <1>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}{}{}--b--\r\n",
        part("text/plain", "", "text"),
        part("message/rfc822", "", inner),
        part("application/octet-stream; name=\"a.docx\"", "", "x"),
    );
    assert_eq!(attachments(mail.as_bytes()), ["转发.eml", "a.docx"]);
    let attached = attachment(mail.as_bytes(), "转发.eml").unwrap();
    let read = read_mail(&attached).unwrap();
    assert_eq!(shown(&read), ["转发", "body"]);
    assert_eq!(read_mail(mail.as_bytes()).unwrap().not_read.parts, 0);
}

#[test]
fn a_subject_that_is_not_encoded_is_read() {
    let mail = [b"Subject: ".as_slice(), &[0xcf, 0xd8], b"\r\nMessage-ID: <1>\r\n\r\nbody"].concat();
    assert_eq!(shown(&read_mail(&mail).unwrap()), ["县", "body"]);
}
