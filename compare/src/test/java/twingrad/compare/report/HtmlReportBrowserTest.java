package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser. */
class HtmlReportBrowserTest {

    @RegisterExtension
    private static final Chromium browser = new Chromium();

    @Test
    void it_fits_a_narrow_screen_and_a_wide_one_in_light_and_dark(@TempDir Path folder) {
        Path file = folder.resolve("page.html");
        HtmlReportTest.page().write(file);
        for (String scheme : List.of("light", "dark")) {
            for (int width : new int[] {390, 1280}) {
                browser.show(width, 900, scheme);
                browser.open(file);

                assertThat(browser.overflowing()).as("%s, %d", scheme, width).isEmpty();
                assertThat(browser.complaints()).isEmpty();
                boolean isLoaded = browser.run("return [...document.images].every(image => image.naturalWidth > 0)");
                assertThat(isLoaded).isTrue();
            }
        }
    }
}
