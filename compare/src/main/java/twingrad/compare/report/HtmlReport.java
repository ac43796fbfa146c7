package twingrad.compare.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import twingrad.compare.Verdict;
import twingrad.compare.files.Reason;
import twingrad.compare.files.WholeFile;

/**
 * One self-contained HTML page of headings, words, tables and charts, in the order in which they are added. It opens
 * from disk, asks the network for nothing, runs no script, is light or dark as the reader's machine is, and prints.
 */
public final class HtmlReport {

    private static final String STYLE = "report-page.css";

    private static final Pattern NAME = Pattern.compile("^[^:]+:");

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private boolean isOpen;

    /** An empty page; {@code lead} says in a sentence what was done. */
    public HtmlReport(String title, String lead) {
        this.title = title;
        body.append("<header>\n<h1>%s</h1>\n<p>%s</p>\n</header>\n<main>\n".formatted(escaped(title), escaped(lead)));
    }

    /** Begins a section. */
    public HtmlReport section(String heading) {
        body.append(isOpen ? "</section>\n" : "");
        body.append("<section>\n<h2>%s</h2>\n".formatted(escaped(heading)));
        isOpen = true;
        return this;
    }

    /** A paragraph. */
    public HtmlReport text(String text) {
        body.append("<p>%s</p>\n".formatted(escaped(text)));
        return this;
    }

    /** A paragraph that is an outcome, in the color of its verdict; the name before its first colon is bold. */
    public HtmlReport outcome(String text, Verdict verdict) {
        String marked = NAME.matcher(escaped(text)).replaceFirst("<strong>$0</strong>");
        body.append("<p class=\"%s\">%s</p>\n".formatted(verdict, marked));
        return this;
    }

    /** A table; a cell that is a verdict is colored, one that begins with a figure stands to the right. */
    public HtmlReport table(List<String> header, List<List<String>> rows) {
        body.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table>\n<thead><tr>");
        header.forEach(
                cell -> body.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
        body.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            body.append("<tr>");
            row.forEach(cell -> body.append(kind(cell)).append(escaped(cell)).append("</td>"));
            body.append("</tr>\n");
        }
        body.append("</tbody>\n</table>\n</div>\n");
        return this;
    }

    private static String kind(String cell) {
        Optional<Verdict> verdict = Ink.in(cell);
        if (verdict.isPresent()) {
            return "<td class=\"" + verdict.get() + "\">";
        }
        return cell.matches("-?[0-9.]+([eE][-+]?[0-9]+)?( ?%)?|NaN|-?Infinity") ? "<td class=\"number\">" : "<td>";
    }

    /** A chart, in the colors of the reader's scheme. */
    public HtmlReport chart(Picture picture) {
        body.append("""
                <figure class="wide" tabindex="0" role="region" aria-label="Chart">
                <picture>
                <source media="screen and (prefers-color-scheme: dark)" srcset="%s">
                <img alt="%s" width="%d" height="%d" src="%s">
                </picture>
                </figure>
                """.formatted(
                        picture.address(ChartTheme.DARK),
                        escaped(picture.title()),
                        picture.pageWidth(),
                        picture.pageHeight(),
                        picture.address(ChartTheme.LIGHT)));
        return this;
    }

    /** The page as text. */
    public String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy"
                      content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s%s</main>
                </body>
                </html>
                """.formatted(escaped(title), style(), body, isOpen ? "</section>\n" : "");
    }

    /** Writes the page to a file, whole or not at all. */
    public void write(Path file) {
        WholeFile.write(file, html());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException(STYLE + ": expected a resource beside HtmlReport, got none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(STYLE + ": expected a resource that can be read, got " + Reason.of(e), e);
        }
    }
}
