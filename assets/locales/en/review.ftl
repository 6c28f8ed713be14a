# Why a review file could not be read or written, and what to do.
review-error-missing = The review file “{ $file }” is not there. It may have been moved or renamed.
review-error-folder-missing = The folder of “{ $file }” is not there. Choose another place.
review-error-folder = “{ $file }” is a folder, not a review file. Choose a file in it.
review-error-name = Not saved: Windows cannot have a file named “{ $file }”. Choose another name.
review-error-not-a-file = “{ $file }” is not a regular file. Choose a review file.
review-error-too-large = “{ $file }” has { $megabytes } MB, more than the limit of { $limit } MB. Split the review.
review-error-not-utf8 = “{ $file }” is not UTF-8 in line { $line }. Save it as UTF-8 in a text editor and open it again.
review-error-syntax = “{ $file }” cannot be parsed in line { $line }, column { $column }: { $words }. It was left as it is; correct it and open it again.
review-error-schema = “{ $file }” has format version { $schema }, which this program does not support. Open it with a newer version.
review-error-read-denied = No permission to read “{ $file }”. Check the file's permissions.
review-error-held = “{ $file }” was not read or written: another program has it open. Close it there and try again.
review-error-write-denied = Not saved: no permission to write into the folder of “{ $file }”. Save it elsewhere.
review-error-protected = Not saved: “{ $file }” is write-protected. Lift the protection or save it elsewhere.
review-error-read-only-disk = Not saved: the disk of “{ $file }” is read-only. Save it elsewhere.
review-error-disk-full = Not saved: there is no room for “{ $file }”. Free some space and try again, or save it elsewhere.
review-error-changed = Not saved: “{ $file }” was changed by another program. Open it again or save it elsewhere.
review-error-exists = Not saved: “{ $file }” already exists. Open it first or choose another name.
review-error-not-a-review = Not saved: “{ $file }” already exists and is not a review file. Choose another name.
review-error-not-understood = Not saved: “{ $file }” is open for reading only. Save it elsewhere.
review-error-in-use = Not saved: “{ $file }” is open in another window or on another computer ({ $who }). Save it elsewhere.
review-error-in-use-unnamed = Not saved: “{ $file }” is open in another window or on another computer. Save it elsewhere.
review-error-unwritable-path = Not saved: the path of the report “{ $report }” cannot be written into “{ $file }”. Rename the report and add it again.
review-error-system = The system could not read or write “{ $file }”: { $words }

# Why a review is read-only.
review-read-only-newer = Read-only: a newer version of the program wrote this file (format version { $schema }). Update the program to change it.
review-read-only-fields = Read-only: the file has fields that this program does not know ({ $names }) and saving would lose. Update the program to change it.
review-read-only-ids = Read-only: ids occur twice in the file ({ $names }). Correct them in a text editor and open it again.
review-read-only-targets = Read-only: notes with more than { $limit } places ({ $names }) show only the first { $limit }. Saving would lose the others.
review-read-only-in-use = Read-only: the file is open in another window or on another computer ({ $who }). Open it again once that is closed.
review-read-only-in-use-unnamed = Read-only: the file is open in another window or on another computer. Open it again once that is closed.

# The name of a step, for “Undo: add note”.
edit-add-note = add note
edit-take-comments = take over comments
edit-remove-note = delete note
edit-change-note = change note
edit-reattach-note = re-attach note
edit-confirm-note = confirm note's place
edit-resolve-notes = resolve notes
edit-reopen-notes = reopen notes
edit-note-severity = change severity
edit-add-reply = reply
edit-remove-reply = delete reply
edit-add-tag = add tag
edit-remove-tag = remove tag
edit-remove-notes = delete notes
edit-add-report = add report
edit-remove-report = remove report
edit-change-report = update report
edit-judge = give a verdict
edit-reopen = withdraw verdict
edit-title = change title
edit-several = several changes
edit-merge = merge

edit-error-missing = It is no longer there ({ $id }); nothing was changed.
edit-error-taken = It is already there ({ $id }); nothing was changed.

# The journal, restoring, merging, looking for reports.
journal-not-written = The journal cannot be written. Unsaved notes are in memory only and it will be tried again. Please save the review soon: { $words }
journal-unreadable = The journal “{ $file }” cannot be read and was left as it is: { $words }
restore-save-first = Save the present notes first, then restore the earlier ones.
restored = { $count ->
    [one] Restored 1 change that had not been saved. Check it and save.
   *[other] Restored { $count } changes that had not been saved. Check them and save.
}
restored-damaged = { $count ->
    [one] One record of the journal could not be read, so a change may be missing. The journal is kept as “{ $file }”.
   *[other] { $count } records of the journal could not be read, so changes may be missing. The journal is kept as “{ $file }”.
}
journal-put-away = The journal was put away as “{ $file }”.
reports-elsewhere = { $count ->
    [one] One report is on another computer (“{ $file }”) and was not opened. Open it from the File menu if you know it.
   *[other] { $count } reports are on other computers (“{ $file }”, …) and were not opened. Open them from the File menu if you know them.
}
restored-draft = Restored the note that was being written.
restored-merged = Restored what had not been saved. The review file had changed since; both were merged. Check and save.
review-merged = { $taken ->
    [one] Merged 1 change from “{ $file }”.
   *[other] Merged { $taken } changes from “{ $file }”.
}
review-merged-conflicts = Merged { $taken } changes from “{ $file }”. Notes and verdicts changed on both sides: { $conflicts }. Both versions are kept; the copies are notes with the tag “冲突”.
locate-nothing-missing = No report is missing.
locate-none = None of the missing reports was found in that folder.
locate-found = { $count ->
    [one] Found 1 report that was moved.
   *[other] Found { $count } reports that were moved.
}

# What came back from colleagues in exported files.
returned-taken = Taken from “{ $file }”: { $new } new, { $changed } changed, { $replies } replies, { $resolved } resolved or opened again, { $conflicts } changed on both sides and kept twice; { $unplaced } of uncertain place, { $missing } no longer in the file.
returned-missing = This note is no longer in the file; it stays in the review: { $id }
returned-stranger = “{ $file }” belongs to no report of this review; nothing was taken from it.
returned-unreadable = Nothing was taken from “{ $file }”: { $reason }
