"""The Europeana Data Model: external EDM as RDF/XML, as data providers send it to Europeana.

What is what, by the EDM Definition 5.2.8 and the Mapping Guidelines 2.4:

- `edm:ProvidedCHO`, each with its `ore:Aggregation` and the page as `edm:WebResource`: sites,
  waters and practices. They are what the inventory looks after as heritage: built, natural or
  living.
- Contextual resources, which records point to and which Europeana can dereference: places
  (`edm:Place`), people and institutions (`edm:Agent`), periods and the dates of phases
  (`edm:TimeSpan`), types (`skos:Concept`). Asked for by themselves they come without a record.
  A concept scheme, for which external EDM has no class, comes as the concepts at its top.
- Not in EDM: publications, for we hold no digital copy of one, and Europeana takes no mere
  citation (records name them by `dcterms:isReferencedBy`); routes and projects, which are plans
  of our day; research, events and designations, as external EDM has no class for events (records
  name them by `edm:hasMet`); sources, which are about the data.

`edm:type` is TEXT for all: what `edm:isShownAt` opens is a page of text, in Turkish and English;
there is no picture of the thing. So `dc:language`, which TEXT demands, has both languages.

`edm:rights` names the licence with `http`, the only form that Europeana's rules let pass.
Years are those of ISO 8601: ``-0399`` is 400 BCE.
"""

from __future__ import annotations

from lxml import etree

from graph_service.http.problem_types import Text
from graph_service.profiles.edm.context import asked_for
from graph_service.profiles.edm.objects import record
from graph_service.profiles.edm.terms import EDM
from graph_service.profiles.edm.tree import rdf
from graph_service.profiles.reading import Reading
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.profiles import Conversion, Profile
from graph_service.resources.representations import RDF_XML

OBJECTS = frozenset({"site", "waterway", "practice"})
"""The kinds that are cultural heritage objects, for OAI-PMH and dumps."""
CONTEXTS = frozenset({"place", "agent", "period", "type"})
"""The kinds that are contextual resources."""

LOSSES = (
    Text(
        "Evrelerin türü (yapım, onarım, kullanım) yazılmaz; yalnızca tarihleri zaman aralığı "
        "olarak kalır. Kesin olmayan tarihler bunu belirten bir notla verilir; tarihi olmayan "
        "kuşkulu bir dönem yazılmaz. Tarihlerin kaynaktaki yazımı kalmaz.",
        "The kind of a phase (building, repair, use) is not said; its dates remain, as time-spans. "
        "Dates that are not certain carry a note that says so; a doubtful period without dates is "
        "left out. The wording of dates in the sources is not kept.",
    ),
    Text(
        "Kişilerin rolleri üçe iner: yapan, katkıda bulunan, ilişkili olan.",
        "The roles of people become three: who made it, who contributed, who had to do with it.",
    ),
    Text(
        "Adların türü, kullanıldığı yıllar ve kesinliği yazılmaz.",
        "The kinds of names, their years and how sure they are are not said.",
    ),
    Text(
        "Konum tek noktadır; çizilmiş sınırlar ve çizgiler yazılmaz, onların yerine uydurma bir "
        "nokta da konmaz. Yaklaşık noktanın yaklaşık olduğu notta belirtilir.",
        "A position is one point: drawn extents and lines are left out, and no point is made up "
        "for them. A note says so where a point is only approximate.",
    ),
    Text(
        "Hangi bilginin hangi kaynaktan geldiği yazılmaz; kaynaklar yalnızca varlığın bütünü için "
        "sayılır.",
        "Which source says what is not kept; sources are listed for the thing as a whole.",
    ),
    Text(
        "Olaylar, araştırmalar, projeler ve tesciller yalnızca adresleriyle anılır.",
        "Events, research, projects and designations are named by their addresses only.",
    ),
    Text(
        "Dönemlerin yalnızca birebir eşleşmeleri yazılır.",
        "Of the matches of periods only the exact ones are written.",
    ),
)


def element(document: Document, mentions: Mentions, place: Place) -> etree._Element:
    """A document as one `rdf:RDF` element: a record, or contextual resources by themselves."""
    reading = Reading.of(document, mentions)
    if reading.kind in OBJECTS:
        return rdf(record(reading, place))
    return rdf(asked_for(reading))


def write(document: Document, mentions: Mentions, place: Place) -> bytes:
    """A document as RDF/XML in EDM."""
    root = element(document, mentions, place)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


PROFILE = Profile(
    "edm",
    Text("Europeana Veri Modeli (EDM)", "Europeana Data Model (EDM)"),
    Text(
        "Europeana’ya veri sağlayanların kullandığı dış EDM, RDF/XML olarak: alanlar, su "
        "varlıkları ve yaşayan miras kültür varlığı kaydı; yerler, kişiler, dönemler ve türler "
        "bağlam kaydı olarak.",
        "External EDM, as providers send it to Europeana, in RDF/XML: sites, waters and practices "
        "as cultural heritage objects; places, agents, periods and types as contextual resources.",
    ),
    conversions=(Conversion(RDF_XML, write),),
    uris=(EDM.iri,),
    kinds=OBJECTS | CONTEXTS,
    losses=LOSSES,
)
