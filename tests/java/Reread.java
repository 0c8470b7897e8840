import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;

/** Reads each file named with Apache Jena, its format told by its suffix, and writes it as N-Quads to a file beside, named `FILE.jena`. */
public class Reread {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file + ".jena"))) {
                StreamRDF quads = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
                RDFParser.source(file).checking(true).strict(true).parse(quads);
            }
        }
    }
}
