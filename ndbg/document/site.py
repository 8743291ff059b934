"""Site furniture around an article: links, buttons, counters, the site's name and address."""

from ndbg.text.patterns import Pattern

_END = r"(?=[:：\s】\]）)]|$)"  # a button or a field, not a word of a sentence
_SITE = Pattern(
    rf"版权所有|[Cc]opyright|【?打印(?:本页)?{_END}|【?关闭(?:窗口|本页)?{_END}|网站声明|无障碍|网站地图|联系我们|找错|党政机关"
    rf"|字体{_END}|字号{_END}|相关链接(?:\s|$)|[主承]办单位|ICP备|网站标识码|公网安备|公安备案号|[上下]一[篇条]{_END}"
    rf"|扫一扫(?:在|分享|关注|$)|分享(?:到|至)(?=[:：\s】]|$|微|QQ|新浪)|相关附件|责任编辑{_END}|附件下载"
    rf"|^(?:文章|信息)?来源[:：]|^(?:审核|编辑|责编|作者|[初复终][审核])[:：]|(?:浏览|阅读|点击)(?:次数|量)(?=[:：\s\d]|$)"
    rf"|返回(?:顶部|列表)|^(?:相关|推荐)(?:阅读|新闻|文章)|[Pp]roduced [Bb]y"
)
# These are short lines, not sentences.
_LONGEST = 60


def is_of_site(text: str) -> bool:
    """Whether a line is site furniture that ends the article: `版权所有`, `上一篇`, `分享到`."""
    return len(text) <= _LONGEST and not text.endswith("。") and bool(_SITE.search(text))
