"""What is where in the four provinces of the demo, so that stories differ by province."""

from __future__ import annotations

from demo.story import Setting

NAMES = {
    "12": "tỉnh Lai Châu",
    "46": "thành phố Huế",
    "79": "Thành phố Hồ Chí Minh",
    "86": "tỉnh Vĩnh Long",
}
COMMUNES = {
    "12": ("xã Sin Suối Hồ", "xã Khổng Lào", "xã Dào San", "xã Hua Bum", "xã Mù Cả", "xã Pa Ủ"),
    "46": ("xã A Lưới 1", "xã A Lưới 2", "xã A Lưới 3", "xã A Lưới 4", "xã A Lưới 5", "Thuận Hóa"),
    "79": ("Đặc khu Côn Đảo", "Vũng Tàu", "Bà Rịa", "Phú Mỹ", "Châu Đức", "Cần Giờ"),
    "86": ("xã Bình Đại", "xã Ba Tri", "xã Thạnh Phú", "xã Giồng Trôm", "xã Mỏ Cày", "xã Chợ Lách"),
}


def commune(s: Setting) -> str:
    """A commune of the province, another one for each telling."""
    return COMMUNES[s.province][s.n % len(COMMUNES[s.province])]
