"""What the codes of planning tell the analyst: which agency is meant, what contradicts what, what the register allows.

English here, Vietnamese in the catalogue, as in `sentences`.
"""

from typing import Final

from qms.i18n import N_
from qms.importing.codes import Code
from qms.importing.meaning import Meaning, error, warning

_CHECK_CODE_AND_NAME: Final = N_("Please check the code and the name.")
_CHECK_DATE: Final = N_("Please check the date and the agency.")
_CHECK_DAYS: Final = N_("Please check both days.")
_KEEP_ONE: Final = N_("Please keep the right one.")

MATCHING: Final[dict[Code, Meaning]] = {
    Code.UNKNOWN_CODE: error(N_('No agency has ever had the code "{value}".'), _CHECK_CODE_AND_NAME),
    Code.AMBIGUOUS_CODE: error(
        N_('On {day} several agencies have the code "{value}": {candidates}.'),
        N_("Please add the level or the name of the one that is meant."),
    ),
    Code.ZEROS_RESTORED: warning(
        N_('The code "{value}" has lost its leading zeros; the name confirms that {agency} is meant.')
    ),
    Code.ZEROS_LOST: error(
        N_(
            'No agency has the code "{value}" on {day}. If leading zeros were lost, it could be {agency}, '
            "but no name confirms it."
        ),
        _CHECK_CODE_AND_NAME,
    ),
    Code.NOT_YET_OPEN: error(N_("On {day} {agency} is not open yet: it opens on {opened}."), _CHECK_DATE),
    Code.NO_LONGER_OPEN: error(N_("On {day} {agency} is not open: it was closed on {closed}."), _CHECK_DATE),
    Code.SUCCEEDED: error(
        N_("On {day} {agency} is not open: it was closed on {closed}, and {heirs} came after it."),
        N_("Please report for the agency that is open on that day."),
    ),
    Code.OTHERWISE_CALLED: error(
        N_("On {day} this agency is called {agency}; the row's code or name is that of another time."), _CHECK_DATE
    ),
    Code.NAME_DISAGREES: error(
        N_('On {day} the code "{named}" belongs to {agency}, which is not called "{value}".'), _CHECK_CODE_AND_NAME
    ),
    Code.NAME_OF_ANOTHER: error(
        N_('On {day} the code "{named}" belongs to {agency}, but "{value}" is the name of {other}.'),
        _CHECK_CODE_AND_NAME,
    ),
    Code.NAME_WITHOUT_DIACRITICS: warning(
        N_('"{value}" agrees with {agency} only when diacritics are left aside; the code decided.')
    ),
    Code.UNKNOWN_NAME: error(
        N_('On {day} no agency under {parent} is called "{value}".'),
        N_("Please check the name, or give the agency's code."),
    ),
    Code.AMBIGUOUS_NAME: error(
        N_('On {day} several agencies are called "{value}": {candidates}.'), N_("Please give the agency's code.")
    ),
    Code.UNKNOWN_PARENT: error(
        N_('On {day} no agency that could be the parent has the code or the name "{value}".'),
        N_("Please give the parent's code."),
    ),
    Code.PARENT_DISAGREES: error(
        N_('On {day} {agency} belongs to {parent}, not to "{value}".'), N_("Please check the agency and its parent.")
    ),
    Code.HAS_NO_PARENT: error(
        N_('{agency} belongs to no other agency, but the row names "{value}".'), N_("Please leave this cell blank.")
    ),
    Code.LEVEL_DISAGREES: error(
        N_('On {day} {agency} is of the level "{level}", not "{said}".'), N_("Please check the agency and its level.")
    ),
    Code.SCOPE_DISAGREES: warning(
        N_('In the register {agency} is "{scope}" on {day}, not "{said}"; a status file does not change that.')
    ),
}

ROWS: Final[dict[Code, Meaning]] = {
    Code.SAME_AS_LINE: warning(N_("This row says the same as line {lines}; it counts once.")),
    Code.CONTRADICTS_LINE: error(N_("Another row says something else of {agency} on {day}: line {lines}."), _KEEP_ONE),
    Code.DEPENDS_ON_LINE: error(
        N_("This row rests on line {lines}, which is rejected."), N_("Please correct that line first.")
    ),
}

REGISTER: Final[dict[Code, Meaning]] = {
    Code.PARENT_NOT_OPEN: error(
        N_("{parent} is not open all the while from {day} on that {agency} is to belong to it."), _CHECK_DAYS
    ),
    Code.LEAVES_CHILDREN: error(
        N_("On {day} {agency} would end while these agencies still belong to it: {children}."),
        N_("Please close or move them on the same day or before."),
    ),
    Code.CIRCLE: error(N_("From {day} on {agency} would belong to itself."), N_("Please check the parents.")),
    Code.CODE_TAKEN: error(
        N_('From {day} on the code "{value}" belongs to {agency} of the same level.'),
        N_("Please check the code and the days, or close that agency first."),
    ),
    Code.EVENT_OUTSIDE_LIFE: error(
        N_("{agency} reported on {reported}, which would no longer lie within its life."),
        N_("Please correct or undo that report first."),
    ),
    Code.CHANGE_AFTER_CLOSING: error(
        N_("{agency} would end on {closed}, but something is recorded of it from {day} on."), _CHECK_DAYS
    ),
    Code.NAME_OF_SIBLING: error(
        N_('On {day} "{value}" is the name of {other}, which belongs to the same parent.'), _CHECK_CODE_AND_NAME
    ),
    Code.SCOPE_NEEDS_ACT: error(
        N_('The scope of {agency} changes from "{before}" to "{after}", which takes a legal act.'),
        N_("Please name it in the column for it."),
    ),
    Code.UNKNOWN_PREDECESSOR: error(
        N_('No agency with the code "{named}" began before {day}.'), N_("Please check the predecessors' codes.")
    ),
    Code.CONTINUED_NEEDS_ONE: error(
        N_("A body that continues has exactly one predecessor: itself, by its code of before."),
        N_("Please give one predecessor, or another kind of succession."),
    ),
    Code.CONTINUED_AFTER_GAP: error(
        N_("{agency} was closed on {closed}; it cannot continue on {day}."),
        N_("Please take that closing back, or choose another kind of succession."),
    ),
    Code.CONTINUED_LEVEL: error(
        N_('{agency} is of the level "{level}"; a body that continues keeps its level.'),
        N_("Please choose another kind of succession."),
    ),
    Code.MERGED_IS_NEW: error(
        N_("{agency} was there before {day}; what bodies merge into is a new one."),
        N_('Please enter "absorbed", or close the body of before.'),
    ),
    Code.ABSORBED_IS_OLD: error(
        N_("No agency with this code was there before {day} to absorb others."),
        N_('Please enter "merged", or check the code.'),
    ),
    Code.SUCCESSION_CONTRADICTS: error(
        N_("The lives of {predecessor} and {successor} contradict their succession on {day}."), _CHECK_DAYS
    ),
    Code.CLOSES_PREDECESSOR: warning(N_("With this row {agency} ends on {day}.")),
    Code.CLOSED_AND_OPENED: error(
        N_('Line {lines} closes the code "{value}" on {day}, and this row opens it again on the same day.'),
        N_("Please say in the column for the succession what became of the body."),
    ),
    Code.OPENED_AND_CLOSED: error(
        N_('This row closes the code "{value}" on {day}, and line {lines} opens it again on the same day.'),
        N_("Please say there, in the column for the succession, what became of the body."),
    ),
    Code.REOPENED_LATER: error(
        N_("{agency} was closed on {closed}; taking that back lets it be open from that day on, not from {day}."),
        N_("Please enter a day up to the closing, or leave the cell blank for a new body."),
    ),
    Code.LATER_CHANGE: warning(N_("What is recorded of {agency} from {later} on stays: this row holds until then.")),
    Code.UNKNOWN_LOCALITY: error(
        N_('On {day} no province has the code or the name "{value}".'), N_("Please give the province's code.")
    ),
}

PLANNING: Final = MATCHING | ROWS | REGISTER
