"""Why the system refused to write, in Chinese."""

from __future__ import annotations

import errno
import sys

_DENIED = (
    ("没有权限，或文件正被其他程序打开", "请关闭已打开的文件，或换一个文件夹。")
    if sys.platform == "win32"
    else ("没有写入的权限", "请检查权限，或换一个文件夹。")
)
_BY_NUMBER: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘空间不足", "请清理磁盘，或换到其他磁盘。"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理文件，或换到其他磁盘。"),
    errno.EFBIG: ("文件超过了系统允许的大小", "请换到其他磁盘。"),
    errno.EROFS: ("该位置是只读的", "请换一个文件夹。"),
    errno.ENAMETOOLONG: ("路径太长", "请换一个较短的路径，或缩短标题。"),
    errno.ELOOP: ("路径上的符号链接循环", "请换一个文件夹。"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘，或换到其他磁盘。"),
    errno.ENOENT: ("路径不存在，或中途被删除", "请检查路径后再试。"),
    errno.EEXIST: ("路径上有同名的文件", "请换一个文件夹，或移走那个文件。"),
    errno.ENOTDIR: ("路径上有同名的文件", "请换一个文件夹，或移走那个文件。"),
    errno.ENOTEMPTY: ("另一个程序正在改动这个文件夹", "请稍后再试。"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
}


def cause(error: OSError) -> tuple[str, str]:
    """Return what the system refused and what to do; an unusual cause in the system's own words."""
    return _BY_NUMBER.get(error.errno or 0, (error.strerror or str(error), ""))
