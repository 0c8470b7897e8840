"""Virtuoso, a server that others run, loads the export ``nquads`` and answers as the embedded store does."""

from __future__ import annotations

import csv
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
    "who is two steps away": """
        SELECT DISTINCT ?label WHERE { id:customs-officer met:connectedTo/met:connectedTo ?p .
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

    def _ask(self, statements: str) -> subprocess.CompletedProcess[str]:
        options = ["banner=off", "verbose=off", "prompt=off", "csv=on", "csv_rfc4180=on"]
        command = ["isql-vt", f"127.0.0.1:{self._port}", "dba", "dba", *options]
        return subprocess.run(
            [*command, f"exec={statements}"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    def rows(self, statements: str) -> list[tuple[str, ...]]:
        """Return the rows that statements give, as texts."""
        done = self._ask(statements)
        assert done.returncode == 0, done.stderr
        return [tuple(row) for row in csv.reader(done.stdout.splitlines(keepends=True)) if row]

    def stop(self) -> None:
        """Stop the server: its database goes with its folder."""
        self._server.kill()
        self._server.wait(30)


@pytest.fixture(scope="module")
def virtuoso(own: Exported, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A server that has loaded the project's own graph with its bulk loader."""
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    try:
        server.wait()
        shutil.copy(own.path("nquads"), server.folder / "graph.nq")
        load = f"ld_dir('{server.folder}', '*.nq', 'none'); rdf_loader_run();"
        state = server.rows(load + "select ll_state, ll_error from DB.DBA.load_list;")
        assert state == [("2", "")] or state == [("2", "NULL")]
        yield server
    finally:
        server.stop()


@pytest.mark.parametrize("name", QUERIES)
def test_virtuoso_answers_as_the_embedded_store(
    name: str, own: Exported, virtuoso: Virtuoso
) -> None:
    query = PREFIXES + QUERIES[name]
    ours = sorted(
        tuple(str(getattr(value, "value", "")) for value in row) for row in own.graph.select(query)
    )
    theirs = sorted(virtuoso.rows(f"sparql {' '.join(query.split())};"))
    assert ours
    assert theirs == ours
