"""The words that are not things: hours, weathers, moods, colours, counts, sizes, styles, and faint hints.

Pure tables, "name: the words that mean it". Any thread.
"""

from __future__ import annotations

HOURS = {
    "night": (
        "night nights midnight moonlight moonlit nightfall starlight starlit tonight darkness nocturne"
    ),
    "dawn": "dawn daybreak sunrise daylight aurora firstlight",
    "morning": "morning mornings spring sunday",
    "noon": "noon midday day summer afternoon sunshine sunny sunlight holiday",
    "sunset": "sunset sundown dusk twilight autumn gloaming october november",
    "evening": "evening evenings candlelight gloom",
}

WEATHERS = {
    "rain": "rain rains raining rainy drizzle downpour tears tear crying cry weep weeping",
    "storm": "storm storms stormy thunder tempest hurricane thunderstorm",
    "snow": (
        "snow snows snowing snowy winter frost frozen ice icy december january blizzard snowflake snowflakes"
    ),
    "fog": "fog foggy mist misty haze hazy vapor vapour",
    "wind": "wind winds windy breeze gale blow blowing blows",
}

MOODS = {
    "lonely": "lonely alone lonesome solitude empty nobody lost single solitary abandoned distant far",
    "joyful": (
        "joy joyful happy bright laugh laughing dancing dance smile celebration carnival party playful glad"
    ),
    "wild": "wild rage roaring fury furious crazy mad scream screaming run running war fight thunder",
    "tender": "tender warm gentle softly soft kiss embrace hold love loving baby dear sweet quiet lullaby",
    "cold": "cold winter frozen ice bitter pale grey steel",
    "dream": (
        "dream dreams dreaming dreamy sleep sleeping float floating drift drifting wonder magic "
        "memory memories"
    ),
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

_COUNTED = {
    1: "a an one my your",
    2: "two both pair",
    3: "three few",
    4: "four",
    5: "five several",
    6: "six",
    7: "seven all",
    8: "eight",
    9: "nine",
    10: "ten",
    12: "twelve dozen many",
    20: "twenty",
    26: "forty",
    32: "hundred hundreds",
    30: "ninety",
    46: "thousand thousands countless",
    60: "million millions",
    24: "endless",
}
COUNTS = {word: count for count, listed in _COUNTED.items() for word in listed.split()}

_SIZED = {
    1.25: "big great",
    1.45: "huge",
    1.5: "giant enormous",
    1.2: "tall",
    1.1: "long",
    1.15: "full",
    0.62: "small little",
    0.45: "tiny faraway",
    0.5: "distant",
    0.85: "last",
}
SIZES = {word: size for size, listed in _SIZED.items() for word in listed.split()}

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

STYLE_PHRASES = {
    "paper cut": "papercut",
    "cut paper": "papercut",
    "paper theatre": "papercut",
    "stained glass": "glass",
    "film noir": "noir",
    "black and white": "noir",
    "screen print": "riso",
    "wood block": "woodcut",
}

NEGATIONS = frozenset({"without", "no"})

_RELATED = {
    "in": "in inside within into",
    "on": "on upon through",
    "above": "above over",
    "under": "under beneath below",
    "behind": "behind",
    "beside": "beside by and",
    "to": "to",
}
RELATIONS = {word: name for name, listed in _RELATED.items() for word in listed.split()}

_HINTED = {
    # words that name no thing, under the thing a picture-maker would reach for
    "heart": "love loves loved darling",
    "clock": "time hour hours minute yesterday late wait waiting",
    "house": "home",
    "balloon": "dream dreams",
    "ring": "forever promise marry",
    "train": "goodbye leaving leave",
    "door": "gone",
    "gift": "away",
    "flame": "soul",
    "fire": "burn burning burns burned",
    "candle": "pray prayer",
    "singer": "sing sings singing voice",
    "guitar": "song songs",
    "piano": "music melody",
    "dancer": "dance dancing",
    "lovers": "kiss together us we",
    "bird": "free freedom fly flying",
    "star": "wish shine",
    "photo": "memory remember memories",
    "book": "story read",
    "letter": "word words write wrote",
    "key": "secret lock locked",
    "lantern": "dark light",
    "compass": "lost find",
    "eye": "see seen watch watching look",
    "hand": "touch hold",
    "glass": "drunk drink",
    "crown": "king queen power",
    "diamond": "rich money diamonds",
    "mask": "lie lies pretend",
    "boat": "sail sailing",
    "wave": "drown",
    "whale": "deep",
    "horse": "run",
    "walker": "walk walking",
    "car": "drive driving",
    "bicycle": "ride",
    "ladder": "climb",
    "tree": "grow",
    "swing": "child childhood",
    "kite": "play",
    "angel": "heaven god",
    "raven": "dead death",
    "shadow": "ghost",
    "hourglass": "dust",
    "bell": "call calling ring",
    "umbrella": "cry",
    "moon": "sleep",
    "feather": "breathe",
    "globe": "world earth",
}

HINTS = {word: name for name, listed in _HINTED.items() for word in listed.split()}
