import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.*;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Tells what the OWL API, the library behind Protégé, sees in each file named: one line a fact, fields separated by tabs.
 *
 * `ontology IRI VERSION`, `violation TEXT`, `undeclared IRI`, `class IRI`, `individual IRI LABEL`, `link SUBJECT PROPERTY OBJECT`.
 */
public class OwlContents {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            tell(OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file)));
        }
    }

    private static void tell(OWLOntology ontology) {
        OWLOntologyID id = ontology.getOntologyID();
        say("ontology", id.getOntologyIRI().get().toString(), id.getVersionIRI().get().toString());
        for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            say("violation", violation.toString().replaceAll("\\s+", " "));
        }
        for (OWLEntity entity : ontology.getSignature()) {
            if (!ontology.isDeclared(entity) && !entity.isBuiltIn()) {
                say("undeclared", entity.getEntityType().getName(), entity.getIRI().toString());
            }
        }
        for (OWLClass one : ontology.getClassesInSignature()) {
            say("class", one.getIRI().toString());
        }
        for (OWLNamedIndividual one : ontology.getIndividualsInSignature()) {
            say("individual", one.getIRI().toString(), label(ontology, one.getIRI()));
        }
        for (OWLObjectPropertyAssertionAxiom link : ontology.getAxioms(AxiomType.OBJECT_PROPERTY_ASSERTION)) {
            say(
                "link",
                link.getSubject().asOWLNamedIndividual().getIRI().toString(),
                link.getProperty().asOWLObjectProperty().getIRI().toString(),
                link.getObject().asOWLNamedIndividual().getIRI().toString()
            );
        }
    }

    private static String label(OWLOntology ontology, IRI subject) {
        for (OWLAnnotationAssertionAxiom axiom : ontology.getAnnotationAssertionAxioms(subject)) {
            if (axiom.getProperty().isLabel() && axiom.getValue() instanceof OWLLiteral) {
                return ((OWLLiteral) axiom.getValue()).getLiteral().replaceAll("\\s+", " ");
            }
        }
        return "";
    }

    private static void say(String... fields) {
        System.out.println(String.join("\t", fields));
    }
}
