# Why a file could not be read, and what to do.
read-error-missing = There is no such file. It may have been moved or renamed.
read-error-held = Another program has it open and does not share it. Close it there and open it again.
read-error-denied = No permission to read it. Check the file's permissions and open it again.
read-error-system = The system could not read it: { $words }
read-error-not-a-file = This is not a regular file.
read-error-empty = There is no text in the file.
read-error-not-text = The content is not text. It may be damaged or have the wrong extension.
read-error-passed-over = { $count ->
    [one] One more item here was not opened:
   *[other] { $count } more items here were not opened:
} { $pictures ->
    [0] {""}
    [one] one picture;{" "}
   *[other] { $pictures } pictures;{" "}
}{ $others ->
    [0] {""}
    [one] one unknown file;{" "}
   *[other] { $others } unknown files;{" "}
}{ $temporary ->
    [0] {""}
    [one] one temporary file of Word, WPS or the like;{" "}
   *[other] { $temporary } temporary files of Word, WPS or the like;{" "}
}{ $hidden ->
    [0] {""}
    [one] one hidden file or folder;{" "}
   *[other] { $hidden } hidden files or folders;{" "}
}{ $pages ->
    [0] {""}
    [one] one folder of a saved page;{" "}
   *[other] { $pages } folders of saved pages;{" "}
}{ $readmes ->
    [0] {""}
   *[other] README: { $readmes };{" "}
}{ $named ->
    [0] there is no report among them.
   *[other] such as { $names }. If one is a report, open it by itself.
}
read-error-no-reports = No report files were found in this folder.
read-error-elsewhere = It is on another computer and was not read. If you trust the source of the review, open it from the File menu, or add --network to the command.
read-error-crashed = The program failed while reading it. This is a fault of the program; the other files are not affected.
read-error-link-loop = Symbolic links lead in a circle here. Open the file itself.
read-error-format-save-as-docx = { $format } cannot be read. Open it in Word, WPS or a browser, save it as DOCX, PDF, HTML or TXT, and open that.
read-error-format-unpack = { $format } cannot be read. Unpack it first and open the reports in it.
read-error-format-picture = This picture cannot be read; those in { $format } can. Save it as PNG or JPEG and open that.
read-error-format-ceb = { $format } cannot be read. Open it in the reader that belongs to it, save it as PDF, and open that.
read-error-format-slides = Slides ({ $format }) cannot be read. Save them as PDF in PowerPoint or WPS and open that.
read-error-format-pages = { $format } documents cannot be read. Export it as Word or PDF on a Mac and open that.
read-error-format-outlook = Messages of { $format } cannot be read. Save it as HTML or text in Outlook, and what is attached to it by itself, and open those.
read-error-format-other = Files of other programs ({ $format }) cannot be read. Open it in its own program, save it as DOCX, PDF or TXT, and open that.
read-error-format-lock = This is a file that Word or WPS keeps beside an open document ({ $format }); it holds no text. Open the document beside it.
read-error-too-large = The file has { $megabytes } MB, more than the limit of { $limit } MB. Split it, or save its text alone.
read-error-too-long = The text has { $characters } characters, more than the limit of { $limit }. Split it and open the parts.
read-error-too-complex = It is nested or split up far beyond what a document needs, and was not read. Save it again as DOCX or TXT and open that.
read-error-out-of-time = Reading it took too long and was stopped. It may be damaged; save it again as DOCX or TXT and open that.
read-error-out-of-memory = Reading it took too much memory and was stopped. It may be damaged; save it again as DOCX or TXT and open that.
read-error-no-extractor = The process that reads documents could not be used: { $words }. Start the program again; if that does not help, install it again.
read-error-damaged = The document is damaged and could not be read. Open it in the program that wrote it and save it again.
read-error-encrypted = The document is protected by a password. Save a copy without a password and open that.
read-error-no-text-found = No text was found in the picture.
read-error-no-models = The pages hold no text that can be read, only pictures (a scan). The models that read scans are missing; they belong in { $folder }. Put them there, or run text recognition (OCR) on the file and open the result.
read-error-cancelled = Reading was stopped. Open the file again to go on.
read-error-no-text-layer = The pages hold no text that can be read, only pictures (a scan) or letters without characters behind them. Run text recognition (OCR) on it and open the result.
read-error-too-old = The document was written by a version of Word before 97. Save it as DOCX and open that.

# What to know about how a file was read.
read-warning-tracked-changes = It holds tracked changes; they were read as if accepted.
read-warning-comments = It holds comments; they are not part of the text here.
read-warning-missing-characters = Some characters have no text behind them and are missing here.
read-warning-by-machine = { $pages ->
    [one] One page is a picture and was read
   *[other] { $pages } pages are pictures and were read
  } by the program, with a mean confidence of { $confidence }%. It may be wrong: compare with the original.
read-warning-hidden-text = { $pages ->
    [one] One page is a scan whose text was put
   *[other] { $pages } pages are scans whose text was put
  } behind the picture by another program. It may be wrong. This program can read it again.
read-warning-unlikely-text = The hidden text has many wrong characters and should be read again.
read-warning-pages-without-text = Some pages are pictures without text and are missing here.
read-warning-damaged = The file is damaged; this is what could be read.
read-warning-fonts-missing = This OFD does not define the fonts of its text; an OFD reader may show it differently. Compare it with the original.
read-warning-not-read = { $count } parts were not read: { $smartart ->
    [0] {""}
    [one] 1 SmartArt graphic;{" "}
   *[other] { $smartart } SmartArt graphics;{" "}
}{ $charts ->
    [0] {""}
    [one] 1 chart;{" "}
   *[other] { $charts } charts;{" "}
}{ $objects ->
    [0] {""}
    [one] 1 embedded object;{" "}
   *[other] { $objects } embedded objects;{" "}
}{ $equations ->
    [0] {""}
    [one] 1 equation;{" "}
   *[other] { $equations } equations;{" "}
}{ $parts ->
    [0] {""}
    [one] 1 inserted file;{" "}
   *[other] { $parts } inserted files;{" "}
}{ $symbols ->
    [0] {""}
    [one] 1 character of a symbol font;{" "}
   *[other] { $symbols } characters of symbol fonts;{" "}
}{ $fields ->
    [0] {""}
    [one] 1 form field;{" "}
   *[other] { $fields } form fields;{" "}
}{ $sheets ->
    [0] {""}
    [one] 1 hidden sheet;{" "}
   *[other] { $sheets } hidden sheets;{" "}
}{ $rows ->
    [0] {""}
    [one] 1 hidden row or column;{" "}
   *[other] { $rows } hidden rows or columns;{" "}
}please look at the original.
