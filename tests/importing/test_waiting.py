"""Files between upload and recording: found again by their token and their owner, within bounds, for a while."""

from datetime import date

from qms.importing.waiting import Receipt, Waiting, WaitingFiles

TODAY = date(2026, 10, 1)


class Clock:
    """A clock that stands until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def kept(files: WaitingFiles, *some: Waiting) -> list[bool]:
    return [files.find(one.token, one.who) is not None for one in some]


def test_a_file_is_found_by_its_token_and_by_nobody_else() -> None:
    files = WaitingFiles()
    one = files.keep("a.csv", b"a", "An")
    assert files.find(one.token, "An") is one
    assert files.find(one.token, "Bình") is None
    assert files.find(one.token[:-1], "An") is None


def test_tokens_cannot_be_guessed() -> None:
    files = WaitingFiles(files=100)
    tokens = {files.keep("a.csv", b"a", "An").token for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32


def test_a_file_waits_for_a_while_after_it_was_last_looked_at() -> None:
    clock = Clock()
    files = WaitingFiles(clock=clock, seconds=10)
    one = files.keep("a.csv", b"a", "An")
    clock.now = 9
    assert kept(files, one) == [True]
    clock.now = 19
    assert kept(files, one) == [True]
    clock.now = 29.5
    assert (kept(files, one), len(files)) == ([False], 0)


def test_the_one_that_nobody_looked_at_for_longest_makes_room() -> None:
    files = WaitingFiles(files=2)
    first, second = files.keep("a.csv", b"a", "An"), files.keep("b.csv", b"b", "An")
    files.find(first.token, "An")
    third = files.keep("c.csv", b"c", "An")
    assert kept(files, first, second, third) == [True, False, True]


def test_bytes_are_bounded_but_the_newest_file_is_always_kept() -> None:
    files = WaitingFiles(bytes_=10)
    first, second = files.keep("a.csv", b"a" * 6, "An"), files.keep("b.csv", b"b" * 6, "An")
    large = files.keep("c.csv", b"c" * 60, "An")
    assert kept(files, first, second, large) == [False, False, True]


def test_what_was_recorded_lets_the_file_go_and_keeps_the_receipt() -> None:
    files = WaitingFiles()
    one = files.keep("a.csv", b"a" * 6, "An")
    one.trouble = "gone wrong once"
    one.record(Receipt(5, None, {"new": 1}, (), b"abc", None))
    assert one.planned is None
    assert (one.content, one.bytes) == (b"", 3)
    assert (one.trouble or "") == ""


def test_a_plan_hangs_on_day_sheet_mapping_and_header_and_on_no_other_choice() -> None:
    one = WaitingFiles().keep("a.csv", b"a", "An")
    before = one.layout(TODAY)
    one.choose(note="x", accept_valid=True, reporter="province:01", period="2026")
    assert one.layout(TODAY) == before
    for change in ({"sheet": "B"}, {"mapping": {0: "status"}}, {"header_line": 2}):
        held = one.layout(TODAY)
        one.choose(**change)
        assert one.layout(TODAY) != held
    assert one.layout(date(2026, 10, 2)) != one.layout(TODAY)


def test_a_file_let_go_is_gone() -> None:
    files = WaitingFiles()
    one = files.keep("a.csv", b"a", "An")
    files.drop(one.token)
    files.drop(one.token)
    assert kept(files, one) == [False]
