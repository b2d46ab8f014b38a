"""One small news page in each of many languages, made up, with what a reader sees on it."""

from __future__ import annotations

import html
from typing import NamedTuple

e = html.escape


class News(NamedTuple):
    """A page as it is printed, and by hand what must be read of it."""

    title: str
    dated: str
    published: str
    byline: str
    authors: tuple[str, ...]
    paragraphs: tuple[str, str, str, str]
    more: str  # stands among the paragraphs, before a link
    source: str  # the line below the text
    heading: str  # above the list of other articles
    others: tuple[str, str, str]  # the one linked in the text, then those of the list


NEWS = {
    "sv": News(
        title="Ny bro över Lillån invigd efter två års väntan",
        dated="Publicerad 12 mars 2024 kl. 15.20",
        published="2024-03-12T15:20:00+01:00",
        byline="Av Anna Berg, Jonas Vik och Eva Lind",
        authors=("Anna Berg", "Jonas Vik", "Eva Lind"),
        paragraphs=(
            "Den nya bron över Lillån invigdes på tisdagen, två år efter att den gamla stängdes när pelarna hade "
            "börjat sjunka ned i flodens botten.",
            "Omkring fyra tusen personer väntas passera varje dag. Kommunen säger att bussarna följer i maj, när "
            "vägen på den norra stranden har breddats.",
            "Till dess går färjan som vanligt. Ägaren säger att han kommer att sakna köerna men inte dimman, och att "
            "han ser fram emot att få sova längre.",
            "Bygget har kostat fyrtio miljoner kronor, vilket är sex miljoner mer än vad fullmäktige en gång hade "
            "räknat med i sin budget.",
        ),
        more="LÄS OCKSÅ:",
        source="Källa: TT",
        heading="Läs mer",
        others=(
            "Färjan över Lillån går i trafik till maj månad",
            "Vägen norr om ån breddas redan i april i år",
            "Fullmäktige enades om budgeten efter en lång natt",
        ),
    ),
    "da": News(
        title="Ny bro over Lilleåen åbnet efter to års ventetid",
        dated="12. marts 2024 kl. 15.20",
        published="2024-03-12T15:20:00+01:00",
        byline="Af Søren Kjær og Mette Dal",
        authors=("Søren Kjær", "Mette Dal"),
        paragraphs=(
            "Den nye bro over Lilleåen blev åbnet tirsdag, to år efter at den gamle blev lukket, fordi pillerne var "
            "begyndt at synke ned i åens bund.",
            "Omkring fire tusinde mennesker ventes at køre over den hver dag. Kommunen oplyser, at busserne følger i "
            "maj, når vejen mod nord er gjort bredere.",
            "Indtil da sejler færgen videre. Ejeren siger, at han kommer til at savne køerne, men ikke tågen, og at "
            "han glæder sig til at sove længere.",
            "Byggeriet har kostet fyrre millioner kroner, og det er seks millioner mere, end byrådet engang havde "
            "regnet med i sit budget.",
        ),
        more="LÆS OGSÅ:",
        source="Kilde: Ritzau",
        heading="Relaterede artikler",
        others=(
            "Færgen over Lilleåen sejler videre frem til maj",
            "Vejen nord for åen bliver bredere allerede i april",
            "Byrådet blev enigt om budgettet efter en lang nat",
        ),
    ),
    "fi": News(
        title="Uusi silta Pikkujoen yli avattiin kahden vuoden odotuksen jälkeen",
        dated="Julkaistu 12.3.2024 klo 15.20",
        published="2024-03-12T15:20:00+02:00",
        byline="Teksti: Aino Mäki ja Eero Salo",
        authors=("Aino Mäki", "Eero Salo"),
        paragraphs=(
            "Uusi silta Pikkujoen yli avattiin tiistaina, kaksi vuotta sen jälkeen kun vanha suljettiin, koska sen "
            "pilarit olivat alkaneet vajota joen pohjaan.",
            "Noin neljän tuhannen ihmisen odotetaan kulkevan siitä joka päivä. Kunnan mukaan bussit seuraavat "
            "toukokuussa, kun pohjoisrannan tie on levennetty.",
            "Siihen asti lautta jatkaa kulkuaan. Sen omistaja sanoo jäävänsä kaipaamaan jonoja mutta ei sumua ja "
            "iloitsevansa pitemmistä yöunista.",
            "Rakentaminen maksoi neljäkymmentä miljoonaa euroa, mikä on kuusi miljoonaa enemmän kuin valtuusto oli "
            "aikanaan budjetissaan laskenut.",
        ),
        more="LUE MYÖS:",
        source="Lähde: STT",
        heading="Lue lisää aiheesta",
        others=(
            "Pikkujoen lautta liikennöi toukokuuhun saakka",
            "Pohjoisrannan tietä levennetään jo huhtikuussa",
            "Valtuusto sopi budjetista pitkän yön jälkeen",
        ),
    ),
    "pl": News(
        title="Nowy most nad Małą Rzeką otwarty po dwóch latach",
        dated="wtorek, 12 marca 2024 r., godz. 15:20",
        published="2024-03-12T15:20:00+01:00",
        byline="Autor: Jan Łąka i Zofia Świerk",
        authors=("Jan Łąka", "Zofia Świerk"),
        paragraphs=(
            "Nowy most nad Małą Rzeką otwarto we wtorek, dwa lata po zamknięciu starego, którego filary zaczęły się "
            "zapadać w dno rzeki.",
            "Codziennie ma nim przejeżdżać około czterech tysięcy osób. Urząd gminy zapowiada, że autobusy ruszą w "
            "maju, gdy zostanie poszerzona droga na północnym brzegu.",
            "Do tego czasu prom kursuje bez zmian. Jego właściciel mówi, że będzie mu brakowało kolejek, ale nie "
            "mgły, i że cieszy się na dłuższy sen.",
            "Budowa kosztowała czterdzieści milionów złotych, czyli o sześć milionów więcej, niż rada zapisała "
            "niegdyś w swoim budżecie.",
        ),
        more="CZYTAJ TEŻ:",
        source="Źródło: PAP",
        heading="Powiązane artykuły",
        others=(
            "Prom na Małej Rzece będzie kursował do maja",
            "Drogę na północnym brzegu poszerzą już w kwietniu",
            "Rada przyjęła budżet po długiej nocnej naradzie",
        ),
    ),
    "cs": News(
        title="Nový most přes Malou řeku otevřen po dvou letech čekání",
        dated="Publikováno 12. března 2024 15:20",
        published="2024-03-12T15:20:00+01:00",
        byline="Autor: Jan Šťastný a Věra Říhová",
        authors=("Jan Šťastný", "Věra Říhová"),
        paragraphs=(
            "Nový most přes Malou řeku byl otevřen v úterý, dva roky poté, co byl uzavřen starý, jehož pilíře se "
            "začaly propadat do dna řeky.",
            "Denně po něm má přejet asi čtyři tisíce lidí. Obec uvádí, že autobusy budou následovat v květnu, až se "
            "rozšíří silnice na severním břehu.",
            "Do té doby jezdí přívoz dál. Jeho majitel říká, že mu budou chybět fronty, ale ne mlha, a že se těší na "
            "delší spánek.",
            "Stavba stála čtyřicet milionů korun, což je o šest milionů více, než s čím zastupitelstvo kdysi "
            "počítalo ve svém rozpočtu.",
        ),
        more="Čtěte také:",
        source="Zdroj: ČTK",
        heading="Související články",
        others=(
            "Přívoz na Malé řece bude jezdit až do května",
            "Silnici na severním břehu rozšíří už v dubnu",
            "Zastupitelé se po dlouhé noci shodli na rozpočtu",
        ),
    ),
    "hu": News(
        title="Két év után átadták a Kis-folyó új hídját",
        dated="2024. március 12., kedd 15:20",
        published="2024-03-12T15:20:00+01:00",
        byline="Szerző: Kovács Anna és Őry Béla",
        authors=("Kovács Anna", "Őry Béla"),
        paragraphs=(
            "Kedden átadták a Kis-folyó új hídját, két évvel azután, hogy a régit lezárták, mert a pillérei "
            "süllyedni kezdtek a mederben.",
            "Naponta mintegy négyezer ember kel majd át rajta. Az önkormányzat szerint a buszok májusban követik, "
            "amikor az északi parton kiszélesítik az utat.",
            "Addig a komp tovább jár. A tulajdonosa azt mondja, hogy a sorok hiányozni fognak neki, a köd viszont "
            "nem, és örül, hogy tovább alhat.",
            "Az építkezés negyvenmillió forintba került, ami hatmillióval több annál, mint amennyivel a testület "
            "egykor a költségvetésében számolt.",
        ),
        more="Olvassa el ezt is:",
        source="Forrás: MTI",
        heading="Kapcsolódó cikkek",
        others=(
            "Májusig marad a komp a Kis-folyón a vízügy szerint",
            "Már áprilisban kiszélesítik az északi part útját",
            "Hosszú éjszaka után elfogadták a költségvetést",
        ),
    ),
    "tr": News(
        title="Küçükçay üzerindeki yeni köprü iki yıl sonra açıldı",
        dated="Giriş Tarihi: 12 Mart 2024 Salı 15:20",
        published="2024-03-12T15:20:00+03:00",
        byline="Haber: Işıl Aydın ve İbrahim Ağaç",
        authors=("Işıl Aydın", "İbrahim Ağaç"),
        paragraphs=(
            "Küçükçay üzerindeki yeni köprü salı günü açıldı. Eskisi, ayakları nehrin yatağına gömülmeye başladığı "
            "için iki yıl önce kapatılmıştı.",
            "Köprüden her gün yaklaşık dört bin kişinin geçmesi bekleniyor. Belediye, kuzey yakasındaki yol "
            "genişletildikten sonra mayısta otobüslerin de geçeceğini bildirdi.",
            "O güne kadar feribot çalışmayı sürdürecek. Sahibi, kuyrukları özleyeceğini ama sisi özlemeyeceğini, "
            "daha uzun uyuyacağı için sevindiğini söyledi.",
            "İnşaat kırk milyon liraya mal oldu. Bu, meclisin bir zamanlar bütçesinde öngördüğünden altı milyon lira "
            "daha fazla.",
        ),
        more="İLGİLİ HABER:",
        source="Kaynak: AA",
        heading="İLGİLİ HABERLER",
        others=(
            "Küçükçay feribotu mayıs ayına kadar çalışacak",
            "Kuzey yakasındaki yol daha nisanda genişletilecek",
            "Meclis uzun bir gecenin ardından bütçede anlaştı",
        ),
    ),
    "id": News(
        title="Jembatan baru di atas Kali Kecil dibuka setelah dua tahun",
        dated="Selasa, 12 Maret 2024 | 15:20 WIB",
        published="2024-03-12T15:20:00+07:00",
        byline="Penulis: Sari Wulan dan Budi Hartono",
        authors=("Sari Wulan", "Budi Hartono"),
        paragraphs=(
            "Jembatan baru di atas Kali Kecil dibuka pada hari Selasa, dua tahun setelah jembatan lama ditutup "
            "karena tiangnya mulai turun ke dasar sungai.",
            "Sekitar empat ribu orang diperkirakan melintas setiap hari. Pemerintah desa mengatakan bus akan "
            "menyusul pada bulan Mei, setelah jalan di tepi utara diperlebar.",
            "Sampai saat itu perahu tetap berjalan. Pemiliknya mengatakan akan merindukan antrean, tetapi bukan "
            "kabut, dan senang bisa tidur lebih lama.",
            "Pembangunan itu menelan biaya empat puluh miliar rupiah, enam miliar lebih banyak daripada yang dahulu "
            "dihitung dewan dalam anggarannya.",
        ),
        more="Baca juga:",
        source="Sumber: Antara",
        heading="Berita Terkait",
        others=(
            "Perahu di Kali Kecil tetap berjalan sampai Mei",
            "Jalan di tepi utara diperlebar mulai bulan April",
            "Dewan menyepakati anggaran setelah malam panjang",
        ),
    ),
    "ms": News(
        title="Jambatan baharu merentasi Sungai Kecil dibuka selepas dua tahun",
        dated="12 Ogos 2024, 3:20 PM",
        published="2024-08-12T15:20:00+07:00",
        byline="Oleh Siti Aminah dan Ahmad bin Yusof",
        authors=("Siti Aminah", "Ahmad bin Yusof"),
        paragraphs=(
            "Jambatan baharu merentasi Sungai Kecil dibuka pada hari Isnin, dua tahun selepas jambatan lama ditutup "
            "kerana tiangnya mula tenggelam ke dasar sungai.",
            "Kira-kira empat ribu orang dijangka melaluinya setiap hari. Majlis berkata bas akan menyusul pada bulan "
            "Oktober selepas jalan di tebing utara dilebarkan.",
            "Sehingga itu feri terus beroperasi. Pemiliknya berkata beliau akan merindui barisan panjang tetapi "
            "bukan kabus, dan gembira dapat tidur lebih lama.",
            "Pembinaan itu menelan belanja empat puluh juta ringgit, enam juta lebih banyak daripada yang pernah "
            "dikira oleh majlis dalam belanjawannya.",
        ),
        more="BACA JUGA:",
        source="Sumber: Bernama",
        heading="Artikel berkaitan",
        others=(
            "Feri di Sungai Kecil beroperasi hingga Oktober",
            "Jalan di tebing utara dilebarkan mulai September",
            "Majlis sepakat tentang belanjawan selepas berunding",
        ),
    ),
    "ro": News(
        title="Noul pod peste Râul Mic a fost deschis după doi ani",
        dated="Publicat: 12 martie 2024, ora 15:20",
        published="2024-03-12T15:20:00+02:00",
        byline="De Ștefan Țurcanu și Ioana Brădean",
        authors=("Ștefan Țurcanu", "Ioana Brădean"),
        paragraphs=(
            "Noul pod peste Râul Mic a fost deschis marți, la doi ani după ce vechiul pod a fost închis, fiindcă "
            "pilonii începuseră să se scufunde în albie.",
            "Aproximativ patru mii de oameni sunt așteptați să îl traverseze zilnic. Primăria spune că autobuzele "
            "vor urma în mai, după lărgirea drumului de pe malul de nord.",
            "Până atunci bacul circulă mai departe. Proprietarul spune că îi va fi dor de cozi, dar nu și de ceață, "
            "și că se bucură că va dormi mai mult.",
            "Lucrările au costat patruzeci de milioane de lei, cu șase milioane mai mult decât socotise odinioară "
            "consiliul în bugetul său.",
        ),
        more="CITEȘTE ȘI:",
        source="Sursa: Agerpres",
        heading="Articole similare",
        others=(
            "Bacul de pe Râul Mic circulă până în luna mai",
            "Drumul de pe malul de nord va fi lărgit în aprilie",
            "Consiliul a căzut de acord asupra bugetului local",
        ),
    ),
    "ru": News(
        title="Новый мост через Малую реку открыли после двух лет ожидания",
        dated="12 марта 2024 г., 15:20",
        published="2024-03-12T15:20:00+03:00",
        byline="Автор: Анна Берёзова и Пётр Майский",
        authors=("Анна Берёзова", "Пётр Майский"),
        paragraphs=(
            "Новый мост через Малую реку открыли во вторник, через два года после того, как закрыли старый: его "
            "опоры начали погружаться в дно реки.",
            "Ожидается, что каждый день по нему будут проезжать около четырёх тысяч человек. В администрации "
            "говорят, что автобусы пойдут в мае, когда расширят дорогу на северном берегу.",
            "До тех пор паром продолжает ходить. Его владелец говорит, что будет скучать по очередям, но не по "
            "туману, и рад, что сможет дольше спать.",
            "Строительство обошлось в сорок миллионов рублей, и это на шесть миллионов больше, чем совет когда-то "
            "заложил в своём бюджете.",
        ),
        more="Читайте также:",
        source="Источник: ТАСС",
        heading="Материалы по теме",
        others=(
            "Паром на Малой реке будет ходить до мая месяца",
            "Дорогу на северном берегу расширят уже в апреле",
            "Совет согласовал бюджет после долгой ночи споров",
        ),
    ),
    "uk": News(
        title="Новий міст через Малу річку відкрили після двох років очікування",
        dated="Вівторок, 12 березня 2024, 15:20",
        published="2024-03-12T15:20:00+02:00",
        byline="Автор: Оксана Їжак та Євген Гай",
        authors=("Оксана Їжак", "Євген Гай"),
        paragraphs=(
            "Новий міст через Малу річку відкрили у вівторок, за два роки після того, як закрили старий: його опори "
            "почали занурюватися в дно річки.",
            "Очікується, що щодня ним їздитимуть близько чотирьох тисяч людей. У громаді кажуть, що автобуси підуть "
            "у травні, коли розширять дорогу на північному березі.",
            "Доти пором і далі ходитиме. Його власник каже, що сумуватиме за чергами, але не за туманом, і радіє, що "
            "зможе довше спати.",
            "Будівництво коштувало сорок мільйонів гривень, і це на шість мільйонів більше, ніж рада колись "
            "передбачила у своєму бюджеті.",
        ),
        more="Читайте також:",
        source="Джерело: Укрінформ",
        heading="Матеріали за темою",
        others=(
            "Пором на Малій річці ходитиме до травня місяця",
            "Дорогу на північному березі розширять у квітні",
            "Рада погодила бюджет після довгої ночі суперечок",
        ),
    ),
    "el": News(
        title="Άνοιξε έπειτα από δύο χρόνια η νέα γέφυρα του Μικρού Ποταμού",
        dated="Τρίτη 12 Μαρτίου 2024, 03:20 μ.μ.",
        published="2024-03-12T15:20:00+02:00",
        byline="Γράφει η Μαρία Αγγέλου και ο Νίκος Βέργος",
        authors=("Μαρία Αγγέλου", "Νίκος Βέργος"),
        paragraphs=(
            "Η νέα γέφυρα του Μικρού Ποταμού άνοιξε την Τρίτη, δύο χρόνια αφότου έκλεισε η παλιά, επειδή τα βάθρα "
            "της είχαν αρχίσει να βουλιάζουν στην κοίτη.",
            "Περίπου τέσσερις χιλιάδες άνθρωποι αναμένεται να την περνούν κάθε μέρα. Ο δήμος λέει ότι τα λεωφορεία "
            "θα ακολουθήσουν τον Μάιο, όταν διαπλατυνθεί ο δρόμος στη βόρεια όχθη.",
            "Ως τότε το πορθμείο συνεχίζει τα δρομολόγια. Ο ιδιοκτήτης του λέει ότι θα του λείψουν οι ουρές αλλά όχι "
            "η ομίχλη και χαίρεται που θα κοιμάται περισσότερο.",
            "Το έργο κόστισε σαράντα εκατομμύρια ευρώ, έξι εκατομμύρια περισσότερα από όσα είχε κάποτε υπολογίσει το "
            "συμβούλιο στον προϋπολογισμό του.",
        ),
        more="ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ:",
        source="Πηγή: ΑΠΕ-ΜΠΕ",
        heading="ΣΧΕΤΙΚΕΣ ΕΙΔΗΣΕΙΣ",
        others=(
            "Το πορθμείο του Μικρού Ποταμού ως τον Μάιο",
            "Διαπλατύνεται από τον Απρίλιο ο βόρειος δρόμος",
            "Συμφωνία του συμβουλίου για τον προϋπολογισμό",
        ),
    ),
    "hr": News(
        title="Novi most preko Male rijeke otvoren nakon dvije godine",
        dated="Objavljeno: 12. ožujka 2024. u 15:20",
        published="2024-03-12T15:20:00+01:00",
        byline="Piše: Đurđa Šimić i Željko Čolak",
        authors=("Đurđa Šimić", "Željko Čolak"),
        paragraphs=(
            "Novi most preko Male rijeke otvoren je u utorak, dvije godine nakon što je stari zatvoren jer su mu "
            "stupovi počeli tonuti u korito rijeke.",
            "Očekuje se da će ga svakoga dana prelaziti oko četiri tisuće ljudi. Općina kaže da će autobusi krenuti "
            "u svibnju, kada se proširi cesta na sjevernoj obali.",
            "Do tada skela vozi dalje. Njezin vlasnik kaže da će mu nedostajati redovi, ali ne i magla, te da se "
            "veseli duljem snu.",
            "Gradnja je stajala četrdeset milijuna eura, šest milijuna više nego što je vijeće nekoć predvidjelo u "
            "svojem proračunu.",
        ),
        more="PROČITAJTE I:",
        source="Izvor: Hina",
        heading="Povezane vijesti",
        others=(
            "Skela na Maloj rijeci vozi sve do kraja svibnja",
            "Cesta na sjevernoj obali širi se već u travnju",
            "Vijeće se nakon duge noći složilo o proračunu",
        ),
    ),
    "sr": News(
        title="Novi most preko Male reke otvoren posle dve godine čekanja",
        dated="utorak, 12. mart 2024. u 15:20",
        published="2024-03-12T15:20:00+01:00",
        byline="Autor: Jelena Đorđević i Miloš Ćirić",
        authors=("Jelena Đorđević", "Miloš Ćirić"),
        paragraphs=(
            "Novi most preko Male reke otvoren je u utorak, dve godine pošto je stari zatvoren jer su mu stubovi "
            "počeli da tonu u rečno korito.",
            "Očekuje se da će ga svakog dana prelaziti oko četiri hiljade ljudi. U opštini kažu da će autobusi "
            "krenuti u maju, kada bude proširen put na severnoj obali.",
            "Do tada skela saobraća kao i ranije. Njen vlasnik kaže da će mu nedostajati redovi, ali ne i magla, i "
            "da se raduje dužem snu.",
            "Izgradnja je koštala četrdeset miliona dinara, šest miliona više nego što je veće nekada predvidelo u "
            "svom budžetu.",
        ),
        more="Pročitajte još:",
        source="Izvor: Tanjug",
        heading="Povezane vesti",
        others=(
            "Skela na Maloj reci saobraća sve do kraja maja",
            "Put na severnoj obali širi se već u aprilu mesecu",
            "Veće se posle duge noći saglasilo oko budžeta",
        ),
    ),
}


def page_of(language: str) -> bytes:
    """The markup of that page: nothing in its head but the title, nothing in it that a class name tells."""
    news = NEWS[language]
    first, second, third, fourth = (f"<p>{e(paragraph)}</p>" for paragraph in news.paragraphs)
    link, *listed = (f'<a href="/news/{number}">{e(title)}</a>' for number, title in enumerate(news.others, 70))
    items = "".join(f"<li>{item}</li>" for item in listed)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{e(news.title)}</title></head>'
        f"<body><main><h1>{e(news.title)}</h1><div>{e(news.dated)}</div><div>{e(news.byline)}</div>"
        f"<div>{first}{second}<p>{e(news.more)} {link}</p>{third}{fourth}<p>{e(news.source)}</p></div>"
        f"<h3>{e(news.heading)}</h3><ul>{items}</ul></main></body></html>"
    ).encode()
