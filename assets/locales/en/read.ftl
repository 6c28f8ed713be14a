# Why a file could not be read, and what to do.
read-error-missing = There is no such file. It may have been moved or renamed.
read-error-denied = No permission to read it. Check the file's permissions and open it again.
read-error-system = The system could not read it: { $words }
read-error-not-a-file = This is not a regular file.
read-error-format = { $format } is not yet readable. Save it as plain text (TXT) and open that.
read-error-too-large = The file has { $megabytes } MB, more than the limit of { $limit } MB.
read-error-empty = There is no text in the file.
read-error-not-text = The content is not text. It may be damaged or have the wrong extension.
read-error-no-reports = No report files were found in this folder.
read-error-crashed = The program failed while reading it. This is a fault of the program; the other files are not affected.
read-error-damaged = The document is damaged and could not be read. Open it in the program that wrote it and save it again.
read-error-encrypted = The document is protected by a password. Save a copy without a password and open that.
read-error-no-text-layer = The pages hold no text that can be read, only pictures (a scan) or letters without characters behind them. Run text recognition (OCR) on it and open the result.
read-error-too-complex = The document is nested or packed beyond what a report can be, and was not read.
read-error-too-old = The document was written by a version of Word before 97. Save it as DOCX and open that.
