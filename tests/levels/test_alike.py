"""What bodies have from each other is found, in groups, and what is honestly alike is left alone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ndbg.app.executors import place
from ndbg.app.levels.copies.comparison import copies, levels_of
from ndbg.app.levels.copies.last_year import from_last_year
from ndbg.app.levels.copies.model import Copies, FromLastYear
from ndbg.app.levels.copies.near_duplicates import near_duplicates, signature
from ndbg.app.levels.intake.collect import Request, collect
from ndbg.check.levels.model import Levels
from ndbg.report import Report
from ndbg.report.similarity import masked, masked_similarity
from tests.conftest import Run
from tests.levels.city import OFFICE, TOP, Office, changed, city, sentence, write_roster, written

EDUCATION, SCIENCE, CIVIL, POLICE = "云州市教育局", "云州市科学技术局", "云州市民政局", "云州市公安局"


def _text(draw: random.Random, length: int = 1500) -> str:
    text = ""
    while len(text) < length:
        text += sentence(draw)
    return masked(text)[:length]


def _edited(text: str, draw: random.Random, edits: int) -> str:
    letters = list(text)
    for _ in range(edits):
        at = draw.randrange(len(letters) - 4)
        letters[at : at + 4] = sentence(draw, 2)[:4]
    return "".join(letters)


def _texts(count: int, seed: int = 1) -> list[str]:
    """Texts of which every fifth is an edited copy of one before it."""
    draw = random.Random(seed)  # noqa: S311  nothing is secret here
    texts: list[str] = []
    for at in range(count):
        copied = at and at % 5 == 0
        texts.append(_edited(draw.choice(texts), draw, draw.randint(0, 45)) if copied else _text(draw))
    return texts


def test_hardly_a_pair_is_missed_that_exact_comparison_finds() -> None:
    texts = _texts(240)
    groups, _ = near_duplicates(texts, 0.8, 0.6)
    home = {at: number for number, group in enumerate(groups) for at in group}
    runs = [{text[at : at + 5] for at in range(len(text) - 4)} for text in texts]
    pairs = [
        (left, right)
        for left in range(len(texts))
        for right in range(left)
        # Texts that share few runs cannot be alike: the exact comparison of all would take a minute.
        if len(runs[left] & runs[right]) > 100 and masked_similarity(texts[left], texts[right]) >= 0.8
    ]
    found = sum(left in home and home.get(left) == home.get(right) for left, right in pairs)
    assert len(pairs) > 40
    assert found >= 0.99 * len(pairs)


def test_texts_that_have_nothing_in_common_make_no_group() -> None:
    draw = random.Random(2)  # noqa: S311  as above
    assert near_duplicates([_text(draw) for _ in range(60)], 0.8, 0.6) == ([], [])


def test_many_copies_are_one_group() -> None:
    draw = random.Random(3)  # noqa: S311  as above
    text = _text(draw)
    copied = [_edited(text, draw, at % 6) for at in range(300)]
    groups, _ = near_duplicates([*copied, _text(draw)], 0.8, 0.6)
    assert groups == [list(range(300))]


def test_a_signature_is_the_same_in_every_process() -> None:
    assert (
        signature("围绕群众关心的事项公开了规划、土地、住房等方面的信息。")[:3]
        == signature("围绕群众关心的事项公开了规划、土地、住房等方面的信息。")[:3]
    )
    assert len(signature("")) == 256


# -- reports -----------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_roster(tmp_path / "名册.xlsx", city(30).offices)
    return tmp_path


FEW = (OFFICE, EDUCATION, SCIENCE, CIVIL, POLICE)


def compared(changes: dict[str, Report], *, years: bool = False, names: Sequence[str] = FEW) -> Copies:
    """What is found among the reports of some bodies, of which some are changed."""
    found = city(30)
    for folder, reports in (("收件", {**found.now, **changes}), ("上年收件", found.last if years else {})):
        Path(folder).mkdir()
        for name in (name for name in reports if name in (*names, *changes)):
            Path(folder, f"{name}.docx").write_bytes(written(reports[name]))
    with place(1) as where:
        if years:
            collect(Request((Path("上年收件"),), Path("2023年"), Path("名册.xlsx")), where)
        taken = collect(Request((Path("收件"),), Path("2024年"), Path("名册.xlsx")), where)
    return copies(taken.survey, years=years)


def prose(name: str, section: str = "一") -> str:
    return city(30).now[name].prose[section].text


def copying(name: str, other: str, *, named: bool = True) -> Report:
    text = prose(other).replace(other, name) if named else prose(other)
    return changed(city(30).now[name], one=text)


def test_a_city_in_which_nobody_has_copied_has_nothing_to_tell(desk: Path) -> None:
    found = compared({}, years=True, names=[name for name in city(30).now if name != TOP])
    assert (found.nothing, found.hints) == (True, ())


def test_who_has_copied_a_section_is_found_with_the_name_changed(desk: Path) -> None:
    found = compared({name: copying(name, EDUCATION) for name in (SCIENCE, CIVIL)})
    (group,) = found.groups
    assert (group.section, set(group.bodies)) == ("一", {EDUCATION, SCIENCE, CIVIL})
    assert group.similarity > 0.95
    assert found.names == ()
    levels = levels_of(found, Levels(), CIVIL)
    assert set(levels.likenesses[0].bodies) == {EDUCATION, SCIENCE}


def test_a_name_left_in_a_copied_section_is_found(desk: Path) -> None:
    found = compared({SCIENCE: copying(SCIENCE, EDUCATION, named=False)})
    assert [(name.body, name.other, name.section) for name in found.names] == [(SCIENCE, EDUCATION, "一")]
    assert f"2024年，{EDUCATION}认真贯彻" in found.names[0].text


def test_those_who_said_what_others_said_last_year_are_one_group() -> None:
    pairs = [("甲", "丁"), ("乙", "丁"), ("乙", "戊"), ("丙", "己")]
    found = from_last_year(FromLastYear("一", body, other, 0.9) for body, other in pairs)
    assert [(group.bodies, group.others) for group in found] == [
        (("甲", "乙"), ("丁", "戊")),
        (("丙",), ("己",)),
    ]


def test_what_several_said_as_another_last_year_is_told_in_one_line(desk: Path, run: Run) -> None:
    text = city(30).last[EDUCATION].prose["一"].text
    compared({name: changed(city(30).now[name], one=text) for name in (SCIENCE, OFFICE)}, years=True)
    lines = run("alike", "2024年", "--years").stdout.splitlines()
    assert sum(line.startswith("和别家上年雷同") for line in lines) == 1


def test_what_another_said_last_year_is_found(desk: Path) -> None:
    text = city(30).last[EDUCATION].prose["一"].text.replace(EDUCATION, SCIENCE)
    found = compared({SCIENCE: changed(city(30).now[SCIENCE], one=text)}, years=True)
    assert [(one.body, one.other, one.section) for one in found.last_year] == [(SCIENCE, EDUCATION, "一")]


def test_a_passage_within_an_otherwise_own_text_is_found_once(desk: Path) -> None:
    draw = random.Random(9)  # noqa: S311  as above
    shared = "".join(sentence(draw) for _ in range(4))
    found = compared({
        name: changed(city(30).now[name], five=f"{prose(name, '五')}\n{shared}") for name in (SCIENCE, CIVIL, POLICE)
    })  # fmt: skip
    (passage,) = found.passages
    assert (passage.section, set(passage.bodies)) == ("五", {SCIENCE, CIVIL, POLICE})
    assert passage.texts[0] == shared
    assert found.groups == ()


def test_a_passage_that_begins_and_ends_within_a_sentence_is_found(desk: Path) -> None:
    draw = random.Random(10)  # noqa: S311  as above
    shared = "，".join(sentence(draw, 4).rstrip("。") for _ in range(24))
    found = compared({
        name: changed(city(30).now[name], five=f"{prose(name, '五')}\n为此{sentence(draw, 4)[:-1]}，{shared}，{sentence(draw)}")
        for name in (SCIENCE, CIVIL)
    })  # fmt: skip
    (passage,) = found.passages
    assert (passage.section, set(passage.bodies), passage.texts[0]) == ("五", {SCIENCE, CIVIL}, f"{shared}，")


def test_a_passage_is_found_though_each_has_put_its_own_name_into_it(desk: Path) -> None:
    draw = random.Random(12)  # noqa: S311  as above
    first, second = (f"{sentence(draw)}{sentence(draw, 8)}" for _ in range(2))
    found = compared({
        name: changed(city(30).now[name], five=f"{prose(name, '五')}\n{first}{name}的做法是，{second}") for name in (SCIENCE, CIVIL)
    })  # fmt: skip
    (passage,) = found.passages
    assert set(passage.bodies) == {SCIENCE, CIVIL}
    assert f"{SCIENCE}的做法是" in passage.texts[passage.bodies.index(SCIENCE)]


def test_figures_all_the_same_are_found_but_not_where_there_is_nothing(desk: Path) -> None:
    figures = city(30).now[SCIENCE].figures
    nothing = {id: figure._replace(value=figure.value * 0) for id, figure in figures.items()}
    found = compared({
        CIVIL: replace(city(30).now[CIVIL], figures=figures),
        EDUCATION: replace(city(30).now[EDUCATION], figures=nothing),
        POLICE: replace(city(30).now[POLICE], figures=nothing),
    })  # fmt: skip
    assert found.same_figures == ((SCIENCE, CIVIL),)


def test_many_small_figures_that_are_the_same_are_no_chance(desk: Path) -> None:
    rows = ("granted", "partial", "denied.state_secret", "denied.internal_affairs", "unavailable.not_held")
    columns = ("natural_person", "enterprise")
    some = {f"requests.{row}.{column}": 1 for row in rows for column in columns}
    figures = {
        id: figure._replace(value=figure.value * 0 + some.get(id, 0))
        for id, figure in city(30).now[SCIENCE].figures.items()
    }
    assert some.keys() <= figures.keys()
    found = compared({name: replace(city(30).now[name], figures=figures) for name in (SCIENCE, CIVIL)})
    assert found.same_figures == ((SCIENCE, CIVIL),)


def test_a_few_small_figures_that_are_the_same_are_no_copy(desk: Path) -> None:
    few = {
        f"requests.{row}.{column}": 1
        for row in ("new", "granted", "results_total")
        for column in ("natural_person", "total")
    }
    figures = {
        id: figure._replace(value=figure.value * 0 + few.get(id, 0))
        for id, figure in city(30).now[SCIENCE].figures.items()
    }
    found = compared({name: replace(city(30).now[name], figures=figures) for name in (SCIENCE, CIVIL)})
    assert found.same_figures == ()


_CITED = (
    "《中华人民共和国政府信息公开条例》第二十条规定，行政机关应当主动公开本行政机关的下列政府信息：（一）行政法规、规章和规范性文件；"
    "（二）机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名；（三）国民经济和社会发展规划、专项规划、区域规划及相关政策；"
    "（四）办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果。"
)


@pytest.mark.parametrize(
    "text",
    [
        _CITED,
        "（二）依申请公开办理情况。全年新收政府信息公开申请11件，上年结转2件。办理结果为：予以公开5件，部分公开1件，不予公开4件，无法提供1件，不予处理2件。结转下年度继续办理0件。因信息公开被申请行政复议3件、被提起行政诉讼1件。",
    ],
    ids=["a law's words", "counts strung together"],
)
def test_what_everybody_has_to_write_is_no_passage_of_anyone(desk: Path, text: str) -> None:
    found = compared(
        {name: changed(city(30).now[name], five=f"{prose(name, '五')}\n{text}") for name in (SCIENCE, CIVIL)}
    )
    assert found.passages == ()


def test_of_two_that_share_a_passage_only_the_one_with_the_others_name_is_accused(desk: Path) -> None:
    draw = random.Random(11)  # noqa: S311  as above
    shared = "".join(sentence(draw) for _ in range(4)) + f"{EDUCATION}的窗口由专人值守。"
    honest = f"会上{SCIENCE}的同志介绍了做法。"
    found = compared({
        EDUCATION: changed(city(30).now[EDUCATION], five=f"{prose(EDUCATION, '五')}\n{shared}\n{honest}"),
        SCIENCE: changed(city(30).now[SCIENCE], five=f"{prose(SCIENCE, '五')}\n{shared}"),
    })  # fmt: skip
    assert [(name.body, name.other) for name in found.names] == [(SCIENCE, EDUCATION)]


def test_short_sections_are_honestly_alike(desk: Path) -> None:
    text = "本年度没有收取信息处理费。没有其他需要报告的事项。"
    found = compared({name: changed(city(30).now[name], six=text) for name in (SCIENCE, CIVIL, POLICE)})
    assert found.nothing


@pytest.mark.parametrize(
    "sentence_with_a_name",
    [
        "会同云州市公安局、云州市教育局开展联合检查。",
        "根据云州市公安局的意见修改了办事指南。",
        "向云州市人民政府办公室报送信息。",
        "2024年，云州市人民政府认真部署了这项工作。",
        "青山区积极推进基层试点。",
        "云州市公安局召开现场会，我局派员参加。",
        "会上以云州市公安局局长为组长的专班介绍了做法。",
        "不属于本机关的，由云州市公安局办公室负责受理。",
        "申请人可登录云州市公安局网站查询。",
        "云州市公安局制定了审查办法。",
        "云州市公安局门户网站发布的通告由我局转载。",
        "在云州市公安局门户网站发布联合通告2件。",
        "云州市公安局网站公开我局信息5条。",
        "青山区政务服务中心设有专窗。",
        "云州市公安局领导班子多次来我局调研。",
        "云州市公安局每月通报一次。",
        "为规范公开流程，云州市公安局制定了公开清单。",
    ],
)
def test_names_that_are_rightly_there_are_left_alone(desk: Path, sentence_with_a_name: str) -> None:
    text = f"{prose(SCIENCE)}\n{sentence_with_a_name}"
    assert compared({SCIENCE: changed(city(30).now[SCIENCE], one=text)}).names == ()


@pytest.mark.parametrize(
    ("body", "said", "other"),
    [
        (SCIENCE, "2024年，云州市公安局认真贯彻落实条例。", POLICE),
        (SCIENCE, "2024年市公安局共收到申请12件。", POLICE),
        (SCIENCE, "云州市公安局将继续加强培训。", POLICE),
        (SCIENCE, "下一步，云州市公安局将健全机制。", POLICE),
        (SCIENCE, "市公安局党组书记亲自部署。", POLICE),
        (SCIENCE, "云州市公安局领导班子专题研究了公开工作。", POLICE),
        ("青山区教育局", "白水县教育局每月通报一次。", "白水县教育局"),
        ("青山区教育局", "为规范公开流程，白水县教育局制定了公开清单。", "白水县教育局"),
        ("青山区教育局", "在区委、区政府领导下，按照工作安排，白水县教育局召开专题会议。", "白水县教育局"),
        (SCIENCE, "我局（云州市公安局）没有收取信息处理费。", POLICE),
        (SCIENCE, "如有疑问，请与云州市公安局办公室联系。", POLICE),
        (SCIENCE, "市公安局门户网站全年发布各类信息64条。", POLICE),
        (SCIENCE, "2024年，云州市公安局微信公众号推送图文30篇。", POLICE),
        ("青山区柳林镇人民政府", "白水县大石乡便民服务中心设有查阅点1处。", "白水县大石乡人民政府"),
        ("青山区柳林镇人民政府", "白水县大石乡设立政府信息公开专栏。", "白水县大石乡人民政府"),
        ("青山区人民政府", "白水县制定了信息发布审查办法。", "白水县人民政府"),
        ("青山区人民政府", "2024年，白水县召开专题会议研究公开工作。", "白水县人民政府"),
        ("青山区人民政府", "通过白水县人民政府网站公开信息120条。", "白水县人民政府"),
        ("青山区人民政府", "成立了以白水县县长为组长的领导小组。", "白水县人民政府"),
        ("青山区人民政府", "2024年，白水县深入推进政务公开。", "白水县人民政府"),
        ("青山区柳林镇人民政府", "大石乡人民政府严格按照要求开展工作。", "青山区大石乡人民政府"),
    ],
)
def test_another_name_where_the_own_one_belongs_is_found(
    desk: Path, body: str, said: str, other: str
) -> None:
    report: Any = changed(city(30).now[body], one=f"{prose(body)}\n{said}")
    assert [(name.body, name.other) for name in compared({body: report}).names] == [(body, other)]


def test_a_body_that_is_folded_into_anothers_report_has_not_copied_it(desk: Path) -> None:
    offices = [*city(30).offices, Office("云州市招生办公室", TOP, "市直部门", duty=f"并入{EDUCATION}")]
    write_roster(Path("名册.xlsx"), offices)
    folded = replace(copying(EDUCATION, EDUCATION), agency="云州市招生办公室")
    assert compared({"云州市招生办公室": folded}).nothing


def test_the_office_speaks_for_its_government(desk: Path) -> None:
    said = "2024年，云州市人民政府认真贯彻落实条例，云州市公安局积极推进试点。"
    assert compared({OFFICE: changed(city(30).now[OFFICE], one=f"{prose(OFFICE)}\n{said}")}).names == ()
