import java.io.FileInputStream;
import java.io.InputStream;
import java.util.*;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

/**
 * What veraPDF says of files: one line each, 'FILE PROFILE ok' or 'FILE PROFILE' and the rules that are broken.
 * The profiles are read as plain XML, since the jar lacks the part of Java that veraPDF reads them with.
 */
public class Verdicts {
  static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  static ValidationProfile profile(String name) throws Exception {
    InputStream xml = PDFAParser.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml");
    Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    Set<Rule> rules = new HashSet<>();
    NodeList listed = root.getElementsByTagName("rule");
    for (int i = 0; i < listed.getLength(); i++) {
      Element rule = (Element) listed.item(i), id = (Element) rule.getElementsByTagName("id").item(0);
      RuleId ruleId = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
          id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
      Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
      rules.add(Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
          text(rule, "description"), text(rule, "test"),
          Profiles.errorFromValues(text(rule, "message"), Collections.emptyList()), Collections.emptyList()));
    }
    Set<Variable> variables = new HashSet<>();
    listed = root.getElementsByTagName("variable");
    for (int i = 0; i < listed.getLength(); i++) {
      Element one = (Element) listed.item(i);
      variables.add(Profiles.variableFromValues(one.getAttribute("name"), one.getAttribute("object"),
          text(one, "defaultValue"), text(one, "value")));
    }
    return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
  }

  static String verdict(String file, ValidationProfile profile) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), profile.getPDFAFlavour());
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      Set<String> broken = new TreeSet<>();
      for (TestAssertion one : result.getTestAssertions()) {
        if (one.getStatus() == TestAssertion.Status.FAILED) {
          broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
        }
      }
      return result.isCompliant() ? "ok" : String.join(" ", broken);
    } catch (Exception error) {
      return "unreadable: " + error;
    }
  }

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String name : new String[] {"PDFUA-1", "PDFA-2A"}) {
      ValidationProfile profile = profile(name);
      for (String file : files) {
        System.out.println(file + " " + name + " " + verdict(file, profile));
      }
    }
  }
}
