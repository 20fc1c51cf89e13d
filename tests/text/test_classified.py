"""What bears a 密级 is told from words about secrets."""

from __future__ import annotations

import pytest

from briefing.text.classified import is_classification


@pytest.mark.parametrize(
    "words",
    ["涉密文件机密★10年", "秘密★1年 武汉", "绝 密☆长期", "机密 〔2026〕5号", "秘密", "【机密】", "秘密10年", "密级",
     "绝密级", "密级标志", "密 级：普通", "000001 密级", "保密期限", "保密期限：1年",
     "密级机密的政务服务情况", "密级为秘密", "机密：报送简报", "【绝密】报送简报", "报送简报（秘密）"],
)  # fmt: skip
def test_a_classification_is_known(words: str) -> None:
    assert is_classification(words)


@pytest.mark.parametrize(
    "words",
    ["请做好秘密载体管理", "市国家保密局", "商业秘密保护项目10个", "国保发〔2026〕5号", "★重点项目",
     "关于规范密级管理的通知", "机密计算中心〔一期〕", "加密级联交换机10台", "机密级计算机3台", "加密级联机密钥",
     "商业秘密：保护与救济", "商业秘密（含技术秘密）", ""],
)  # fmt: skip
def test_words_of_secrets_are_none(words: str) -> None:
    assert not is_classification(words)
