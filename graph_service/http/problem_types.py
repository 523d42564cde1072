"""Every kind of problem that the service reports, with its words in Turkish and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the languages of our pages."""

    tr: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.tr if language == "tr" else self.en


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: what its status and title are, and what a client can do about it."""

    slug: str
    status: int
    title: Text
    advice: Text
    cache_class: str = "error"


def _catalogue(*types: ProblemType) -> Mapping[str, ProblemType]:
    return MappingProxyType({each.slug: each for each in types})


CATALOGUE = _catalogue(
    ProblemType(
        "bad-request",
        400,
        Text("İstek anlaşılamadı", "The request cannot be understood"),
        Text(
            "İsteğin parametrelerini denetleyin; ayrıntı hangisinin yanlış olduğunu söyler.",
            "Check the parameters of the request; the detail says which one is wrong.",
        ),
    ),
    ProblemType(
        "bad-iri",
        400,
        Text("Geçersiz IRI", "Not a valid IRI"),
        Text(
            "Mutlak bir IRI yazın; boşluk ve ayraç gibi karakterler yüzde kodlamasıyla yazılır.",
            "Write an absolute IRI; characters such as spaces and braces are percent-encoded.",
        ),
    ),
    ProblemType(
        "syntax-error",
        400,
        Text("Söz dizimi hatası", "Syntax error"),
        Text(
            "Satır ve sütun, sorgunun okunamayan ilk yerini gösterir.",
            "Line and column show the first place of the query that cannot be read.",
        ),
    ),
    ProblemType(
        "service-not-allowed",
        403,
        Text("SERVICE kapalı", "SERVICE is not allowed"),
        Text(
            "Bu uç nokta, işletenin listesinde olmayan başka uç noktaları sorgulamaz. "
            "Birleşik sorguyu kendi bilgisayarınızdan çalıştırın.",
            "This endpoint asks no other endpoint that is not on the operator's list. "
            "Run the federated query from your side.",
        ),
    ),
    ProblemType(
        "update-not-allowed",
        403,
        Text("Güncelleme kapalı", "Updates are not allowed"),
        Text(
            "Veriler salt okunurdur. Düzeltme önerilerini bize yazın.",
            "The data are read-only. Write to us to suggest a correction.",
        ),
    ),
    ProblemType(
        "not-found",
        404,
        Text("Sayfa bulunamadı", "Page not found"),
        Text(
            "Adresi denetleyin; benzer adlar varsa listelenir.",
            "Check the address; similar names, if any, are listed.",
        ),
        "missing",
    ),
    ProblemType(
        "method-not-allowed",
        405,
        Text("Bu yöntem kullanılamaz", "Method not allowed"),
        Text(
            "Allow başlığı hangi yöntemlerin kullanılabildiğini söyler.",
            "The Allow header says which methods there are.",
        ),
    ),
    ProblemType(
        "not-acceptable",
        406,
        Text("İstenen biçim yok", "None of the formats asked for"),
        Text(
            "Accept başlığında listelenen biçimlerden birini isteyin ya da adrese uzantı ekleyin.",
            "Ask for one of the listed formats in Accept, or put its suffix to the address.",
        ),
    ),
    ProblemType(
        "gone",
        410,
        Text("Kayıt geri çekildi", "Record withdrawn"),
        Text(
            "Bu kayıt bir zamanlar yayımdaydı; neden geri çekildiği yazılıdır.",
            "This record was once published; why it was withdrawn is said here.",
        ),
        "gone",
    ),
    ProblemType(
        "query-too-deep",
        400,
        Text("Sorgu çok derin iç içe", "The query is nested too deeply"),
        Text(
            "Parantezleri ve iç içe grupları azaltın; uzun UNION ya da toplam zincirleri yerine "
            "VALUES kullanın.",
            "Use fewer nested groups and parentheses, and VALUES instead of long chains of UNION "
            "or sums.",
        ),
    ),
    ProblemType(
        "query-too-large",
        413,
        Text("Sorgu çok büyük", "The query is too large"),
        Text(
            "Sorguyu bölün; uzun VALUES listelerini birkaç isteğe dağıtın.",
            "Split the query; spread long VALUES lists over several requests.",
        ),
    ),
    ProblemType(
        "unsupported-media-type",
        415,
        Text("İstek gövdesinin türü bilinmiyor", "Unsupported media type of the request"),
        Text(
            "İstek gövdesini ayrıntıda sayılan türlerden biriyle gönderin.",
            "Send the body of the request as one of the types named in the detail.",
        ),
    ),
    ProblemType(
        "range-not-satisfiable",
        416,
        Text("İstenen aralık dosyada yok", "The file has no such range"),
        Text(
            "Content-Range başlığı dosyanın uzunluğunu söyler.",
            "The Content-Range header says how long the file is.",
        ),
    ),
    ProblemType(
        "unsupported-format",
        400,
        Text("Bilinmeyen biçim", "Unknown format"),
        Text(
            "Ayrıntıda sayılan biçimlerden birini seçin.",
            "Choose one of the formats named in the detail.",
        ),
    ),
    ProblemType(
        "validation-failed",
        422,
        Text("Veriler kurallara uymuyor", "The data do not conform"),
        Text(
            "Her ihlalin yeri ve beklenen değer listelenir.",
            "The place of each violation and the expected value are listed.",
        ),
    ),
    ProblemType(
        "too-many-requests",
        429,
        Text("Çok fazla istek", "Too many requests"),
        Text(
            "Retry-After başlığındaki süre kadar bekleyin; toplu kullanım için dökümleri indirin.",
            "Wait as long as Retry-After says; for bulk use, download the dumps.",
        ),
    ),
    ProblemType(
        "internal-error",
        500,
        Text("Bizde bir sorun oluştu", "Something went wrong here"),
        Text(
            "İsteğinizde bir yanlış yok. Daha sonra yeniden deneyin.",
            "Nothing is wrong with your request. Try again later.",
        ),
    ),
    ProblemType(
        "query-timeout",
        503,
        Text("Sorgu zaman aşımına uğradı", "The query timed out"),
        Text(
            "Sorguyu daraltın: LIMIT ekleyin, değişken yüklemlerden ve sınırsız yollardan "
            "kaçının, ORDER BY öncesinde süzün; ya da dökümleri indirin.",
            "Narrow the query: add LIMIT, avoid variable predicates and unbounded paths, filter "
            "before ORDER BY; or download the dumps.",
        ),
    ),
    ProblemType(
        "out-of-memory",
        503,
        Text("Sorgu çok bellek istedi", "The query needed too much memory"),
        Text(
            "Daha az satır sıralayın ya da gruplayın; büyük sonuçları parçalar halinde isteyin.",
            "Sort or group fewer rows; ask for large results in parts.",
        ),
    ),
    ProblemType(
        "query-crashed",
        503,
        Text("Sorgu yarıda kaldı", "The query did not finish"),
        Text(
            "Sorguyu çalıştıran süreç sona erdi; öteki sorgular etkilenmedi. "
            "Sorguyu sadeleştirip yeniden deneyin.",
            "The process that ran the query ended; no other query was affected. "
            "Simplify the query and try again.",
        ),
    ),
    ProblemType(
        "result-truncated",
        503,
        Text("Sonuç kesildi", "The result was truncated"),
        Text(
            "Sonuç sınırı aşıyor. LIMIT ile parçalar halinde isteyin ya da dökümleri indirin.",
            "The result exceeds the limit. Ask for parts of it with LIMIT, or download the dumps.",
        ),
    ),
    ProblemType(
        "too-busy",
        503,
        Text("Sunucu şu anda dolu", "The server is busy"),
        Text(
            "Retry-After başlığındaki süreden sonra yeniden deneyin.",
            "Try again after the time that Retry-After says.",
        ),
    ),
    ProblemType(
        "service-failed",
        502,
        Text("SERVICE yanıt vermedi", "SERVICE did not answer"),
        Text(
            "Sorulan öteki uç noktayı kendi başına deneyin; SERVICE içindeki örüntüyü daraltın, "
            "böylece daha az satır gelir.",
            "Try the other endpoint by itself; narrow the pattern within SERVICE, so that fewer "
            "rows come.",
        ),
    ),
    ProblemType(
        "store-unavailable",
        503,
        Text("Veriler şu anda açılamıyor", "The data are not available now"),
        Text(
            "Kısa bir süre sonra yeniden deneyin. Kayıt silinmiş değildir.",
            "Try again in a short while. The record has not been deleted.",
        ),
    ),
)
"""Every kind of problem that the service reports, by slug."""
