package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A {@code twingrad train} line to copy, with the samples that a search was asked for. */
final class TrainLine {

    /** Options of the search alone; those that say what is tried come from the trial. */
    private static final Set<String> OWN =
            Set.of("--points", "--random", "--refine", "--out", "--json", "--threads", "--verbose");

    private final List<String> words;

    private TrainLine(List<String> words) {
        this.words = words;
    }

    /**
     * The beginning of the line.
     *
     * @param parsed what was typed
     * @param split what the search added to it
     */
    static TrainLine of(ParseResult parsed, Optional<List<Double>> split) {
        var words = new ArrayList<>(List.of("twingrad", "train"));
        parsed.matchedPositionals().forEach(positional -> words.addAll(positional.originalStringValues()));
        Set<String> hyperparameters = SpaceOptions.names();
        for (OptionSpec option : parsed.matchedOptions()) {
            String name = option.longestName();
            if (!OWN.contains(name) && !hyperparameters.contains(name)) {
                words.addAll(words(option, name));
            }
        }
        split.ifPresent(fractions -> {
            words.add("--split");
            words.add(fractions.stream().map(String::valueOf).collect(Collectors.joining(",")));
        });
        return new TrainLine(words);
    }

    private static List<String> words(OptionSpec option, String name) {
        if (option.arity().max() == 0) {
            boolean isOn = Boolean.TRUE.equals(option.getValue());
            return List.of(isOn ? name : name.replaceFirst("^--", "--no-"));
        }
        return Stream.concat(Stream.of(name), Stream.of(String.join(",", option.originalStringValues())))
                .toList();
    }

    /** The whole line, for a shell. */
    String with(Map<String, String> setting) {
        return Stream.concat(
                        words.stream(),
                        setting.entrySet().stream()
                                .flatMap(entry -> Stream.of("--" + entry.getKey(), entry.getValue())))
                .map(TrainLine::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w.,:/=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
