"""Words of a question that carry no meaning of their own, in the seventeen languages, folded.

Only small words, and those that a person who asks for help puts around what they look for.
"""

from pathfinder.search.words import words_of

_WORDS = """
en: im id ive dont cant looking someone any some like would a an the of for to in on at by with from and or is are am
 be was do does did can could may might must should shall will how what where when who which why i me my mine you your
 we us our he she they it its this that these those have has had get got need want know find help there here if not no
 yes as about into out up please without been being were having done doing his her him them their theirs ours yours
 than then so too very just also only now each other another such while because able whom whose let lets many much
 more most tell show explain possible something anyone anything
nl: zonder laten nodig graag de het een en of van voor naar in op aan bij met uit door te om is zijn ben was ik mij
 mijn je jouw u uw we wij ons onze hij zij ze hoe wat waar wanneer wie welke waarom kan kunnen mag mogen moet moeten
 wil willen hebben heb heeft krijgen krijg als er die dat deze dit niet geen doen doe word wordt worden hun hen mijne
 jullie zich zelf dan maar ook nog wel meer over tot tegen tijdens na omdat dus toch heel veel iemand iets kunt kun
 bent waren geweest zou zouden zal zullen moest ga gaat gaan
fr: veux voudrais besoin le la les l un une des de du d et ou a au aux en dans sur pour par avec sans est sont suis
 etre etes je j me m moi mon ma mes tu te ton ta tes vous votre vos nous notre nos il elle ils elles comment que quoi
 quel quelle quels quelles quand qui pourquoi puis peut peux pouvez dois doit faut faire fais ai as avons ont avoir ce
 cet cette ces ne pas se s y est-ce c qu son sa ses leur leurs lui eux cela ca celui celle ceux etait ete avait serait
 pourrais pourrait peuvent doivent devons voudrait veut veulent fait font tres aussi mais donc si meme tout tous toute
 toutes chez entre vers depuis pendant apres avant quelqu quelque il-y
de: ohne brauche der die das den dem des ein eine einen einem einer eines und oder von vom fur zu zum zur in im auf an
 am bei mit aus durch ist sind bin sein war ich mich mir mein meine meinen meinem meiner du dein sie ihr ihre wir uns
 unser er es wie was wo wann wer welche welcher welches warum kann konnen darf durfen muss mussen soll will mochte
 habe hat haben bekomme bekommen als wenn nicht kein keine man werden wird seine seiner seinem seinen ihren ihrem
 ihrer unsere unserer unserem unseren dieses diese dieser diesem diesen jede jeder jedes dass ob weil aber auch nur
 noch schon sehr mehr so zwischen unter uber nach vor gegen wahrend wurde wurden hatte hatten ware konnte konnten
 sollte musste mochten wollen gibt etwas jemand selbst hier dort da bitte mache machen tun lassen hat's
es: quisiera el la los las un una unos unas de del al a en y o u por para con sin es son soy ser estoy estar yo me mi
 mis tu tus su sus usted nosotros nuestro como que cual cuales donde cuando quien porque puedo puede pueden debo debe
 tengo tiene tener hay hacer hago quiero necesito se lo le si no este esta esto mio mia mios mias tuyo suyo nuestra
 nuestros nuestras ellos ellas ella te os les estos estas ese esa eso esos esas aquel pero tambien muy mas ya sobre
 entre hasta desde durante despues antes fue era eran sido estan estamos he has ha hemos han habia podria podemos
 pueda deben deberia quiere quieren queremos necesita necesitamos necesitan alguien algo alguna algun ningun cada todo
 todos toda todas
it: voglio vorrei senza il lo la i gli le un uno una di del dello della dei degli delle a al alla ai alle da dal dalla
 in nel nella su sul sulla per con e o ed sono essere io mi mio mia miei mie tu tuo suo noi nostro voi come che cosa
 quale quali dove quando chi perche posso puo possono devo deve devono ho ha avere fare faccio si non se questo questa
 l d all dell nell nostra nostri nostre vostra vostro loro suoi sue sua sia tuoi tua tue lei lui ti ci vi ne ma anche
 piu molto gia dopo prima durante fino tra fra contro era stato stata siamo hai hanno abbiamo potrei dovrei vuole fa
 fanno fatto qualcuno qualcosa ogni tutto tutti quello quella dallo nello sullo agli negli sugli nei
hu: kerek szeretnem a az egy es vagy hogyan hogy mi mit hol mikor ki kik melyik miert van vannak vagyok lehet kell nem
 nekem en te o ti ok ez is ha meg el be fel le tudom tudok szeretnek kapok ennek annak ezt azt itt ott ilyen olyan
 mert de csak mar nagyon tobb mint utan elott kozott alatt altal szerint nelkul nekunk neki nekik engem minket ot oket
 enyem volt lesz lenne vagyunk tudunk akarok szeretne kellene kaphatok kaphat lehetne hova honnan mennyi mennyibe
 valaki valami
sk: a aj alebo ako co kde kedy kto ktory ktora ktore preco je su som mam ma moj moja moje moju mojho pre na v vo do z
 zo s so o od po pri k ku si sa mi ti mozem moze musim musi chcem potrebujem nie ano by ten ta to tieto tento tato
 svoj svoje svoju svojho nas nase vas jeho jej ich im nam vam ho ju mu mna sme ste bol bola bolo boli byt budem bude
 mozu mozeme chcel chcela chceme chce keby ale uz este velmi viac len iba tiez pred nad pod medzi bez cez pocas proti
 podla okolo kam odkial kolko niekto nieco nejaky nejaka ktori ci ze aby treba mame mat mal
sl: in ali kako kaj kje kdaj kdo kateri katera katero zakaj je so sem biti imam ima moj moja moje mojo za na v iz s z
 o od po pri k h si se mi ti lahko moram mora zelim potrebujem ne da bi ta to tega temu tej te svoj svojo svoje nas
 nase vas njegov njen ga jo ji jim jih mu mene smo ste bil bila bilo bili bom bo bomo moramo morajo zelimo hocem rad
 rada ce ker ampak tudi ze zelo vec samo le pred nad pod med brez cez proti okoli kam kod koliko nekdo nekaj kaksen ki
 kot naj treba imamo imeti imel
uk: отримати потрібен потрібна і й та або як що де коли хто який яка яке які чому є це я мене мені мій моя моє мої мою
 ви ваш ми наш на в у з із до від по за для про чи можу може можна треба потрібно хочу маю мати не так щоб бути він
 вона воно вони його її їх їм йому їй нам нас вам вас тобі тебе ти собі себе свій своя своє свої своєї свого свою наша
 наше наші ваша ваше ваші цей ця ці той те ті був була було були буде будуть мав мала можемо можуть потребую хоче
 хочемо хотів хотіла якщо але тому бо ж би ще вже дуже більше тільки також при під над між через після перед без куди
 звідки скільки хтось щось якийсь чого чим кому кого
ru: получить нужен нужна нужны и или как что где когда кто какой какая какое какие почему есть это я меня мне мой моя
 мое мои мою вы ваш мы наш на в во с со к из до от по за для о об ли могу может можно надо нужно хочу имею не да чтобы
 быть он она оно они его ее их им ему ей нам нас вам вас тебе тебя ты себе себя свой своя свое свои своего своей свою
 наша наше наши ваша ваше ваши этот эта эти этого этой тот та те был была было были будет будут имел можем могут хочет
 хотим хотел хотела если но потому же бы еще уже очень больше только также при под над между через после перед без
 куда откуда сколько который которая которые чего чем кому кого
ar: في من الى على عن مع هل ما ماذا كيف اين متى لماذا هو هي هم انا انت نحن هذا هذه ذلك التي الذي او و ثم ان لا نعم كان
 يكون يمكن يمكنني استطيع اريد احتاج لدي عندي لي كم اي بعد قبل ل ب بدي وين شو كيفية الذين اللي هاد هاي ده دي ليش شلون
 شنو ايش فين منين امتى لازم ممكن بقدر اقدر نقدر يقدر ابغى عايز عاوز نريد يريد بحاجة لدينا عندنا عنده له لها لهم لنا
 عليه عليها فيه فيها منها منه بها به بين تحت فوق حول خلال ضد دون بدون حتى اذا لو لكن لان ايضا كل بعض غير سوف قد كانت
 تكون ليس لست انه انها انني اني احصل الحصول حصول بدنا
fa: ها های هایی در از به با برای و یا که چه چی چگونه چطور کجا کی چرا است هست هستم من تو ما شما او این آن را می میتوانم
 توانم باید میخواهم خواهم دارم دارد کنم کرد شود شدن کردن بگیرم هم تا اگر نه بله یک ام هستیم هستند بود بودم شده شد شوم
 میشود میشوم میشه میخوام میتونم بتوانم بتونم میتوان میتواند تواند کنیم کنند کنید میکنم میکند کند بکنم داشته داریم
 دارند برایم برام خود خودم خودمان آنها اینجا آنجا همه هر چند چقدر کدام کسی چیزی بعد قبل بین روی زیر پس ولی اما هنوز
 فقط خیلی بیشتر دیگر نیز باشد باشم لازم نیاز کجاست چیست چطوری
ps: لپاره په له د ته او یا چې څه څنګه چېرته کله څوک ولې دی ده دي یم زه زما ستا موږ تاسو دا هغه کولای شم غواړم لرم باید
 نه هو کړم کیږي مې دې یې ستاسو زموږ هغوی دوی وم وو به هم خو که نو تر پر باندې کې لاندې سره څخه وروسته مخکې هلته دلته
 چیرته چېرې کوم کومه کولی شي شو شوم کوي کړي کړو وکړم ترلاسه لرو لري غواړي اړتیا
ti: ኣብ ናብ ካብ ን ናይ ከመይ እንታይ ኣበይ መዓስ መን ስለምንታይ እዩ እያ እየ ኣነ ናተይ ንስኻ ንሕና እዚ ድዩ ክኽእል ይኽእል ኣለኒ ኣለዎ ወይ ድማ ከም ምስ ድሕሪ ቅድሚ ኣብዚ
 ኣብቲ እቲ እታ እቶም ነቲ ናብቲ ንዓይ ንሱ ንሳ ንሳቶም ናቱ ናታ ናትና ጌረ ገይረ ክገብር ክረክብ እደሊ ደልየ ይደሊ የድልየኒ ኣሎ ኣላ እንተ ግን እውን ጥራይ ብዙሕ ኩሉ ዝኾነ ክንደይ
 ናበይ ካበይ ስለ
tr: bulabilirim yapilir alinir nereden ve veya ile icin bir bu su o ne nasil nerede nereye zaman kim hangi neden mi mu
 ben benim bana sen senin biz siz olarak da de ki gibi daha istiyorum gerekiyor lazim almak alabilirim yapabilirim
 miyim bizim sizin onun onlar onlarin beni seni sana onu ona bizi bize sizi size kendi kendim bunu buna niye kac
 neresi var misin miyiz mudur midir olan olur oldu olmak olsun ise ama fakat cunku cok her tum bazi kadar sonra once
 gore karsi uzere hakkinda etmek ederim edebilir edebilirim yapmak yapabilir yapiyor isterim gerek gerekli gerekir
 alabilir bulabilir edilir
so: iyo ama ee oo ka ku u si sidee maxaa maxay xaggee halkee goorma kuma waa waxaa waxaan aan aniga ani adiga inaan
 kara karaa rabaa doonayaa haystaa leeyahay ma miyaa ah in loo waxa waxuu waxay isaga iyada iyaga kan tan kuwa halkan
 halkaas immisa imisa xagee sideen sidaan aad ay uu aanu ayaa ayuu ayay baa haddii laakiin kaliya dhammaan kasta kale
 markii kadib ilaa saabsan leh jirta jira yahay tahay ahay nahay karo karaan karto helo helaa helaan hela rabo rabnaa
 raba doonaya baahanahay
"""

_OF_LANGUAGE = {
    line.partition(":")[0].strip(): frozenset(words_of(line.partition(":")[2]))
    for line in _WORDS.replace("\n ", " ").strip().splitlines()
}
LANGUAGES = tuple(_OF_LANGUAGE)  # whose small words are known
_ALL = frozenset().union(*_OF_LANGUAGE.values())


def is_stopword(word: str, language: str = "") -> bool:
    """Whether a folded word is a small one in any of the languages."""
    return len(word) == 1 or word in (_OF_LANGUAGE.get(language, frozenset()) if language else _ALL)
