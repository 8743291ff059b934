"""Characters that are easily mistaken for one another when typing or reading: by sound (`sounds.txt`) or by look."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

# Groups of characters that look alike.
_LOOKS = (
    "未末 己已巳 土士 日曰 候侯 拔拨 券卷 栏拦 治冶 网冈 部陪 训洲 设没 办力 千干 贷货 情清请 持待 析折 么公 甲由田申 吉告 "
    "政攻 俯府 思恩 推准 科料 抓爪 爱受 处外 理埋 诉诈 讼松 纠纤 唯维 衔街 刖制 视现 姓性 文丈 伴件 示未 标际 坏环 境镜 "
    "档挡 案桉 货责 住任 检捡 村材 具县 曲区 社杜 微徽 信倍 弓号 培陪 拆折 晴睛 侍待 眯咪 徒徙 祟崇 辨辩 燥躁 密蜜 竟竞 "
    "概慨 睹赌 幕慕 喝渴 粱梁 采釆 粟栗 亨享 茶荼 汩汨 免兔 戍戌 拘枸 扰优 抡抢 沦沧 沮诅 茂芪 校较效 例列 昭召 坚竖 履覆 间问 闲间 徵微"
)


@lru_cache(maxsize=8192)
def alike(char: str) -> str:
    """The characters that sound or look like a character, itself among them, in one string; empty where none are known."""
    return "".join(group for group in _groups() if char in group)


@cache
def _groups() -> Sequence[str]:
    lines = (Path(__file__).parent / "sounds.txt").read_text(encoding="utf-8").splitlines()
    return [*(line.replace(" ", "") for line in lines if not line.startswith("#")), *_LOOKS.split()]
