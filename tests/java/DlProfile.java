import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Tells how each file named fails to be in OWL 2 DL, by the OWL API's own checker: the one behind Protégé.
 *
 * Prints a line `axioms NUMBER FILE` for each file and, below it, a line `violation TEXT` for each violation.
 */
public class DlProfile {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
            System.out.println("axioms " + ontology.getAxiomCount() + " " + file);
            for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                System.out.println("violation " + violation.toString().replaceAll("\\s+", " "));
            }
        }
    }
}
