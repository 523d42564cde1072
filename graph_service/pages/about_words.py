"""The words of the pages about the data, in Turkish and English."""

from __future__ import annotations

from graph_service.pages.words import table

ABOUT_WORDS = table(
    data_title=("Veri", "Data"),
    data_is=(
        """Bu sitedeki her şey açık veridir: okunabilir, sorulabilir, indirilebilir, \
denetlenebilir. Buradan başlayın.""",
        """Everything on this site is open data: to read, to query, to download, to check. \
Start here.""",
    ),
    get_data=("Veriyi alın", "Get the data"),
    understand_data=("Veriyi anlayın", "Understand the data"),
    trust_data=("Veriye güvenin", "Trust the data"),
    dataset_is=(
        "Sayılar, graflar, lisanslar; nasıl kaynak gösterileceği.",
        "Numbers, graphs, licences; how to cite it.",
    ),
    dumps_is=(
        "Bütün graf dosya olarak: RDF, EDM, Linked Places, tablolar.",
        "The whole graph as files: RDF, EDM, Linked Places, tables.",
    ),
    api=("API kılavuzu", "API guide"),
    api_short=("API", "API"),
    api_is=("Her arayüz, çalışan örneklerle.", "Every interface, with examples that work."),
    query_is_short=("Grafı SPARQL ile sorun.", "Ask the graph in SPARQL."),
    library_is=("Adresi olan hazır sorgular.", "Ready-made queries with addresses."),
    ontology_is=(
        "Sınıflar ve özellikler, tanımları, CIDOC CRM’e bağlanışları.",
        "Classes and properties, their definitions, how they join CIDOC CRM.",
    ),
    ontology_short=("Ontoloji", "Ontology"),
    shapes=("Şekiller", "Shapes"),
    shapes_title=("SHACL şekilleri", "SHACL shapes"),
    shapes_is=(
        "Her sürümün uyması gereken kurallar, düz yazıyla.",
        "The rules that every release keeps, in plain words.",
    ),
    validation_report=("Denetim raporu", "Validation report"),
    report_short=("Denetim", "Validation"),
    report_is=(
        "Kuralların bu sürümde buldukları: hangi kayıtlara bakılmalı.",
        "What the rules found in this release: which records to look at.",
    ),
    links_title=("Bağlantı raporu", "Link report"),
    links_short=("Bağlantılar", "Links"),
    links_is=(
        "Başka kataloglara bağlantılar ve henüz bağlanmamış kayıtlar.",
        "Links into other catalogues, and records not linked yet.",
    ),
    changes_title=("Son sürümden bu yana", "Since the last release"),
    changes_short=("Değişiklikler", "Changes"),
    changes_is=(
        "Hangi kayıtlar eklendi, değişti, taşındı, kaldırıldı.",
        "Which records were created, updated, moved or withdrawn.",
    ),
    entities=("kayıt", "records"),
    namespace=("Ad alanı", "Namespace"),
    class_diagram=("Sınıfların çizimi", "Diagram of the classes"),
    class_diagram_is=(
        """Solda sınıfların hiyerarşisi: dolu kutular bizim sınıflarımız, ötekiler CIDOC CRM’in. \
Sayı, bu sürümdeki örneklerin sayısıdır. Yaylar sınıflar arasındaki bağlardır; \
kalın olan çoktur.""",
        """On the left the hierarchy: filled boxes are our classes, the others those of CIDOC CRM. \
The number counts instances in this release. Arcs are links between classes; thicker means \
more.""",
    ),
    most_linked=("En çok bağ bulunan sınıflar", "Classes with most links between them"),
    other_ties=("Öteki bağlar", "Other links"),
    tie_note=(
        "Her kaydın kaynaklarına da bağı vardır; onlar sayılmadı.",
        "Every record also links to its sources; those are not counted.",
    ),
    from_class=("Sınıf", "Class"),
    to_class=("Bağlı sınıf", "Linked class"),
    linked_pairs=("Bağlı çift", "Linked pairs"),
    used=("{n} kez kullanıldı", "used {n} times"),
    instances=("{n} örnek", "{n} instances"),
    example=("Örnek", "Example"),
    lineage=("CRM’deki yeri", "Place in CRM"),
    its_properties=("Özellikleri", "Its properties"),
    shapes_about=(
        """Her sürüm yayımlanmadan önce bu kurallarla denetlenir: bir ihlal yayını durdurur, \
uyarılar editörlere kalır. Kuralları doğrulayıcınızda kullanmak için Turtle olarak indirin.""",
        """Every release is checked against these rules before it is published: a violation stops \
it, warnings are left to the editors. Download them as Turtle to use them in your own validator.""",
    ),
    shapes_things=("Türlere göre", "Kind by kind"),
    shapes_rules=("Tek tek kurallar: tanım ve değer kümeleri", "Single rules: domains and ranges"),
    rule=("Kural", "Rule"),
    applies_to=("Neye uygulanır", "Applies to"),
    demands=("Ne ister", "Demands"),
    advice=("Ne yapmalı", "What to do"),
    warning=("uyarı", "warning"),
    is_warning=("yalnızca uyarır", "warns only"),
    conforms=("Bu sürüm bütün kurallara uyuyor.", "This release keeps all rules."),
    violations=("ihlal", "violations"),
    warnings=("uyarı", "warnings"),
    rules_asked=("kural soruldu", "rules were asked"),
    report_about=(
        """İhlali olan bir sürüm yayımlanmaz. Uyarılar yanlış demek değildir: eksik olabilecek \
ya da bakılması gereken yerleri gösterir.""",
        """A release with violations is not published. Warnings are not mistakes: they show where \
something may be missing, or should be looked at.""",
    ),
    no_findings=("Hiçbir kural bir şey bulmadı.", "No rule found anything."),
    integrity_query=("bütünlük sorgusu", "integrity query"),
    shape=("şekil", "shape"),
    links_about=(
        """Bağlantılar veriden okunur; öteki uçlar burada ziyaret edilmez. “Birebir” eşleşme aynı \
varlık demektir.""",
        """Links are read from the data; the other ends are not visited here. An exact match says \
that both are the same thing.""",
    ),
    by_catalogue=("Kataloglara göre", "By catalogue"),
    links_count=("Bağlantı", "Links"),
    matches=("Eşleşme", "Kind of match"),
    linked_kinds=("Bağlı kayıtlar", "Linked records"),
    by_kind=("Türlere göre kapsama", "Coverage by kind"),
    linked=("Bağlı", "Linked"),
    unlinked=("Bağlantısız", "Not linked"),
    unlinked_list=("Henüz bağlanmamış kayıtlar", "Records not linked yet"),
    first_of=("İlk {n} kayıt; tümü JSON’da.", "The first {n}; all of them are in the JSON."),
    shared_targets=("Aynı hedefe bağlı kayıtlar", "Records that share a target"),
    no_shared=(
        "Bizdeki iki ayrı kayıt aynı varlığa “birebir” bağlanmıyor.",
        "No two of our records claim to be the same thing of a catalogue.",
    ),
    largest_graphs=("En büyük {n} graf; tümü:", "The {n} largest graphs; all of them:"),
    as_data=("Veri olarak", "As data"),
    api_about=(
        """Üyelik ya da anahtar gerekmez. Bütün adresler GET ile okunur ve her siteden \
çağrılabilir (CORS).""",
        """No registration, no key. All addresses are read with GET, and may be called \
from any site (CORS).""",
    ),
    rules_for_all=("Hepsi için geçerli", "True for all"),
    rule_formats=(
        """Biçim: Accept başlığı, adresin sonundaki uzantı ya da ?_mediatype= ile. Bilinmeyen bir \
biçim 406 ile yanıtlanır ve var olanları sayar.""",
        """Format: by the Accept header, a suffix of the address, or ?_mediatype=. An unknown \
format is answered 406, with a list of those that there are.""",
    ),
    rule_language=(
        "Dil: Accept-Language ya da ?lang=tr ve ?lang=en.",
        "Language: by Accept-Language, or ?lang=tr and ?lang=en.",
    ),
    rule_cache=(
        """Önbellek: her yanıtın ETag’i vardır; If-None-Match ile sorun, değişmediyse 304 \
alırsınız.""",
        """Caching: every answer has an ETag; ask with If-None-Match and get 304 while nothing has \
changed.""",
    ),
    rule_errors=(
        "Hatalar: application/problem+json (RFC 9457), ne yapılacağını da söyler:",
        "Errors: application/problem+json (RFC 9457), which says what to do about it:",
    ),
    problem_types=("sorun türleri", "kinds of problems"),
    rule_identity=(
        "Adresler kalıcıdır: taşınan kayıt 308, kaldırılan 410 ile yanıtlanır.",
        "Addresses persist: a moved record answers 308, a withdrawn one 410.",
    ),
    try_it=("Deneyin", "Try it"),
    in_terminal=("Uçbirimde", "In a terminal"),
    parameters=("Parametreler", "Parameters"),
    all_paths=("Bütün yollar (OpenAPI)", "All paths (OpenAPI)"),
    path=("Yol", "Path"),
    about_nav=("Veri hakkındaki sayfalar", "Pages about the data"),
    changes_count=("değişiklik", "changes"),
    created=("Yeni kayıtlar", "Created"),
    updated=("Değişenler", "Updated"),
    moved=("Adresi değişenler", "Moved"),
    withdrawn=("Kaldırılanlar", "Withdrawn"),
    changes_about=(
        """{release} sürümünde bir önceki sürüme göre değişen kayıtlar. Makineler için aynı liste \
IIIF Change Discovery ile sunulur.""",
        """Records that changed in release {release}, compared with the one before. The same list \
is served to machines as IIIF Change Discovery.""",
    ),
    first_release=(
        "Bu ilk sürüm: bütün kayıtlar yeni.",
        "This is the first release: all records are new.",
    ),
    no_changes=("Bu sürümde değişen kayıt yok.", "No record changed in this release."),
    releases=("Sürümler", "Releases"),
)
