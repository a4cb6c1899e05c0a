"""Draws the files in data/examples anew: `python -m tests.importing.example_files`."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

EXAMPLES: Final = Path(__file__).parents[2] / "data" / "examples"
MINISTRY: Final = "bo-khcn-quy-4-2026.csv"
PROVINCE: Final = "tinh-cao-bang-quy-4-2026.xlsx"
MISTAKES: Final = "muoi-hai-loai-loi.csv"

TIDY: Final = """\
Mã cơ quan,Tên cơ quan,Cấp,Đối tượng,Mã cơ quan chủ quản,Tình trạng,Ngày hiệu lực,Tổng số TTHC,Số TTHC áp dụng,\
Phiên bản,"Số, ký hiệu",Ngày ban hành,Mức xác nhận,Nguồn,Ghi chú
BKHCN-01,Cục số 82 (đơn vị mô phỏng),đơn vị thuộc bộ,bắt buộc,BKHCN,đã công bố lại,12/10/2026,52,52,\
ISO 9001:2015,1101/QĐ-C82,12/10/2026,tự công bố,Báo cáo 2210/BC-BKHCN,Bổ sung 2 TTHC mới
BKHCN-02,Cục số 83 (đơn vị mô phỏng),đơn vị thuộc bộ,bắt buộc,BKHCN,đang áp dụng,05/10/2026,27,0,\
ISO 9001:2015,,,,Báo cáo 2210/BC-BKHCN,
BKHCN-06,Tổng cục số 87 (đơn vị mô phỏng),đơn vị thuộc bộ,bắt buộc,BKHCN,đang xây dựng,01/10/2026,,,\
,,,,Báo cáo 2210/BC-BKHCN,Đã ký hợp đồng tư vấn
BKHCN-09,Trung tâm số 24 (đơn vị mô phỏng),đơn vị thuộc bộ,khuyến khích,BKHCN,tạm dừng,08/10/2026,,,\
,,,,Báo cáo 2210/BC-BKHCN,Sắp xếp lại tổ chức
BTTTT-02,Cục số 64 (đơn vị mô phỏng),đơn vị thuộc bộ,bắt buộc,BKHCN,đã công bố,15/10/2026,61,61,\
2015,88/QĐ-C64,15/10/2026,đã kiểm tra,Báo cáo 2210/BC-BKHCN,
BTTTT-04,Trung tâm số 40 (đơn vị mô phỏng),đơn vị thuộc bộ,khuyến khích,BKHCN,đã công bố,16/10/2026,1.204,1.204,\
TCVN ISO 9001:2015,17/QĐ-TT40 ngày 16/10/2026,,được chứng nhận,Báo cáo 2210/BC-BKHCN,
"""

MESSY_HEADER: Final = (
    "STT", "Mã cơ quan", "Tên cơ\nquan (*)", "Tình trạng (*)", "NGÀY HIỆU LỰC", "Tổng số TTHC", "Số TTHC đã áp dụng",
    "Tiêu chuẩn", "Số quyết định", "Điện thoại", "Ghi chú",
)  # fmt: skip
"""The fifth column holds days of October 2026."""
DEPARTMENTS: Final = (
    (1, "04-SNV", "Sở Nội vụ", "Đã công bố lại", 6, 44, 44, 2015, "215/QĐ-SNV ngày 06/10/2026", "", ""),
    (2, "04-SYT", "Sở Y tế", "Đã công bố lại", 9, 150, 150, 2015, "330/QĐ-SYT ngày 9/10/2026", "", ""),
    (3, "04-TTT", "Thanh tra tỉnh", "Đang áp dụng", 2, 46, 40, 2015, "", "", "Chờ công bố lại"),
)
COMMUNES: Final = (
    (1, 1273, "UBND phường Thục Phán", "đang áp dụng", 5, 178, 150, 2015, "", "0900000001", ""),
    (2, 1279, "Phường Nùng Trí Cao", "Đã công bố", 12, 181, 181, 2015, "61/QĐ-UBND ngày 12/10/2026", "", ""),
    (1, 1290, "Xã Bảo Lâm", "đang xây dựng", 1, None, None, None, "", "", ""),
    (2, 1501, "Xã Đàm Thuỷ", "Đã công bố", 20, 91, 91, 2015, "45/QĐ-UBND ngày 20/10/2026", "", ""),
    (3, 1654, "Ủy ban nhân dân xã Hoà An", "Đã công bố lại", 15, 93, 93, 2015, "70/QĐ-UBND ngày 15/10/2026", "", ""),
    (4, 1747, "xã  Minh Tâm", "Đã huỷ", 8, None, None, None, "", "", "Công bố sai thẩm quyền"),
)
DAY_COLUMN: Final = 4

MISTAKEN: Final = (
    "agency_code;agency_name;parent_code;status;effective_date;procedures_total;procedures_covered;note\n"
    "01288;Phường Tân Giang;04;đã công bố lại;12/10/2026;183;183;dòng đúng\n"
    "01294;Xã Lý Bôn;04;đã công bố lại;30/02/2026;130;130;ngày không có trong lịch\n"
    "01304;Xã Quảng Lâm;04;đã công bố lại;10/25/2026;102;102;tháng đứng trước ngày\n"
    "01318;Xã Yên Thổ;04;đang áp dụng;12/10/2062;;;ngày chưa tới\n"
    "01324;Xã Cốc Pàng;04;hoàn thành;12/10/2026;;;tình trạng không có trong danh mục\n"
    "01327;Xã Cô Ba;04;đã công bố lại;12/10/2026;193,5;193;số TTHC không nguyên\n"
    "01336;Xã Khánh Xuân;04;đã công bố;12/10/2026;90;95;áp dụng nhiều hơn tổng số\n"
    "01339;Xã Xuân Trường;04;;12/10/2026;;;thiếu tình trạng\n"
    ";Xã Hưng Đạo;;đang áp dụng;12/10/2026;;;thiếu mã, thiếu cơ quan chủ quản\n"
    "01354;=Xã Huy Giáp;04;đã công bố lại;12/10/2026;105;105;tên bắt đầu như công thức\n"
    "99999;Xã Không Có;04;đang áp dụng;12/10/2026;;;mã chưa từng có\n"
    "01363;Xã Cần Yên;04;đã công bố lại;12/10/2026;156;156;mã của xã khác\n"
    "01387;Xã Thanh Long;04;đã công bố lại;12/10/2026;113;113;mâu thuẫn với dòng dưới\n"
    "01387;Xã Thanh Long;04;đang áp dụng;12/10/2026;113;100;mâu thuẫn với dòng trên\n"
    "01392;Xã Trường Hà;04;đang áp dụng;12/10/2026;142;142;dòng đúng\n"
)


def ministry() -> bytes:
    """A ministry's tidy CSV, as its own system exports it."""
    return TIDY.encode("utf-8-sig")


def mistakes() -> bytes:
    """A CSV with twelve kinds of mistakes."""
    return MISTAKEN.encode()


def province() -> bytes:
    """A province's messy workbook: titles, merged cells, section lines, subtotals by formula, lost zeros."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"created": datetime(2026, 10, 26, tzinfo=UTC), "author": "mô phỏng"})
    page = book.add_worksheet("Biểu 01")
    _draw_province(book, page)
    notes = book.add_worksheet("Hướng dẫn")
    notes.write(0, 0, "Gửi về Sở Khoa học và Công nghệ trước ngày 30/10/2026.")
    book.close()
    return out.getvalue()


def _draw_province(book: Any, page: Any) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    page.merge_range("A1:D1", "UBND TỈNH CAO BẰNG", bold)
    page.merge_range("A2:K2", "BÁO CÁO TÌNH HÌNH ÁP DỤNG HTQLCL QUÝ IV NĂM 2026 (số liệu mô phỏng)", bold)
    page.write("A3", "(Kèm theo Công văn số 1234/UBND-VX)")
    page.write_row(4, 0, MESSY_HEADER, bold)
    page.write_row(5, 0, [f"({number})" for number in range(1, len(MESSY_HEADER) + 1)])
    at = _section(page, 6, "I. Sở, ban, ngành", DEPARTMENTS, day)
    at = _section(page, at, "II. UBND cấp xã", COMMUNES, day)
    total = sum(row[5] or 0 for row in (*DEPARTMENTS, *COMMUNES))
    page.write(at, 0, "TỔNG CỘNG", bold)
    page.write_formula(at, 5, "=F11+F19", bold, total)
    page.write(at + 2, 8, "Cao Bằng, ngày 26 tháng 10 năm 2026")
    page.write(at + 3, 0, "Người lập biểu", bold)
    page.write(at + 3, 8, "TL. CHỦ TỊCH", bold)
    page.set_column("J:J", None, None, {"hidden": True})


def _section(page: Any, at: int, title: str, rows: tuple[tuple[Any, ...], ...], day: Any) -> int:
    """Draw a section with its subtotal; return the line below it."""
    page.write(at, 0, title)
    for line, row in enumerate(rows, at + 1):
        for index, value in enumerate(row):
            if index == DAY_COLUMN:
                page.write_datetime(line, index, date(2026, 10, value), day)
            elif value not in {None, ""}:
                page.write(line, index, value)
    below = at + len(rows) + 1
    page.write(below, 0, "Cộng")
    page.write_formula(below, 5, f"=SUM(F{at + 2}:F{below})", None, sum(row[5] or 0 for row in rows))
    return below + 1


if __name__ == "__main__":
    for name, content in ((MINISTRY, ministry()), (PROVINCE, province()), (MISTAKES, mistakes())):
        (EXAMPLES / name).write_bytes(content)
