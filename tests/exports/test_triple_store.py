"""Virtuoso, a server that others run, loads the export ``nquads`` and answers as the embedded store does."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Exported

pytestmark = pytest.mark.skipif(
    shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None,
    reason="needs Virtuoso: apt-get install virtuoso-opensource",
)

SETTINGS = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
LiteMode = 1
DirsAllowed = {folder}
DisableUnixSocket = 1
"""

PREFIXES = """
PREFIX met: <https://w3id.org/metier/ontology#>
PREFIX id: <https://w3id.org/metier/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

QUERIES = {
    "every text": """
        SELECT ?node ?text WHERE {
            ?node skos:prefLabel|skos:altLabel|skos:definition|skos:note|met:markdown ?text }""",
    "links with their notes": """
        SELECT ?from ?type ?to ?note WHERE { ?r a met:Relation ; met:source ?s ; met:target ?t ;
            met:relationType/skos:prefLabel ?type ; skos:note ?note .
            ?s skos:prefLabel ?from . ?t skos:prefLabel ?to }""",
    "tools that two occupations share": """
        SELECT ?one ?other ?label WHERE { ?one met:usesTool ?tool . ?other met:usesTool ?tool .
            ?tool skos:prefLabel ?label FILTER(STR(?one) < STR(?other)) }""",
    "triples a graph": """
        SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o }
            FILTER(STRSTARTS(STR(?g), "https://w3id.org/metier/")) } GROUP BY ?g""",
    "what is two steps apart": """
        SELECT DISTINCT ?one ?label WHERE { ?one met:connectedTo/met:connectedTo ?p .
            ?p skos:prefLabel ?label }""",
}


class Virtuoso:
    """A server on loopback with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        settings = folder / "virtuoso.ini"
        settings.write_text(SETTINGS.format(folder=folder, port=self._port))
        command = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
        self._server = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        """Return when the server answers, after a minute at most."""
        for _ in range(240):
            if self._ask("select 1;").returncode == 0:
                return
            time.sleep(0.25)
        raise TimeoutError((self.folder / "virtuoso.log").read_text())

    def _ask(self, statements: str) -> subprocess.CompletedProcess[bytes]:
        options = ["banner=off", "verbose=off", "prompt=off", "blobs=on"]
        command = ["isql-vt", f"127.0.0.1:{self._port}", "dba", "dba", *options]
        return subprocess.run(
            [*command, f"exec={statements}"], check=False, capture_output=True, timeout=300
        )

    def load(self, path: Path) -> None:
        """Load a file of N-Quads with the bulk loader."""
        shutil.copy(path, self.folder / "graph.nq")
        self._ask(f"ld_dir('{self.folder}', '*.nq', 'none'); rdf_loader_run();")
        problems = (
            "select count(*) from DB.DBA.load_list where ll_state <> 2 or ll_error is not null;"
        )
        assert self._ask(problems).stdout.split() == [b"0"]

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """Answer a SELECT: the values of each row as texts. Its line ends become blanks."""
        words = " ".join(query.split())
        done = self._ask(f'sparql define output:format "JSON" {words};')
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        names = answer["head"]["vars"]
        return [
            tuple(row[name]["value"] for name in names) for row in answer["results"]["bindings"]
        ]

    def stop(self) -> None:
        """Stop the server: its database goes with its folder."""
        self._server.kill()
        self._server.wait(30)


@pytest.fixture(scope="module", params=["own", "awkward"])
def loaded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Exported, Virtuoso]]:
    """A collection, and a server that has loaded it."""
    exported: Exported = request.getfixturevalue(request.param)
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    try:
        server.wait()
        server.load(exported.path("nquads"))
        yield exported, server
    finally:
        server.stop()


@pytest.mark.parametrize("name", QUERIES)
def test_virtuoso_answers_as_the_embedded_store(
    name: str, loaded: tuple[Exported, Virtuoso]
) -> None:
    exported, server = loaded
    query = PREFIXES + QUERIES[name]
    ours = sorted(
        tuple(str(getattr(value, "value", "")) for value in row)
        for row in exported.graph.select(query)
    )
    assert ours
    assert sorted(server.rows(query)) == ours
