"""The codes of everything that can be wrong, or worth a word, in a file. What each one means stands in `sentences`."""

from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem keeps its row (or the whole file) out."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """A problem's stable name: files, scripts and documents may rely on it."""

    # The file is something else than a table, or too much of one.
    EMPTY_FILE = "empty_file"
    TOO_MANY_BYTES = "too_many_bytes"
    XLS_FILE = "xls_file"
    MACRO_WORKBOOK = "macro_workbook"
    XLSB_FILE = "xlsb_file"
    ODS_FILE = "ods_file"
    PDF_FILE = "pdf_file"
    IMAGE_FILE = "image_file"
    HTML_FILE = "html_file"
    XML_FILE = "xml_file"
    DOCUMENT_FILE = "document_file"
    ARCHIVE_FILE = "archive_file"
    ENCRYPTED_FILE = "encrypted_file"
    BINARY_FILE = "binary_file"
    EXTENSION_DIFFERS = "extension_differs"

    # Text and its encoding.
    UTF32_TEXT = "utf32_text"
    UTF7_TEXT = "utf7_text"
    TCVN3_TEXT = "tcvn3_text"
    VNI_TEXT = "vni_text"
    TWICE_ENCODED_TEXT = "twice_encoded_text"
    BROKEN_ENCODING = "broken_encoding"
    UNKNOWN_ENCODING = "unknown_encoding"
    UNKNOWN_DELIMITER = "unknown_delimiter"
    BAD_QUOTING = "bad_quoting"
    TEXT_HAS_NO_SHEETS = "text_has_no_sheets"

    # Workbooks.
    DAMAGED_WORKBOOK = "damaged_workbook"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_PARTS = "too_many_parts"
    ENTITY_DECLARATION = "entity_declaration"
    FAR_CELL = "far_cell"
    CELL_TOO_LONG = "cell_too_long"
    CHOOSE_SHEET = "choose_sheet"
    NO_SUCH_SHEET = "no_such_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    HIDDEN_SHEET = "hidden_sheet"
    MERGED_CELLS = "merged_cells"

    # Reading went on for too long.
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    READING_TIMED_OUT = "reading_timed_out"
    READING_OUT_OF_MEMORY = "reading_out_of_memory"
    READING_CRASHED = "reading_crashed"

    # The header and the shape of the table.
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    MISSING_COLUMN = "missing_column"
    MISSPELLED_COLUMN = "misspelled_column"
    DUPLICATE_COLUMN = "duplicate_column"
    MIXED_COLUMNS = "mixed_columns"
    UNKNOWN_COLUMN = "unknown_column"
    BAD_MAPPING = "bad_mapping"
    EXTRA_CELLS = "extra_cells"
    SHORT_ROW = "short_row"

    # Cells of any column.
    MISSING_VALUE = "missing_value"
    MISSING_AGENCY = "missing_agency"
    CANNOT_CLEAR = "cannot_clear"
    CELL_ERROR = "cell_error"
    FORMULA_NOT_SAVED = "formula_not_saved"
    FORMULA_VALUE = "formula_value"
    UNKNOWN_WORD = "unknown_word"

    # Texts.
    FORMULA_PREFIX = "formula_prefix"
    CONTROL_CHARACTER = "control_character"
    INVISIBLE_CHARACTER = "invisible_character"
    TOO_MANY_MARKS = "too_many_marks"
    TEXT_TOO_LONG = "text_too_long"

    # Dates.
    BAD_DATE = "bad_date"
    MONTH_FIRST_DATE = "month_first_date"
    NUMBER_FOR_DATE = "number_for_date"
    TIME_OF_DAY = "time_of_day"
    DATE_TOO_EARLY = "date_too_early"
    DATE_TOO_LATE = "date_too_late"
    DECISION_DATES_DIFFER = "decision_dates_differ"
    CLOSED_BEFORE_OPENED = "closed_before_opened"

    # Counts.
    BAD_COUNT = "bad_count"
    COVERED_EXCEEDS_TOTAL = "covered_exceeds_total"
    ONE_COUNT_ONLY = "one_count_only"
    NO_PROCEDURES = "no_procedures"

    # Which agency a row means.
    UNKNOWN_CODE = "unknown_code"
    AMBIGUOUS_CODE = "ambiguous_code"
    ZEROS_RESTORED = "zeros_restored"
    ZEROS_LOST = "zeros_lost"
    NOT_YET_OPEN = "not_yet_open"
    NO_LONGER_OPEN = "no_longer_open"
    SUCCEEDED = "succeeded"
    OTHERWISE_CALLED = "otherwise_called"
    NAME_DISAGREES = "name_disagrees"
    NAME_OF_ANOTHER = "name_of_another"
    NAME_WITHOUT_DIACRITICS = "name_without_diacritics"
    UNKNOWN_NAME = "unknown_name"
    AMBIGUOUS_NAME = "ambiguous_name"
    UNKNOWN_PARENT = "unknown_parent"
    PARENT_DISAGREES = "parent_disagrees"
    HAS_NO_PARENT = "has_no_parent"
    LEVEL_DISAGREES = "level_disagrees"
    SCOPE_DISAGREES = "scope_disagrees"

    # Rows of one file that touch each other.
    SAME_AS_LINE = "same_as_line"
    CONTRADICTS_LINE = "contradicts_line"
    DEPENDS_ON_LINE = "depends_on_line"

    # What the register allows.
    PARENT_NOT_OPEN = "parent_not_open"
    LEAVES_CHILDREN = "leaves_children"
    CIRCLE = "circle"
    CODE_TAKEN = "code_taken"
    EVENT_OUTSIDE_LIFE = "event_outside_life"
    CHANGE_AFTER_CLOSING = "change_after_closing"
    NAME_OF_SIBLING = "name_of_sibling"
    SCOPE_NEEDS_ACT = "scope_needs_act"
    UNKNOWN_PREDECESSOR = "unknown_predecessor"
    CONTINUED_NEEDS_ONE = "continued_needs_one"
    CONTINUED_AFTER_GAP = "continued_after_gap"
    CONTINUED_LEVEL = "continued_level"
    MERGED_IS_NEW = "merged_is_new"
    ABSORBED_IS_OLD = "absorbed_is_old"
    SUCCESSION_CONTRADICTS = "succession_contradicts"
    CLOSES_PREDECESSOR = "closes_predecessor"
    CLOSED_AND_OPENED = "closed_and_opened"
    OPENED_AND_CLOSED = "opened_and_closed"
    REOPENED_LATER = "reopened_later"
    LATER_CHANGE = "later_change"
    UNKNOWN_LOCALITY = "unknown_locality"
