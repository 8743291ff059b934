"""What a site has around an article: links, buttons, counters, its name and address; what browsers print around a page."""

import re

from ndbg.text.patterns import Pattern

_END = r"(?=[:：\s】\]）)]|$)"  # characters of a button or a field
_SITE = Pattern(
    rf"版权所有|[Cc]opyright|【?打印(?:本页)?{_END}|【?关闭(?:窗口|本页)?{_END}|网站声明|无障碍|网站地图|联系我们|找错|党政机关"
    rf"|字体{_END}|字号{_END}|相关链接(?:\s|$)|[主承]办单位|ICP备|网站标识码|公网安备|公安备案号|[上下]一[篇条]{_END}"
    rf"|扫一扫(?:在|分享|关注|$)|分享(?:到|至)(?=[:：\s】]|$|微|QQ|新浪)|相关附件|责任编辑{_END}|附件下载"
    rf"|^(?:文章|信息)?来源[:：]|^(?:审核|编辑|责编|作者|[初复终][审核])[:：]|(?:浏览|阅读|点击)(?:次数|量)(?=[:：\s\d]|$)"
    rf"|(?:返回|回到)(?:顶部|列表|首页)|^(?:相关|推荐|热门|最新|往年|历年)(?:阅读|新闻|文章|文档|文件|内容|信息|稿件|推荐|年报|报告){_END}|[Pp]roduced [Bb]y"
    rf"|^[主承]办[:：]|^(?:技术支持|运行维护|网站管理)(?:单位)?[:：]|智能(?:问答|客服|机器人){_END}|在线客服{_END}"
    rf"|^您是第|访问(?:人次|人数|量|总量)[:：]?\d|对(?:本文|此[文页]|本页|内容)的?(?:评价|满意)|已有\d+人评价"
    rf"|^附件[:：]$|^\S{{1,60}}\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar)$|^(?:收藏|点赞|我要纠错|网页纠错|纠错){_END}"
)
# These are short lines, not sentences.
_LONGEST = 60


def is_of_site(text: str) -> bool:
    """Whether a line is site furniture that ends the article: `版权所有`, `上一篇`, `分享到`."""
    return len(text) <= _LONGEST and not text.endswith("。") and bool(_SITE.search(text))


# Headers and footers of browsers: date and time before the title, address before the page number.
_ADDRESS = Pattern(r"(?:https?|file)://\S*(?:\s+\d{1,3}/\d{1,3})?", re.IGNORECASE)
_TIME = Pattern(
    r"\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?[,，]?\s*(?:[上下]午|[AP]M)?\s*\d{1,2}:\d{2}.*|about:blank.*",
    re.IGNORECASE,
)


def is_address(line: str) -> bool:
    """Whether a line is the address of a page, with its number: the footer that a browser prints."""
    return bool(_ADDRESS.fullmatch(line))


def is_printed_by_browser(line: str) -> bool:
    """Whether a line is the header or footer that a browser prints. A site may state a day and time in the same way."""
    return is_address(line) or bool(_TIME.fullmatch(line))
