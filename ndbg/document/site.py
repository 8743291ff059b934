"""What a site puts around an article: links, buttons, counts, its own name and address."""

from ndbg.text.patterns import Pattern

_SITE = Pattern(
    r"版权所有|[Cc]opyright|【?打印|【?关闭|网站声明|无障碍|网站地图|联系我们|找错|党政机关|字体|字号|相关链接|主办单位|承办单位"
    r"|ICP备|网站标识码|公网安备|打印本页|关闭窗口|上一[篇条]|下一[篇条]|扫一扫|分享到|相关附件|责任编辑|附件下载"
    r"|^(?:文章|信息)?来源[:：]|^(?:审核|编辑|责编|作者|[初复终][审核])[:：]|(?:浏览|阅读|点击)(?:次数|量)|返回(?:顶部|列表)"
    r"|^(?:相关|推荐)(?:阅读|新闻|文章)|[Pp]roduced [Bb]y|^附件[:：\d]"
)
# These are short lines, not sentences.
_LONGEST = 60


def is_of_site(text: str) -> bool:
    """Whether a line below an article is the site's, and so ends it: `版权所有`, `上一篇`, `分享到`."""
    return len(text) <= _LONGEST and not text.endswith("。") and bool(_SITE.search(text))
