"""Words of a question that carry no meaning of their own, in the seventeen languages, folded.

Only small words, and those that a person who asks for help puts around what they look for.
"""

from pathfinder.search.words import words_of

_WORDS = """
en: im id ive dont cant looking someone any some like would a an the of for to in on at by with from and or is are am be was do does did can could may might must should shall will would
 how what where when who which why i me my mine you your we us our he she they it its this that these those have has had get got
 need want know find help there here if not no yes as about into out up please without
nl: zonder laten nodig graag de het een en of van voor naar in op aan bij met uit door te om is zijn ben was ik mij mijn je jouw u uw we wij ons onze hij
 zij ze hoe wat waar wanneer wie welke waarom kan kunnen mag mogen moet moeten wil willen hebben heb heeft krijgen krijg als er
 die dat deze dit niet geen doen doe word wordt worden
fr: veux voudrais besoin le la les l un une des de du d et ou a au aux en dans sur pour par avec sans est sont suis etre etes je j me m moi mon ma mes tu te ton
 ta tes vous votre vos nous notre nos il elle ils elles comment que quoi quel quelle quels quelles ou quand qui pourquoi puis peut
 peux pouvez dois doit faut faire fais ai as avons ont avoir ce cet cette ces ne pas se s y est-ce c qu
de: ohne brauche der die das den dem des ein eine einen einem einer eines und oder von vom fur zu zum zur in im auf an am bei mit aus durch ist
 sind bin sein war ich mich mir mein meine meinen meinem meiner du dein sie ihr ihre wir uns unser er es wie was wo wann wer welche
 welcher welches warum kann konnen darf durfen muss mussen soll will mochte habe hat haben bekomme bekommen als wenn nicht kein
 keine man werden wird
es: quisiera el la los las un una unos unas de del al a en y o u por para con sin es son soy ser estoy estar yo me mi mis tu tus su sus
 usted nosotros nuestro como que cual cuales donde cuando quien por porque puedo puede pueden debo debe tengo tiene tener hay hacer
 hago quiero necesito se lo le si no este esta esto
it: voglio vorrei senza il lo la i gli le un uno una di del dello della dei degli delle a al alla ai alle da dal dalla in nel nella su sul sulla per con
 e o ed sono essere io mi mio mia miei mie tu tuo suo noi nostro voi come che cosa quale quali dove quando chi perche posso puo
 possono devo deve devono ho ha avere fare faccio si non se questo questa l d all dell nell
hu: kerek szeretnem a az egy es vagy hogyan hogy mi mit hol mikor ki kik melyik miert van vannak vagyok lehet kell nem nekem en te o mi ti ok az ez
 is ha meg el be ki fel le tudom tudok szeretnek kapok
sk: a aj alebo ako co kde kedy kto ktory ktora ktore preco je su som mam ma moj moja moje moju mojho pre na v vo do z zo s so o
 od po pri k ku si sa mi ti mozem moze musim musi chcem potrebujem nie ano by
sl: in ali kako kaj kje kdaj kdo kateri katera katero zakaj je so sem biti imam ima moj moja moje mojo za na v iz s z o od po pri k h
 si se mi ti lahko moram mora zelim potrebujem ne da bi
uk: отримати потрібен потрібна і й та або як що де коли хто який яка яке які чому є це я мене мені мій моя моє мої мою ви ваш ми наш на в у з із до від по за для
 про чи можу може можна треба потрібно хочу маю мати не так щоб бути
ru: получить нужен нужна нужны и или как что где когда кто какой какая какое какие почему есть это я меня мне мой моя мое мои мою вы ваш мы наш на в во с со к
 из до от по за для о об ли могу может можно надо нужно хочу имею не да чтобы быть
ar: في من الى على عن مع هل ما ماذا كيف اين متى من لماذا هو هي هم انا انت نحن هذا هذه ذلك التي الذي او و ثم ان لا نعم كان يكون يمكن
 يمكنني استطيع اريد احتاج لدي عندي لي كم اي بعد قبل ل ب بدي وين شو كيفية
fa: ها های هایی در از به با برای و یا که چه چی چگونه چطور کجا کی چرا است هست هستم من تو ما شما او این آن را می میتوانم توانم باید میخواهم خواهم دارم
 دارد کنم کرد شود شدن کردن بگیرم هم تا اگر نه بله یک ام
ps: لپاره په له د ته او یا چې څه څنګه چېرته کله څوک ولې دی ده دي یم زه زما ته ستا موږ تاسو دا هغه کولای شم غواړم لرم باید نه هو کړم کیږي
ti: ኣብ ናብ ካብ ን ናይ ከመይ እንታይ ኣበይ መዓስ መን ስለምንታይ እዩ እያ እየ ኣነ ናተይ ንስኻ ንሕና እዚ ድዩ ክኽእል ይኽእል ኣለኒ ኣለዎ ወይ ድማ
tr: bulabilirim yapilir alinir nereden ve veya ile icin bir bu su o ne nasil nerede nereye ne zaman kim hangi neden mi mu ben benim bana sen senin biz siz olarak
 da de ki gibi daha icin istiyorum gerekiyor lazim almak alabilirim yapabilirim miyim
so: iyo ama ee oo ka ku u si sidee maxaa maxay xaggee halkee goorma kuma waa waxaa waxaan aan aniga ani adiga inaan kara karaa rabaa
 doonayaa haystaa leeyahay ma miyaa ah in loo
"""

_OF_LANGUAGE = {
    line.partition(":")[0].strip(): frozenset(words_of(line.partition(":")[2]))
    for line in _WORDS.replace("\n ", " ").strip().splitlines()
}
_ALL = frozenset().union(*_OF_LANGUAGE.values())


def is_stopword(word: str, language: str = "") -> bool:
    """Whether a folded word is a small one in any of the languages."""
    return len(word) == 1 or word in (_OF_LANGUAGE.get(language, frozenset()) if language else _ALL)
