import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from tests.sparql.live import serving

DATA = "<http://www.w3.org/data/{name}> a <http://www.w3.org/type/{name}> ."


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory):
    """The graphs that W3C's protocol tests ask: data0 to data3, and their merge."""
    path = tmp_path_factory.mktemp("protocol") / "store"
    store = Store(str(path))
    for name in ("data0", "data1", "data2", "data3"):
        graph = NamedNode(f"http://kasei.us/2009/09/sparql/data/{name}.rdf")
        text = DATA.format(name=name)
        store.load(text, RdfFormat.TURTLE, to_graph=graph)
        store.load(text, RdfFormat.TURTLE)
    store.flush()
    del store
    with serving(path, query_timeout=10) as server:
        yield server
