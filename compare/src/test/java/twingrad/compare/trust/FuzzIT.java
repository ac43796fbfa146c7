package twingrad.compare.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Jazzer against every reader, each in a JVM of its own with 512 MB, beginning with the reader's good files. */
@EnabledOnOs(architectures = "amd64", disabledReason = "Jazzer brings machine code, for x86 everywhere")
class FuzzIT {

    private static final long HOURS_6 = 360;

    /** Longest input, in bytes, unless twice the longest good file is longer: short ones are tried sooner. */
    private static final int SHORT = 256;

    /** What Jazzer looks for in programs of other kinds; to watch for it takes longer to start than to test. */
    private static final List<String> NOT_HERE = Stream.of(
                    "BigDecimal",
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "FilePathTraversal",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "RegexRoadblocks",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "TemplateInjection",
                    "UnsafeSanitizer",
                    "XPathInjection",
                    "XmlParserSsrfGuidance")
            .map("com.code_intelligence.jazzer.sanitizers."::concat)
            .toList();

    private static final Pattern DONE = Pattern.compile("Done \\d+ runs in \\d+ second\\(s\\)");

    private static final String FINDING = "== Java Exception: ";

    @TempDir(factory = InMemory.class)
    private Path folder;

    @Test
    void ten_seconds_find_nothing() throws Exception {
        assertNothingFound("-max_total_time=10");
    }

    @Test
    @Tag("trust")
    void ten_million_inputs_find_nothing() throws Exception {
        assertNothingFound("-runs=10000000");
    }

    @Test
    void a_planted_fault_is_found() throws IOException {
        Jvm.Outcome outcome = fuzz(PlantedFault.class, "none", List.of("-max_total_time=120"), folder, folder);

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.err()).contains(FINDING + "java.lang.IndexOutOfBoundsException: planted");
    }

    /** Two readers at a time: every machine that tests has two cores. */
    private void assertNothingFound(String limit) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            var outcomes = new EnumMap<HostileReader, Future<Jvm.Outcome>>(HostileReader.class);
            for (HostileReader reader : HostileReader.values()) {
                if (reader.isFuzzed()) {
                    outcomes.put(reader, two.submit(() -> fuzz(reader, limit)));
                }
            }
            var found = new ArrayList<String>();
            for (var outcome : outcomes.entrySet()) {
                String last = conclusion(outcome.getValue().get());
                System.out.println(outcome.getKey() + ": " + last);
                if (!DONE.matcher(last).matches()) {
                    found.add(outcome.getKey() + ": " + last);
                }
            }
            assertThat(found).isEmpty();
        } finally {
            two.shutdownNow();
        }
    }

    /** What was found, whose input then lies in {@code target}, or how many runs were done. */
    private static String conclusion(Jvm.Outcome outcome) {
        int finding = Math.max(0, outcome.err().indexOf(FINDING));
        return outcome.status() == 0
                ? outcome.err().lines().reduce((line, next) -> next).orElse("nothing was said")
                : outcome.err().substring(finding) + outcome.out();
    }

    private Jvm.Outcome fuzz(HostileReader reader, String limit) throws IOException {
        Path place = Files.createDirectories(folder.resolve(reader.name()));
        int longest = reader.files().values().stream()
                .mapToInt(file -> file.length)
                .max()
                .orElseThrow();
        return fuzz(
                FuzzTarget.class,
                reader + " " + place,
                List.of(
                        limit,
                        "-max_len=" + Math.max(SHORT, 2 * longest),
                        "-artifact_prefix=" + Path.of("target", reader + "-").toAbsolutePath()),
                reader.folder(),
                place);
    }

    private static Jvm.Outcome fuzz(Class<?> target, String arguments, List<String> limits, Path corpus, Path place)
            throws IOException {
        Path found = Files.createDirectories(place.resolve("found"));
        var all = new ArrayList<>(List.of(
                "--target_class=" + target.getName(),
                "--target_args=" + arguments,
                "--instrumentation_includes=twingrad.datasets.**:twingrad.compare.files.**"
                        + ":twingrad.compare.expression.**:twingrad.compare.trust.**"
                        + ":com.fasterxml.jackson.core.json.**",
                "--disabled_hooks=" + String.join(":", NOT_HERE),
                "-timeout=60"));
        all.addAll(limits);
        all.addAll(List.of(found.toString(), corpus.toString()));
        return new Jvm(place, HOURS_6, List.of("-Xmx512m", "-XX:+UseSerialGC"))
                .run("com.code_intelligence.jazzer.Jazzer", all);
    }

    /** A folder in memory where the system shows memory as one: a disk would take most of the time. */
    static final class InMemory implements TempDirFactory {
        /** For what all readers find and are told, in bytes; containers often have less. */
        private static final long ROOM = 1L << 28;

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM
                    ? Files.createTempDirectory(memory, "twingrad")
                    : Files.createTempDirectory("twingrad");
        }
    }

    /** What must be found: the negative control. */
    public static final class PlantedFault {
        private PlantedFault() {}

        /** Three bytes say it all. */
        public static void fuzzerTestOneInput(byte[] input) {
            if (input.length > 2 && input[0] == 'b' && input[1] == 'a' && input[2] == 'd') {
                throw new IndexOutOfBoundsException("planted");
            }
        }
    }
}
