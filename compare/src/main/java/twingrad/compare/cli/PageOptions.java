package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import twingrad.compare.report.HtmlReport;

/** Whether a page is written, and where. */
final class PageOptions {

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one self-contained page with the tables and the charts.")
    private Path html;

    /** Makes the page's folder, and refuses what cannot be written, before any work is done. */
    void prepare() {
        if (html != null) {
            OutputOptions.prepare(html);
        }
    }

    /** Writes the page if it was asked for. */
    void write(Supplier<HtmlReport> page, PrintWriter text) {
        if (html != null) {
            page.get().write(html);
            text.println("wrote " + html);
        }
    }
}
