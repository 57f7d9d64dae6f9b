"""Taking care of the book: the look before it opens, copies by hand and by themselves, and the ways back."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.clock import Clock, utc_stamp
from tui.domain.dates.spans import day_words
from tui.domain.errors import CannotOpen, Damaged, FoundWhole, RapportError
from tui.services.care.trouble import (
    Trouble,
    fewer,
    looked_into,
    missing,
    not_looked_into,
    refused,
    suspected,
)
from tui.store.book import Book
from tui.store.file.files import write_whole
from tui.store.file.guarding import UNTOUCHED, real_place
from tui.store.file.run_marks import Mark, Marks
from tui.store.inspection.inspecting import inspect_book, people_in

if TYPE_CHECKING:
    from tui.domain.keeping.clock_doubt import ClockDoubt
    from tui.store.copies.backup import Copy
    from tui.store.mending.checking import CheckReport
    from tui.store.mending.salvage import Salvaged

__all__ = ["Care", "CheckReport", "Copy", "Salvaged", "SetAside", "counted", "salvaged_words"]

CHECK_AFTER = timedelta(hours=24)
"""So long after a look at every page the next start takes another."""
CHECKED_AT_ONCE = 20_000_000
"""Up to so many bytes the look comes before the first frame (a fifth of a second); else beside the app."""
CHECKED_AFTER_A_CUT = 200_000_000
"""The same when the last run was cut off: then the wait is worth more."""
TRIPWIRE = 0.8
"""With fewer than this part of the last run's people, the app asks before it opens."""
TOO_FEW_TO_TELL = 10


class Restored(Struct, frozen=True):
    """What came back, and where the book as it was is kept."""

    copy: Copy
    aside: Path | None


class SetAside(Struct, frozen=True):
    """What was moved out of the book, and where it is."""

    path: Path
    """The file beside the book."""
    copy: Path
    """The book as it was."""
    what: tuple[str, ...]
    report: CheckReport


class Care:
    """The care of one book; it opens the book itself, for what may be wrong with it."""

    def __init__(self, path: Path, clock: Clock, marks: Marks) -> None:
        self.path = path
        self._clock = clock
        self._marks = marks
        self.clock_doubt: ClockDoubt | None = None
        """Why the clock may be wrong, as far as it was asked."""
        self.no_copy = ""
        """Why the copy that was due could not be made; empty where it could, or will be when the book is free."""
        self.half_made = 0
        """How many copies that a program left half made when it was ended were taken away."""

    def look(self) -> Trouble | None:
        """Look at the book before the app opens it, and write down that it is open; None when all is well.

        Raises CannotOpen, MadeByNewer or BookBusy, which no backup can help.
        """
        mark = self._marks.of(self.path)
        try:
            conn = inspect_book(self.path, self._marks)
            if conn is None:
                self._marks.keep(self.path, Mark(process=os.getpid()))
                return None
            with closing(conn):
                people = people_in(conn, self.path)
            mark = self._checked(mark)
        except (Damaged, FoundWhole) as error:
            return self._refused(error, is_gone=mark.people > 0 and not os.path.exists(self.path))
        if mark.people >= TOO_FEW_TO_TELL and people < TRIPWIRE * mark.people:
            return fewer(self.path, mark.people, people)
        self._marks.keep(self.path, replace(mark, people=people, process=os.getpid()))
        return None

    def _refused(self, error: RapportError, *, is_gone: bool) -> Trouble:
        """Return the trouble for a book that does not open; what is there is looked at page by page."""
        looked = f"{self.path}, {self._when()}."
        if is_gone:
            return missing(error, looked, "There is no file.", may_open=True)
        if not os.path.exists(self.path) or not self.path.stat().st_size:
            return missing(error, looked, "There is nothing in it.", may_open=False)
        return refused(error, UNTOUCHED)

    def look_closer(self, trouble: Trouble) -> Trouble:
        """Look at every page, over a connection of its own, and give the trouble as it then stands."""
        from tui.store.inspection.sentences import looked_at

        try:
            look = looked_at(self.path)
        except RapportError as error:
            return not_looked_into(trouble, error)
        looked = f"{self.path} ({look.size / 1000:,.0f} kB), page by page, {self._when()}."
        return looked_into(trouble, self.path, looked, look.found, is_whole=look.is_whole)

    def before_change(self) -> None:
        """Look at every page when that is due, before a line from the shell changes anything.

        Raises what opening the book raises, Damaged among it.
        """
        mark = self._marks.of(self.path)
        if not self._should_check(mark):
            return
        conn = inspect_book(self.path, self._marks)
        if conn is None:
            return
        conn.close()
        checked = self._checked(mark)
        if checked != mark:
            self._marks.keep(self.path, replace(checked, process=0 if mark.was_cut_off else mark.process))

    def note_first_people(self) -> None:
        """Write down that there are people in the book where that was not known: a book that goes is missed."""
        mark = self._marks.of(self.path)
        if mark.people:
            return
        with suppress(RapportError):
            conn = inspect_book(self.path)
            if conn is None:
                return
            with closing(conn):
                self._marks.keep(self.path, replace(mark, people=people_in(conn, self.path)))

    def _checked(self, mark: Mark) -> Mark:
        """Look at every page when that is due and soon done; give the mark that follows, or raise Damaged."""
        most = CHECKED_AFTER_A_CUT if mark.was_cut_off else CHECKED_AT_ONCE
        if not self._should_check(mark) or self.path.stat().st_size > most:
            return mark
        self._look_through()
        return replace(mark, checked_at=self._now())

    def _look_through(self) -> None:
        """Look at every page; raises Damaged, or why that cannot be done now."""
        from tui.store.inspection.sentences import damaged, looked_at

        look = looked_at(self.path)
        if not look.is_whole:
            raise damaged(self.path, look, UNTOUCHED)

    def trouble_in(self, error: BaseException) -> Trouble | None:
        """Return the trouble an error of the open app may tell of, or None when it tells of something else.

        What SQLite stumbled over is a suspicion, to be looked into; what it says nothing clear of is looked
        into at once, for most of it is no trouble of the book.
        """
        from tui.store.file.diagnosis import Cause, cause_of, origin_of

        origin = origin_of(error)
        if isinstance(origin, Damaged | FoundWhole):
            return suspected(origin.message)
        cause = cause_of(origin)
        if cause is Cause.SUSPECT:
            return suspected(f"SQLite said: {origin}. {UNTOUCHED}")
        if cause is Cause.UNCLEAR:
            trouble = self.look_closer(suspected(""))
            return None if trouble.may_open else trouble
        return None

    def cannot_read(self, error: BaseException | None) -> str:
        """Say what of the book cannot be read, where an error may come from that; empty where all can be."""
        if error is None or isinstance(error, RapportError | OSError):
            return ""
        from tui.store.inspection.veil import trouble_in_rows

        return str(trouble_in_rows(self.path) or "")

    def fault_in(self, error: BaseException) -> RapportError | None:
        """Return the sentence for an error that is the book's and not the program's, or None."""
        from tui.store.file.diagnosis import origin_of
        from tui.store.inspection.sentences import sentence_for

        return sentence_for(origin_of(error), self.path, UNTOUCHED)

    def open_anyway(self, trouble: Trouble) -> None:
        """Take the book as it is now for what it should be, where people or the file are missing."""
        if trouble.is_fewer or trouble.is_gone:
            self._marks.forget(self.path)

    def left_in_order(self, *, is_same: bool = True) -> None:
        """Write down that the app was left as it should be, and with how many people.

        Where the book is gone, or is not the one it was (``is_same``), it is missed at the next start.
        """
        with suppress(RapportError):
            conn = inspect_book(self.path) if is_same else None
            if conn is None:
                mark = self._marks.of(self.path)
                self._marks.keep(self.path, replace(mark, people=max(1, mark.people), process=0))
                return
            with closing(conn):
                people = people_in(conn, self.path)
                self._marks.keep(self.path, replace(self._marks.of(self.path), people=people, process=0))

    def keep_house(self) -> Trouble | None:
        """Do what needs doing now and then, beside the app: look through a large book, prune, copy.

        Gives trouble when the book turns out to be damaged; what else does not work is left for next time.
        """
        mark = self._marks.of(self.path)
        if self._should_check(mark) and os.path.exists(self.path):
            from tui.store.inspection.sentences import looked_at

            with suppress(RapportError):
                look = looked_at(self.path)
                if not look.is_whole:
                    return suspected(f"The look at every page after the start found faults. {UNTOUCHED}")
                self._marks.keep(self.path, replace(self._marks.of(self.path), checked_at=self._now()))
        with suppress(RapportError, OSError), closing(Book.open(self.path, self._clock, make=False)) as book:
            if not book.only_read and people_in(book.conn, self.path):
                from tui.services.care.clock import ClockCare

                self.clock_doubt = ClockCare(book).look()
                is_sure = self.clock_doubt is None
                if is_sure:
                    book.prune_journal()
                from tui.store.copies.backup import folder_of
                from tui.store.file.parts import clear_parts

                self.half_made = len(clear_parts((real_place(self.path).parent, folder_of(self.path))))
                self._copy_by_itself(book, may_let_go=is_sure)
        return None

    def _copy_by_itself(self, book: Book, *, may_let_go: bool) -> None:
        """Make the copy that is due; that none can be made is kept to be said."""
        from tui.store.copies.backup import back_up_by_itself
        from tui.store.file.diagnosis import is_held, origin_of

        self.no_copy = ""
        try:
            back_up_by_itself(self.path, book.conn, self._clock.now(), may_let_go=may_let_go)
        except RapportError as error:
            if not is_held(origin_of(error)):
                self.no_copy = f"No copy of the book could be made. {error}"
        except OSError as error:
            self.no_copy = f"No copy of the book could be made. {error.filename}: {error.strerror}."

    def back_up(self, target: Path | None = None) -> Path:
        """Write a verified copy of the book; without a path, among its backups under its name and the hour."""
        from tui.store.copies.backup import back_up, folder_of, free_name

        with closing(Book.open(self.path, self._clock, make=False)) as book:
            stamp = self._clock.now().strftime("%Y%m%dT%H%M%S")
            usual = folder_of(self.path) / f"{real_place(self.path).stem}-{stamp}.db"
            place = target or free_name(usual)
            back_up(book.conn, place)
        return place

    def newest_good(self) -> Copy | None:
        """Return the newest backup that is whole."""
        from tui.store.copies.backup import newest_good

        return newest_good(self.path, self._clock.now())

    def words_for(self, copy: Copy) -> str:
        """Say when a copy was made, on the person's own clock, and what is in it."""
        made = copy.made_at.astimezone(self._clock.now().tzinfo)
        day = day_words(made.date(), self._clock.now().date())
        return f"{day}, {made:%H:%M} · {counted(copy.people, copy.interactions)}"

    def restore(self, backup: Path) -> Restored:
        """Put a backup in the place of the book, which is kept beside it; raises RapportError."""
        from tui.store.copies.replacing import restore

        copy, aside = restore(self.path, backup, self._clock.now())
        self._marks.keep(self.path, Mark(people=copy.people, checked_at=self._now()))
        return Restored(copy, aside)

    def check(self, *, mending: bool = False) -> tuple[CheckReport, Path | None]:
        """Look through all of the book; with ``mending``, compute again what does not follow from the records.

        Gives also the copy that was made before anything was mended. Raises RapportError.
        """
        from tui.store.mending.checking import check, mend

        with closing(Book.open(self.path, self._clock, marks=self._marks, make=False)) as book:
            report = check(book.conn)
            stands = not report.faults or report.is_damaged or report.is_unreadable
            if not mending or stands or book.only_read:
                return report, None
            kept = self._copy_of(book)
            mend(book.conn)
            return check(book.conn), kept

    def set_aside(self) -> SetAside | None:
        """Move what cannot be read out of the book, into a file beside it; None where all can be read.

        A checked copy of the book is made before. Raises RapportError; then nothing was moved.
        """
        from tui.store.mending.setting_aside import Aside, as_json, set_aside

        place = real_place(self.path)
        target = place.with_name(f"{place.stem}-set-aside-{self._stamp()}.json")
        with closing(Book.open(self.path, self._clock, marks=self._marks, make=False)) as book:
            if book.only_read:
                raise CannotOpen("The book may only be read here.", book.only_read)
            from tui.store.mending.checking import check

            if not check(book.conn).is_unreadable:
                return None
            kept = self._copy_of(book)

            def keep(moved: list[Aside]) -> None:
                write_whole(target, as_json(moved, str(self.path), book.now_utc()).encode())

            try:
                moved = set_aside(book.conn, book.now_utc(), keep)
            except BaseException:
                target.unlink(missing_ok=True)
                raise
            return SetAside(target, kept, tuple(str(each) for each in moved), check(book.conn))

    def _copy_of(self, book: Book) -> Path:
        """Make a checked copy of the book as it is, among its backups."""
        from tui.store.copies.backup import back_up, folder_of, free_name

        kept = free_name(folder_of(self.path) / f"{real_place(self.path).stem}-{self._stamp()}.db")
        back_up(book.conn, kept)
        return kept

    def recover(self, damaged: Path, target: Path) -> Salvaged:
        """Bring what can be read of a damaged file into a new book; raises RapportError."""
        from tui.store.mending.salvage import salvage

        return salvage(damaged, target, self._now())

    def export_readable(self) -> Salvaged:
        """Bring what can be read of this book into a new one beside it."""
        from tui.store.mending.salvage import salvage

        place = real_place(self.path)
        stamp = self._stamp()
        return salvage(place, place.with_name(f"{place.stem}-readable-{stamp}.db"), self._now())

    def _should_check(self, mark: Mark) -> bool:
        """Whether the last run was cut off, or the last look at every page is too long ago."""
        try:
            checked_at = datetime.fromisoformat(mark.checked_at)
            age = self._clock.now() - checked_at
        except (ValueError, TypeError):
            return True
        return mark.was_cut_off or not timedelta(0) <= age < CHECK_AFTER

    def _when(self) -> str:
        """Say this moment on the person's own clock."""
        now = self._clock.now()
        return f"{day_words(now.date(), now.date())} at {now:%H:%M}"

    def _now(self) -> str:
        return self._clock.now().astimezone(UTC).isoformat(timespec="seconds")

    def _stamp(self) -> str:
        return utc_stamp(self._clock.now())


def salvaged_words(saved: Salvaged) -> str:
    """Say what could be read of a damaged book."""
    words = f"{counted(saved.people, saved.interactions)} could be read."
    if saved.stand_ins:
        words += f" Of {saved.stand_ins} of the people only the number is left."
    if saved.left_out:
        words += f" {saved.left_out} rows made no sense any more."
    return words


def counted(people: int, talks: int) -> str:
    """Say how many people and interactions there are."""
    return (
        f"{people:,} {'person' if people == 1 else 'people'},"
        f" {talks:,} {'interaction' if talks == 1 else 'interactions'}"
    )
