package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import twingrad.compare.Block;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;

/** Several witnesses' gradients side by side, entry by entry. */
public final class ValuesTable {

    /** Wide enough for a number's 9 digits, its sign and its exponent. */
    private static final int COLUMN = 19;

    private ValuesTable() {}

    /**
     * A witness's column.
     *
     * @param witness its name
     * @param answer its gradient, and which entries it does not see
     */
    public record Column(String witness, LossAndGradient answer) {}

    /** The names of the columns. */
    static List<String> header(List<Column> columns) {
        var header = new ArrayList<String>(List.of("entry"));
        columns.forEach(column -> header.add(column.witness()));
        return header;
    }

    /** A row for each entry of θ: its name, and its number in each witness. */
    static List<List<String>> rows(Network network, List<Column> columns) {
        var rows = new ArrayList<List<String>>();
        for (Block block : network.blocks()) {
            for (int entry = block.offset(); entry < block.end(); entry++) {
                var row = new ArrayList<String>();
                row.add(block.name()
                        + block.index(entry - block.offset()).toString().replace(" ", ""));
                for (Column column : columns) {
                    row.add(cell(column.answer(), entry));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String cell(LossAndGradient answer, int entry) {
        if (answer.limits().filter(limits -> limits.kinks().get(entry)).isPresent()) {
            return "kink";
        }
        if (answer.limits().filter(limits -> limits.unsampled().get(entry)).isPresent()) {
            return "not sampled";
        }
        return String.format(Locale.ROOT, "%.9g", answer.gradient()[entry]);
    }

    /** The lines of a text, without line breaks. */
    public static List<String> lines(Network network, List<Column> columns) {
        List<List<String>> rows = rows(network, columns);
        int names = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        var lines = new ArrayList<String>();
        lines.add(line(header(columns), names));
        rows.forEach(row -> lines.add(line(row, names)));
        return lines;
    }

    private static String line(List<String> cells, int names) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-" + names + "s", cells.get(0)));
        for (String cell : cells.subList(1, cells.size())) {
            line.append(String.format(Locale.ROOT, "%" + COLUMN + "s", cell));
        }
        return line.toString();
    }
}
