import pytest

from pathfinder.ui.csv_file import csv_file

pytestmark = pytest.mark.pure


def test_a_spreadsheet_reads_the_file_as_it_is_and_runs_nothing_of_it() -> None:
    answer = csv_file("numbers.csv", [("name", "phone"), ("Ghent, café", "+32 9 555 01 00"), ("=1+1", "")])

    assert answer.content.decode() == '\ufeffname,phone\r\n"Ghent, café",+32 9 555 01 00\r\n\'=1+1,\r\n'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="numbers.csv"'
