"""Words of the interface's languages that say nothing of a subject, and those of every workshop.

Folded as `languages.folding.fold` does it; words of fewer than four letters never count.
"""

COMMON = frozenset(
    word
    for line in (
        "about activity after again against also among another because been before being",
        "between both could discuss discussion does doing during each every experience",
        "experiences from have having here into itself just more most much must only other ours",
        "over participants people present same session should some such than that their them",
        "then there these they this those through together under until very were what when",
        "where which while whom will with work working workshop would your",
        "activite ainsi alors apres atelier aussi autre autres avant avec avoir bien cela celle",
        "celles celui cette ceux chaque chez comme comment contre dans depuis discussion donc",
        "dont echange echanges elle elles encore ensemble entre etre experience experiences",
        "faire fait leur leurs mais meme memes moins notre nous parce participantes",
        "participants pendant personnes plus plusieurs pour pourquoi presentation presenter",
        "quand quel quelle quelles quels sans seance selon sera seront soit sont sous sujet",
        "tous tout toute toutes travail tres vers votre vous",
        "actividad ademas ahora algo algunas algunos ante antes aquel aquella aqui aunque bien",
        "cada como contra cual cuales cuando cuanto cuya cuyo debe desde donde durante ella",
        "ellas ellos entre eran esas esos esta estaba estan estar estas este estos experiencia",
        "experiencias fueron hacer hacia hasta haya intercambio juntas juntos mediante mientras",
        "misma mismo mucho muchos nosotras nosotros nuestra nuestras nuestro nuestros otra",
        "otras otro otros para participantes pero personas porque presentacion puede pueden",
        "quien quienes segun sera sesion sido siempre sino sobre solo taller tambien tanto",
        "tiene tienen toda todas todo todos trabajo tras unas unos usted vamos",
        "ainda alem algumas alguns antes apresentacao aquela aquele assim atividade atraves",
        "cada como contra depois desde dessa desse desta deste deve disso elas eles entao entre",
        "eram essa essas esse esses esta estao estar estas este estes experiencia experiencias",
        "fazer foram isso juntas juntos mais mediante mesma mesmo muito muitos nossa nossas",
        "nosso nossos numa oficina onde outra outras outro outros para participantes pela pelas",
        "pelo pelos pessoas pode podem porque quais qual quando quem seja sejam sendo sera",
        "sessao seus sobre somos suas tambem tanto toda todas todo todos trabalho troca umas",
        "voces",
        "التي الذي الذين اللذين المشاركات المشاركين انتم ايضا تبادل تجارب تجربه جلسه جميع خلال",
        "مشاركين نشاط هناك ورشه",
        "ambao ambayo ambazo baada baina bila hadi halafu hata hawa hayo hiki hivyo hizi huku",
        "huyo ikiwa jinsi kabla kama katika kazi kikao kila kuhusu kutoka kuwa kwamba kwani",
        "lakini mbali moja ndani ndio nini pamoja pasipo pekee sana sasa shughuli tangu tena",
        "uzoefu vile wakati wala wana warsha washiriki watu",
        "adalah agar akan antara apakah atau bagaimana bagi bahwa banyak beberapa belum bersama",
        "bisa dalam dapat dari dengan hanya harus hingga ialah ingin jika juga kami karena",
        "kegiatan kepada kerja ketika kita lagi lain lebih lokakarya maka masih mereka namun",
        "oleh orang pada para pengalaman peserta saat saja sampai sangat sebagai sebuah secara",
        "sedang sejak seluruh semua sendiri seperti serta sesi setiap sudah tanpa telah tentang",
        "terhadap tetapi tidak untuk yaitu yang",
        "अनुभव अपनी अपने इसलिए उनकी उनके कयोंकि कारयशाला जिसमें दवारा परतिभागी बारे लेकिन हमारी",
        "हमारे",
    )
    for word in line.split()
)
