import pytest

from core.text.sentences import shortened


@pytest.mark.parametrize(
    ("text", "characters", "language", "cut"),
    [
        ("All of it.", 40, "en", "All of it."),
        ("First one here. Second goes on and on. Third.", 40, "en", "First one here. Second goes on and on."),
        ("First one here. Then Ms. Ly went on to tell of it all.", 30, "en", "First one here."),
        ("A long sentence, without any end, that goes on", 33, "en", "A long sentence, without any end…"),
        ("你好世界。我们今天去。再见吧朋友们。", 12, "zh", "你好世界。我们今天去。"),
        ("𝕏𝕏𝕏. 𝕏𝕏 abc. Tail tail tail", 14, "en", "𝕏𝕏𝕏. 𝕏𝕏 abc."),
        ("abcdefghijklmnop", 8, "en", "abcdefg…"),
        ("", 8, "en", ""),
    ],
)
def test_a_text_is_cut_after_a_sentence_or_else_a_word(text, characters, language, cut):
    assert shortened(text, characters, language) == cut
