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
