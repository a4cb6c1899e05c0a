"""What each code tells the analyst: what is wrong, and what to do. English here, Vietnamese in the catalogue.

Sentences name places by {line} and {column} only where the place is inside the sentence: `Problem.message` puts the
place in front. `{value}` is what the file says, shown so that invisible characters can be seen.
"""

from typing import Final

from qms.i18n import N_
from qms.importing.codes import Code
from qms.importing.meaning import Meaning
from qms.importing.meaning import error as _error
from qms.importing.meaning import warning as _warning
from qms.importing.planning_sentences import PLANNING

_SAVE_AS_XLSX: Final = N_("Please open it in the program that made it and save it as XLSX or as CSV in UTF-8.")
_SAVE_AS_UTF8: Final = N_("Please convert it to Unicode and save it as CSV in UTF-8.")
_TYPE_AGAIN: Final = N_("Please delete these characters or type the text again.")
_DAY_MONTH_YEAR: Final = N_("Please enter it again as day/month/year.")

FILES: Final[dict[Code, Meaning]] = {
    Code.EMPTY_FILE: _error(N_("The file is empty."), N_("Please choose the file again.")),
    Code.TOO_MANY_BYTES: _error(
        N_("The file has {size} bytes; {limit} are allowed."),
        N_("Please delete pictures and unused sheets, or split the file."),
    ),
    Code.XLS_FILE: _error(N_("The file is a workbook of Excel 97–2003 (XLS), which is not read."), _SAVE_AS_XLSX),
    Code.MACRO_WORKBOOK: _error(N_("The workbook holds macros (XLSM), which are not taken in."), _SAVE_AS_XLSX),
    Code.XLSB_FILE: _error(N_("The file is a binary workbook (XLSB), which is not read."), _SAVE_AS_XLSX),
    Code.ODS_FILE: _error(N_("The file is an OpenDocument spreadsheet (ODS), which is not read."), _SAVE_AS_XLSX),
    Code.PDF_FILE: _error(
        N_("The file is a PDF document; tables are not read from it."),
        N_("Please ask the sender for the spreadsheet from which it was made."),
    ),
    Code.IMAGE_FILE: _error(
        N_("The file is a picture; tables are not read from it."),
        N_("Please ask the sender for the spreadsheet from which it was made."),
    ),
    Code.HTML_FILE: _error(N_("The file is a web page (HTML), whatever its name says."), _SAVE_AS_XLSX),
    Code.XML_FILE: _error(N_("The file is XML, whatever its name says."), _SAVE_AS_XLSX),
    Code.DOCUMENT_FILE: _error(
        N_("The file is a text document or presentation, not a spreadsheet."),
        N_("Please copy the table into a spreadsheet and save it as XLSX."),
    ),
    Code.ARCHIVE_FILE: _error(
        N_("The file is an archive or a compressed file, not a spreadsheet."),
        N_("Please unpack it and upload the spreadsheet inside."),
    ),
    Code.ENCRYPTED_FILE: _error(
        N_("The file is protected by a password and cannot be opened."),
        N_("Please remove the password and save the file again."),
    ),
    Code.BINARY_FILE: _error(N_("The file is neither a workbook nor text."), _SAVE_AS_XLSX),
    Code.EXTENSION_DIFFERS: _warning(N_('The file is named "{value}" but is {format}; it was read as {format}.')),
}

TEXTS: Final[dict[Code, Meaning]] = {
    Code.UTF32_TEXT: _error(N_("The text is encoded in UTF-32, which is not read."), _SAVE_AS_UTF8),
    Code.UTF7_TEXT: _error(N_("The text is encoded in UTF-7, which is not read."), _SAVE_AS_UTF8),
    Code.TCVN3_TEXT: _error(
        N_('The text is written in the old TCVN3 (ABC) encoding, as in "{value}", which stands for "{meant}".'),
        N_("Please convert it to Unicode, for example with UniKey's conversion tool, and send it again."),
    ),
    Code.VNI_TEXT: _error(
        N_('The text is written in the old VNI encoding, as in "{value}", which stands for "{meant}".'),
        N_("Please convert it to Unicode, for example with UniKey's conversion tool, and send it again."),
    ),
    Code.TWICE_ENCODED_TEXT: _error(
        N_('The text was encoded in UTF-8 twice, as in "{value}", which stands for "{meant}".'),
        N_("Please export the file again from its source, choosing UTF-8 once."),
    ),
    Code.BROKEN_ENCODING: _error(
        N_("The text is UTF-8, but the bytes at this place are not; the file may be cut off or mixed from two."),
        _SAVE_AS_UTF8,
    ),
    Code.UNKNOWN_ENCODING: _error(
        N_("The encoding of the text was not recognised: it is not UTF-8, UTF-16 or Windows-1258."), _SAVE_AS_UTF8
    ),
    Code.UNKNOWN_DELIMITER: _error(
        N_('The columns are separated by "{value}".'),
        N_("Please separate them by commas, semicolons or tabs."),
    ),
    Code.BAD_QUOTING: _error(
        N_("A cell begins with a quotation mark that is not closed, or not followed by a separator."),
        N_("Please write a quotation mark inside a cell twice, and close every quoted cell."),
    ),
    Code.TEXT_HAS_NO_SHEETS: _warning(
        N_('The file is text and has no sheets; the sheet "{value}" was not looked for.')
    ),
}

WORKBOOKS: Final[dict[Code, Meaning]] = {
    Code.DAMAGED_WORKBOOK: _error(
        N_("The workbook is damaged: {detail}"), N_("Please open it in Excel, save it again and send it once more.")
    ),
    Code.UNPACKS_TOO_LARGE: _error(
        N_("The workbook unpacks to far more than its size lets expect; it was not opened."),
        N_("Please copy the table into a new workbook."),
    ),
    Code.TOO_MANY_PARTS: _error(
        N_("The workbook consists of {count} parts; {limit} are allowed."),
        N_("Please copy the table into a new workbook."),
    ),
    Code.ENTITY_DECLARATION: _error(
        N_("The workbook declares entities, which no spreadsheet program does; it was not read."),
        N_("Please copy the table into a new workbook."),
    ),
    Code.FAR_CELL: _error(
        N_("Cell {cell} is filled, far away from any table."),
        N_("Please delete what stands there, or copy the table into a new workbook."),
    ),
    Code.CELL_TOO_LONG: _error(
        N_("A cell holds more than {limit} characters."), N_("Please shorten it, or check the quotation marks.")
    ),
    Code.CHOOSE_SHEET: _error(
        N_("Several sheets could be meant: {sheets}."), N_("Please choose one of them by its name.")
    ),
    Code.NO_SUCH_SHEET: _error(
        N_('The workbook has no sheet "{value}". Its sheets: {sheets}.'), N_("Please choose one of them by its name.")
    ),
    Code.HIDDEN_ROWS: _warning(N_("Hidden rows were read like the others: {rows}.")),
    Code.HIDDEN_COLUMNS: _warning(N_("Hidden columns were read like the others: {columns}.")),
    Code.HIDDEN_SHEET: _warning(N_('The sheet "{value}" is hidden; it was read like any other.')),
    Code.MERGED_CELLS: _warning(
        N_("Merged cells: {ranges}. What they hold belongs to the first cell of each; the others are blank.")
    ),
    Code.TOO_MANY_COLUMNS: _error(
        N_("The table has more than {limit} filled columns."), N_("Please keep the columns of the template.")
    ),
    Code.TOO_MANY_ROWS: _error(N_("The table has more than {limit} rows."), N_("Please split the file.")),
    Code.READING_TIMED_OUT: _error(
        N_("Reading the file took longer than {seconds} seconds and was stopped."),
        N_("Please copy the table into a new workbook or save it as CSV."),
    ),
    Code.READING_OUT_OF_MEMORY: _error(
        N_("Reading the file needed more memory than is allowed and was stopped."),
        N_("Please copy the table into a new workbook or save it as CSV."),
    ),
    Code.READING_CRASHED: _error(
        N_("The file could not be read: the reader stopped without an answer."),
        N_("Please copy the table into a new workbook or save it as CSV."),
    ),
}

TABLES: Final[dict[Code, Meaning]] = {
    Code.NO_HEADER: _error(
        N_("No row with the template's column names was found."),
        N_("Please use the template, or say which column is which."),
    ),
    Code.NO_ROWS: _error(N_("There is no row of data below the header.")),
    Code.MISSING_COLUMN: _error(N_("This column is missing."), N_("Please add it, named as in the template.")),
    Code.MISSPELLED_COLUMN: _error(
        N_('There is no column "{value}" in the template; probably "{meant}" is meant.'),
        N_("Please correct the header."),
    ),
    Code.DUPLICATE_COLUMN: _error(
        N_("This column stands twice in the header: {places}."), N_("Please keep one of them.")
    ),
    Code.MIXED_COLUMNS: _error(
        N_("The header mixes columns of a status file ({status}) with those of a register file ({register})."),
        N_("Please send two files."),
    ),
    Code.UNKNOWN_COLUMN: _warning(N_('The template has no column "{value}"; it was not read.')),
    Code.BAD_MAPPING: _error(
        N_('The columns cannot be assigned in this way: "{value}".'),
        N_("Please assign each column of the template at most once, to a column that the file has."),
    ),
    Code.EXTRA_CELLS: _error(
        N_("This row has filled cells outside the header's columns: {cells}."),
        N_("Please delete them or give these columns a name."),
    ),
    Code.SHORT_ROW: _warning(N_("This row has {found} cells, the header {expected}; the missing ones count as blank.")),
}

CELLS: Final[dict[Code, Meaning]] = {
    Code.MISSING_VALUE: _error(N_("This cell is blank, but a value is required."), N_("Please fill it in.")),
    Code.MISSING_AGENCY: _error(
        N_("The row names no agency."), N_("Please give its code, or its name and the code of its parent.")
    ),
    Code.CANNOT_CLEAR: _error(
        N_('"-" clears a value, but this one cannot be cleared.'), N_("Please enter a value, or leave the cell blank.")
    ),
    Code.CELL_ERROR: _error(
        N_('The spreadsheet shows the error "{value}" here.'), N_("Please correct the formula or enter the value.")
    ),
    Code.FORMULA_NOT_SAVED: _error(
        N_("Cell {cell} holds a formula without a saved result."),
        N_("Please open the file in a spreadsheet program, let it compute and save it."),
    ),
    Code.FORMULA_VALUE: _warning(N_('This cell is a formula; its saved result "{value}" was taken.')),
    Code.UNKNOWN_WORD: _error(N_('"{value}" is none of the words allowed here: {allowed}.')),
    Code.FORMULA_PREFIX: _error(
        N_('"{value}" begins like a formula, which a name or a code may not.'), N_("Please delete the first character.")
    ),
    Code.CONTROL_CHARACTER: _error(N_('"{value}" holds a control character ({character}).'), _TYPE_AGAIN),
    Code.INVISIBLE_CHARACTER: _error(
        N_('"{value}" holds an invisible character or one that changes the direction of writing ({character}).'),
        _TYPE_AGAIN,
    ),
    Code.TOO_MANY_MARKS: _error(N_('"{value}" holds a letter with more than {limit} marks.'), _TYPE_AGAIN),
    Code.TEXT_TOO_LONG: _error(N_("The text has {length} characters; {limit} are allowed."), N_("Please shorten it.")),
    Code.BAD_DATE: _error(N_('"{value}" is not a valid date.'), _DAY_MONTH_YEAR),
    Code.MONTH_FIRST_DATE: _error(
        N_('"{value}" is not a valid date: the month seems to stand before the day.'), _DAY_MONTH_YEAR
    ),
    Code.NUMBER_FOR_DATE: _error(
        N_('"{value}" is a number, not a date.'), N_("Please format the cell as a date, or enter day/month/year.")
    ),
    Code.TIME_OF_DAY: _error(
        N_('"{value}" holds a time of day; only days are recorded.'), N_("Please enter the day alone.")
    ),
    Code.DATE_TOO_EARLY: _error(
        N_('"{value}" is before {earliest}, the first day that can be recorded here.'), N_("Please check the year.")
    ),
    Code.DATE_TOO_LATE: _error(
        N_('"{value}" is after {latest}, the last day that can be recorded here.'), N_("Please check the year.")
    ),
    Code.DECISION_DATES_DIFFER: _error(
        N_('The number of the decision says {one}, its date "{value}".'), N_("Please keep the right one.")
    ),
    Code.CLOSED_BEFORE_OPENED: _error(
        N_('"{value}" is before {opened}, the day from which the row holds.'), N_("Please check both days.")
    ),
    Code.BAD_COUNT: _error(
        N_('"{value}" is not a whole number.'), N_("Please enter digits only, for example 5564 or 5.564.")
    ),
    Code.COVERED_EXCEEDS_TOTAL: _error(
        N_("{value} procedures are covered, but there are only {total} in total."), N_("Please check both numbers.")
    ),
    Code.ONE_COUNT_ONLY: _warning(
        N_("Only one of the two numbers of procedures is given: the agency does not count as covered."),
        N_("Please give both, or neither."),
    ),
    Code.NO_PROCEDURES: _warning(N_("0 of 0 procedures: the agency counts as covered.")),
}

MEANINGS: Final[dict[Code, Meaning]] = FILES | TEXTS | WORKBOOKS | TABLES | CELLS | PLANNING
