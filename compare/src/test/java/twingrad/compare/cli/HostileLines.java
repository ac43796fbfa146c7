package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The lines to try. They come from the command line's own model: a new command or option is among them without anybody
 * remembering.
 */
final class HostileLines {

    /** Stands for what is no option. */
    private static final String FILE = "";

    /** Every value, none, and twice. */
    static final int TURNS = HostileValue.ALL.size() + 2;

    private static final int OF_FLAGS = 6;

    /** Options by command; {@link #FILE} where files can be given. */
    private final Map<String, List<String>> places = new TreeMap<>();

    /** Options that take no value: a few show that. */
    private final Set<String> flags = new TreeSet<>();

    private int turn;

    private HostileLines() {}

    /** Of a command line and its commands. */
    static HostileLines of(CommandLine main) {
        var lines = new HostileLines();
        lines.add("", main);
        main.getSubcommands().forEach(lines::add);
        return lines;
    }

    private void add(String name, CommandLine command) {
        var found = new ArrayList<String>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            found.add(option.longestName());
            if (option.arity().max() == 0) {
                flags.add(option.longestName());
            }
        }
        found.add(FILE);
        places.put(name, found);
    }

    /** Every option and file with so many of the values, in turns; an option without one and an option twice count. */
    List<HostileLine> each(int values) {
        var lines = new ArrayList<HostileLine>();
        places.forEach((command, names) -> names.forEach(name -> {
            for (int i = 0; i < (flags.contains(name) ? Math.min(values, OF_FLAGS) : values); i++) {
                add(lines, command, name, turn++ % TURNS);
            }
        }));
        return lines;
    }

    private void add(List<HostileLine> lines, String command, String name, int turn) {
        boolean isOption = !name.equals(FILE);
        if (turn < HostileValue.ALL.size()) {
            String value = HostileValue.ALL.get(turn).text();
            add(lines, command, List.of(name), List.of(value), true);
            boolean mayBeAnotherWord = value.isEmpty() || "-@".indexOf(value.charAt(0)) >= 0;
            if (isOption && !flags.contains(name) && mayBeAnotherWord) {
                add(lines, command, List.of(name), List.of(value), false);
            }
        } else if (isOption && turn == HostileValue.ALL.size()) {
            add(lines, command, List.of(name), List.of(), true);
        } else if (isOption) {
            add(lines, command, List.of(name, name), List.of("1", "2"), true);
        }
    }

    /** Two or three places of a command with values, all drawn. */
    Stream<HostileLine> random(int number, Random random) {
        var commands = List.copyOf(places.keySet());
        return Stream.generate(() -> {
                    String command = commands.get(random.nextInt(commands.size()));
                    var names = new ArrayList<String>();
                    var values = new ArrayList<String>();
                    for (int i = 2 + random.nextInt(2); i > 0; i--) {
                        names.add(drawn(places.get(command), random));
                        values.add(drawn(HostileValue.ALL, random).text());
                    }
                    var one = new ArrayList<HostileLine>();
                    add(one, command, names, values, random.nextBoolean());
                    return one;
                })
                .flatMap(List::stream)
                .limit(number);
    }

    private static <T> T drawn(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Leaves out what nobody should wait for. */
    private void add(
            List<HostileLine> lines, String command, List<String> names, List<String> values, boolean isOneWord) {
        var spoiled = new ArrayList<String>();
        var files = new ArrayList<String>();
        GoodLine good = GoodLine.of(command);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (values.isEmpty()) {
                spoiled.add(name);
            } else if (GoodLine.isHonestWork(command, name, values.get(i))) {
                return;
            } else if (name.equals(FILE)) {
                files.add(values.get(i));
            } else if (isOneWord || flags.contains(name)) {
                spoiled.add(name + "=" + values.get(i));
            } else {
                spoiled.add(name);
                spoiled.add(values.get(i));
            }
        }
        spoiled.removeIf(String::isEmpty);
        lines.add(new HostileLine(
                command, names, values, good.words(command, spoiled, files.isEmpty() ? good.files() : files)));
    }
}
