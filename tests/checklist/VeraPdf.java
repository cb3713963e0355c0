import java.io.FileInputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of every PDF whether it keeps to PDF/UA-1; the exit code is the number of those that do not. */
public final class VeraPdf {
  public static void main(String[] files) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    int bad = 0;
    for (String file : files) {
      try (FileInputStream bytes = new FileInputStream(file);
          PDFAParser parser = Foundries.defaultInstance().createParser(bytes, PDFAFlavour.PDFUA_1)) {
        ValidationResult result =
            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
        if (!result.isCompliant()) {
          bad++;
          System.out.println(file + ": not PDF/UA-1");
          for (TestAssertion fault : result.getTestAssertions()) {
            System.out.println("  " + fault.getRuleId() + " " + fault.getMessage());
          }
        }
      }
    }
    System.out.println(files.length - bad + " of " + files.length + " keep to PDF/UA-1");
    System.exit(Math.min(bad, 100));
  }
}
