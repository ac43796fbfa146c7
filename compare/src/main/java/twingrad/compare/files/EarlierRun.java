package twingrad.compare.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A training of an earlier day, as {@link TrainJson} and {@link CompareJson} wrote it.
 *
 * @param name the file's, without its ending, and the engine's
 * @param dataset what was trained on
 * @param losses the training loss of every epoch
 */
public record EarlierRun(String name, String dataset, double[] losses) {

    /** Largest file that is read: a million epochs of four engines. */
    private static final long MOST_BYTES = 100_000_000;

    /** Heap that a byte of a file may take once it is parsed: an empty object is 3 of them. */
    private static final int HEAP = 50;

    private static final String LOSSES = "trainLosses";

    /**
     * The trainings in a file: one of a train report, several of a compare report. UncheckedIOException, with the place
     * in the file, if it is neither.
     */
    public static List<EarlierRun> read(Path file) {
        JsonNode report = parse(file);
        String stem = file.getFileName().toString().replaceFirst("\\.json$", "");
        String dataset = text(file, report, "", "dataset");
        if (report.path("engines").isArray()) {
            var runs = new ArrayList<EarlierRun>();
            for (JsonNode engine : report.path("engines")) {
                runs.add(run(file, engine, "engines[" + runs.size() + "].", stem, dataset));
            }
            return runs;
        }
        return List.of(run(file, report, "", stem, dataset));
    }

    private static JsonNode parse(Path file) {
        var mapper = JsonMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        try {
            long most = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw wrong(file, "", "a file", "a folder, or a device, which may never end");
            }
            if (Files.size(file) > most) {
                throw wrong(
                        file,
                        "",
                        "at most " + most + " bytes",
                        Files.size(file) + "; is it a report of train or compare?");
            }
            JsonNode report = mapper.readTree(Files.readAllBytes(file));
            if (report.isMissingNode()) {
                throw wrong(file, "", "JSON", "nothing");
            }
            return report;
        } catch (StreamConstraintsException e) {
            throw wrong(file, "", "JSON as train and compare write it", "brackets too deep or a word too long");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String where = place == null ? "" : " in line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw wrong(file, "", "JSON", e.getOriginalMessage() + where);
        } catch (IOException e) {
            throw wrong(file, "", "a file that can be read", Reason.of(e));
        }
    }

    private static EarlierRun run(Path file, JsonNode report, String place, String stem, String dataset) {
        JsonNode losses = report.path(LOSSES);
        if (!losses.isArray()) {
            throw wrong(file, place, "\"" + LOSSES + "\", as train and compare write with --json", kind(losses));
        }
        var numbers = new double[losses.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(file, losses.get(i), place + LOSSES + "[" + i + "]: ");
        }
        return new EarlierRun(stem + " (" + text(file, report, place, "engine") + ")", dataset, numbers);
    }

    /** A number, or the text that stands for one that JSON has not. */
    private static double number(Path file, JsonNode node, String place) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(file, place, "a number", kind(node));
        };
    }

    private static String text(Path file, JsonNode report, String place, String key) {
        JsonNode node = report.path(key);
        if (!node.isTextual()) {
            throw wrong(file, place, "\"" + key + "\", as train and compare write with --json", kind(node));
        }
        return node.asText();
    }

    /** What came, in short. */
    private static String kind(JsonNode node) {
        if (node.isMissingNode()) {
            return "none";
        }
        return node.isContainerNode()
                ? "an " + node.getNodeType().toString().toLowerCase(Locale.ROOT)
                : Excerpt.of(node.toString());
    }

    private static UncheckedIOException wrong(Path file, String place, String expected, String got) {
        String message = file + ": " + place.replaceFirst("\\.$", ": ") + "expected " + expected + ", got " + got;
        return new UncheckedIOException(message, new IOException(message));
    }
}
