"""The words that are not things: hours, weathers, moods, colours, counts, sizes, styles, and faint hints.

Pure tables, "name: the words that mean it". Any thread.
"""

from __future__ import annotations

HOURS = {
    "night": "night nights midnight moonlight moonlit nightfall starlight starlit tonight darkness nocturne",
    "dawn": "dawn daybreak sunrise daylight aurora firstlight",
    "morning": "morning mornings spring sunday",
    "noon": "noon midday day summer afternoon sunshine sunny sunlight holiday",
    "sunset": "sunset sundown dusk twilight autumn gloaming october november",
    "evening": "evening evenings candlelight gloom",
}

WEATHERS = {
    "rain": "rain rains raining rainy drizzle downpour tears tear crying cry weep weeping",
    "storm": "storm storms stormy thunder tempest hurricane thunderstorm",
    "snow": "snow snows snowing snowy winter frost frozen ice icy december january blizzard snowflake snowflakes",
    "fog": "fog foggy mist misty haze hazy vapor vapour",
    "wind": "wind winds windy breeze gale blow blowing blows",
}

MOODS = {
    "lonely": "lonely alone lonesome solitude empty nobody lost single solitary abandoned distant far",
    "joyful": "joy joyful happy bright laugh laughing dancing dance smile celebration carnival party playful glad",
    "wild": "wild rage roaring fury furious crazy mad scream screaming run running war fight thunder",
    "tender": "tender warm gentle softly soft kiss embrace hold love loving baby dear sweet quiet lullaby",
    "cold": "cold winter frozen ice bitter pale grey steel",
    "dream": "dream dreams dreaming dreamy sleep sleeping float floating drift drifting wonder magic memory memories",
    "fear": "fear afraid dread haunted ghost ghosts nightmare dark hell evil grave death dead dying blood",
    "hope": "hope hopes hoping faith believe rise rising tomorrow heaven begin beginning light pray",
    "majestic": "great grand eternal forever mighty kingdom glory",
}

COLOURS = {
    "red": ("#c8242b", "red scarlet ruby"),
    "crimson": ("#8f1225", "crimson"),
    "orange": ("#ef7a1a", "orange tangerine"),
    "amber": ("#f0a128", "amber copper bronze rusty"),
    "gold": ("#f2bb38", "gold golden gilded"),
    "yellow": ("#f8d532", "yellow lemon"),
    "green": ("#2f8f4e", "green emerald jade"),
    "teal": ("#1d8f93", "teal turquoise aquamarine"),
    "cyan": ("#3fc3e0", "cyan"),
    "blue": ("#2664c4", "blue azure cobalt sapphire"),
    "navy": ("#14265c", "navy indigo"),
    "purple": ("#6d3aa8", "purple violet"),
    "lavender": ("#a58bd8", "lilac mauve"),
    "pink": ("#ee7fa5", "pink"),
    "brown": ("#76492c", "brown wooden"),
    "white": ("#f6f3ea", "white snow-white ivory pearl pale"),
    "silver": ("#c3ccd8", "silver silvery"),
    "grey": ("#848a93", "grey gray ashen"),
    "black": ("#0d0e14", "black ebony"),
}

COUNTS = {
    "a": 1, "an": 1, "one": 1, "my": 1, "your": 1, "two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "dozen": 12, "twenty": 20, "forty": 26,
    "hundred": 32, "hundreds": 32, "ninety": 30, "thousand": 46, "thousands": 46, "million": 60, "millions": 60,
    "many": 12, "few": 3, "several": 5, "countless": 46, "endless": 24, "all": 7,
}  # fmt: skip

SIZES = {
    "big": 1.25, "huge": 1.45, "giant": 1.5, "great": 1.25, "tall": 1.2, "long": 1.1, "enormous": 1.5, "full": 1.15,
    "small": 0.62, "little": 0.62, "tiny": 0.45, "faraway": 0.45, "distant": 0.5, "last": 0.85,
}  # fmt: skip

STYLES = {
    "ink": "ink sumi sumi-e brush calligraphy wash",
    "papercut": "papercut paper-cut cutout cut-out silhouette collage origami",
    "neon": "neon synthwave cyberpunk vaporwave electric laser",
    "watercolour": "watercolour watercolor aquarelle gouache",
    "glass": "stained mosaic cathedral stained-glass",
    "woodcut": "woodcut linocut woodblock etching engraving lino print hatching",
    "noir": "noir film-noir monochrome black-and-white expressionist",
    "oil": "oil impasto impressionist painterly canvas baroque fresco",
    "chalk": "chalk pastel crayon charcoal blackboard pencil",
    "riso": "riso risograph screenprint halftone poster pop comic",
}

STYLE_PHRASES = {"paper cut": "papercut", "cut paper": "papercut", "paper theatre": "papercut", "stained glass": "glass",
                 "film noir": "noir", "black and white": "noir", "screen print": "riso", "wood block": "woodcut"}  # fmt: skip

NEGATIONS = frozenset({"without", "no"})
RELATIONS = {"in": "in", "inside": "in", "within": "in", "on": "on", "upon": "on", "above": "above", "over": "above",
             "under": "under", "beneath": "under", "below": "under", "through": "on", "behind": "behind",
             "beside": "beside", "by": "beside", "and": "beside", "to": "to", "into": "in"}  # fmt: skip

HINTS = {
    # words that name no thing, and the thing a picture-maker would reach for
    "love": "heart", "loves": "heart", "loved": "heart", "darling": "heart", "time": "clock", "hour": "clock",
    "hours": "clock", "minute": "clock", "yesterday": "clock", "late": "clock", "wait": "clock", "waiting": "clock",
    "home": "house", "dream": "balloon", "dreams": "balloon", "forever": "ring", "promise": "ring", "marry": "ring",
    "goodbye": "train", "leaving": "train", "leave": "train", "gone": "door", "away": "gift", "soul": "flame",
    "burn": "fire", "burning": "fire", "burns": "fire", "burned": "fire", "pray": "candle", "prayer": "candle",
    "sing": "singer", "sings": "singer", "singing": "singer", "song": "guitar", "songs": "guitar", "voice": "singer",
    "music": "piano", "melody": "piano", "dance": "dancer", "dancing": "dancer", "kiss": "lovers", "together": "lovers",
    "us": "lovers", "we": "lovers", "free": "bird", "freedom": "bird", "fly": "bird", "flying": "bird", "wish": "star",
    "memory": "photo", "remember": "photo", "memories": "photo", "story": "book", "word": "letter", "words": "letter",
    "write": "letter", "wrote": "letter", "read": "book", "secret": "key", "lock": "key", "locked": "key",
    "dark": "lantern", "lost": "compass", "find": "compass", "see": "eye", "seen": "eye", "watch": "eye",
    "watching": "eye", "look": "eye", "touch": "hand", "hold": "hand", "drunk": "glass", "drink": "glass",
    "king": "crown", "queen": "crown", "power": "crown", "rich": "diamond", "money": "diamond", "diamonds": "diamond",
    "lie": "mask", "lies": "mask", "pretend": "mask", "sail": "boat", "sailing": "boat", "drown": "wave",
    "deep": "whale", "run": "horse", "walk": "walker", "walking": "walker", "drive": "car", "driving": "car",
    "ride": "bicycle", "climb": "ladder", "grow": "tree", "child": "swing", "childhood": "swing", "play": "kite",
    "heaven": "angel", "god": "angel", "dead": "raven", "death": "raven", "ghost": "shadow", "dust": "hourglass",
    "call": "bell", "calling": "bell", "ring": "bell", "cry": "umbrella", "sleep": "moon", "breathe": "feather",
    "light": "lantern", "shine": "star", "world": "globe", "earth": "globe",
}  # fmt: skip
