"""`python -m bot backup` and `restore`: all data into one file, and back."""

from __future__ import annotations

from pathlib import Path

from bot.project import Project
from bot.signing import KEY_VARIABLE, key_file
from bot.store.backup import whole
from bot.store.backup.places import KEY, places
from bot.training import Report


def back_up(project: Project, file: Path, report: Report) -> None:
    """Writes all data to the new file `file`, and says what is in it; BackupError when it cannot."""
    manifest = whole.back_up(places(project, key_file(project.var)), file)
    size = file.stat().st_size / 1e6
    report(f"已备份到 {file}（{size:.1f} MB，{'、'.join(manifest.files)}），只有您自己可以读")
    report("文件里有大家的对话、坐席的账号和签名的密钥：请像数据本身一样保管，用完删除")
    if key_file(project.var) is None:
        report(f"签名的密钥来自环境变量 {KEY_VARIABLE}，不在备份里：请另外保管")


def restore(project: Project, file: Path, force: bool, report: Report) -> None:
    """Puts the data of `file` in the place of what is there, and says so; BackupError when it cannot."""
    manifest = whole.restore(places(project, key_file(project.var)), file, force)
    report(f"已恢复 {manifest.made_at}（UTC）做的备份。现在可以启动服务")
    report(
        "那以后要求“忘记我”的人，其对话又回来了，请在控制台里再删除；超过保存期的，服务启动时删除"
    )
    if key_file(project.var) is None and KEY in manifest.files:
        report(f"备份里的密钥没有用，因为设置了环境变量 {KEY_VARIABLE}")
