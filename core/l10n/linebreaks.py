"""Where a line may end in scripts that put no spaces between words, for a layout that does not know: WeasyPrint."""

import re
from itertools import pairwise

SPACE = "\u200b"  # no width: a line may end here
# A run of the letters of Thai, Lao, Khmer, Burmese or Shan.
RUNS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]+")
# ICU has no words of Shan and cuts its syllables with the Burmese ones. Most Shan words are one syllable, which
# begins with a consonant that no asat closes and that is not written under the one before.
SHAN_SYLLABLE = re.compile(r"(?<=[\u1000-\u109f])(?<![\u1039\u104a\u104b])(?=[\u1000-\u1022\u1075-\u1081](?!\u103a))")


def with_breaks(text: str, language: str) -> str:
    """The text with a zero-width space at each place between words where a line may end."""
    return RUNS.sub(lambda run: _broken(run[0], language), text)


def _broken(run, language):
    if language == "shn":
        return SHAN_SYLLABLE.sub(SPACE, run)
    from icu import BreakIterator, Locale  # 30 MB of dictionaries, which a report in English does without

    breaks = BreakIterator.createLineInstance(Locale(language))
    breaks.setText(run)
    ends = [0, *breaks]
    return SPACE.join(run[start:end] for start, end in pairwise(ends))
