"""The language codes a song may carry: those Whisper knows, by their ISO 639 names.

Enters: a code somebody wrote. Leaves: whether it is one, or which one was meant. Any thread; pure.
"""

from __future__ import annotations

import difflib

_TABLE = """
af afrikaans|am amharic|ar arabic|as assamese|az azerbaijani|ba bashkir|be belarusian|bg bulgarian
bn bengali|bo tibetan|br breton|bs bosnian|ca catalan|cs czech|cy welsh|da danish|de german|el greek
en english|es spanish|et estonian|eu basque|fa persian|fi finnish|fo faroese|fr french|gl galician
gu gujarati|ha hausa|haw hawaiian|he hebrew|hi hindi|hr croatian|ht haitian|hu hungarian|hy armenian
id indonesian|is icelandic|it italian|ja japanese|jw javanese|ka georgian|kk kazakh|km khmer|kn kannada
ko korean|la latin|lb luxembourgish|ln lingala|lo lao|lt lithuanian|lv latvian|mg malagasy|mi maori
mk macedonian|ml malayalam|mn mongolian|mr marathi|ms malay|mt maltese|my burmese|ne nepali|nl dutch
nn nynorsk|no norwegian|oc occitan|pa punjabi|pl polish|ps pashto|pt portuguese|ro romanian|ru russian
sa sanskrit|sd sindhi|si sinhala|sk slovak|sl slovenian|sn shona|so somali|sq albanian|sr serbian
su sundanese|sv swedish|sw swahili|ta tamil|te telugu|tg tajik|th thai|tk turkmen|tl tagalog|tr turkish
tt tatar|uk ukrainian|ur urdu|uz uzbek|vi vietnamese|yi yiddish|yo yoruba|yue cantonese|zh chinese
"""

NAMES: dict[str, str] = {
    entry.split()[0]: entry.split()[1] for row in _TABLE.strip().splitlines() for entry in row.split("|")
}
"""Code -> English name, lower case."""


AUTO = "auto"
"""Let the recogniser find out by itself, where it can."""


def known(code: str) -> bool:
    """True for a code exactly as files must carry it."""
    return code in NAMES or code == AUTO


def meant(code: str) -> str | None:
    """The code somebody probably meant by a name ("German"), a region ("en-US") or a slip, or None."""
    plain = code.strip().lower()
    stem = plain.replace("_", "-").split("-")[0]
    if stem in NAMES:
        return stem
    by_name = {name: key for key, name in NAMES.items()}
    close = difflib.get_close_matches(plain, by_name, n=1, cutoff=0.75)
    return by_name[close[0]] if close else None
