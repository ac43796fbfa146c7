package twingrad.compare.report;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import javax.swing.ImageIcon;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/**
 * Pictures on the screen, a window each. They are shown by a JVM of their own: this one draws without a display, and
 * one that cannot be reached breaks Java's graphics for good. The windows outlive this process.
 */
public final class Windows {

    /** What the other JVM says once the windows stand. */
    private static final String SHOWN = "shown";

    /** A display that is far away may take seconds; one that never answers is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Pixels from one window's corner to the next one's. */
    private static final int STEP = 40;

    private Windows() {}

    /** Opens them and comes back once they stand; where that cannot be, a line that says why not. */
    public static Optional<String> show(List<Picture> pictures) {
        return show(pictures, List.of(), LONGEST);
    }

    /** With flags for the other JVM, which has so long to show them. */
    static Optional<String> show(List<Picture> pictures, List<String> flags, Duration longest) {
        if (pictures.isEmpty()) {
            return Optional.of("no windows: there is no picture to show");
        }
        try {
            Path folder = Files.createTempDirectory("twingrad-show");
            var files = new ArrayList<Path>();
            try {
                for (Picture picture : pictures) {
                    Path file = folder.resolve("%03d %s.png".formatted(files.size(), fileName(picture.title())));
                    files.add(file);
                    picture.save(file);
                }
                return open(files, flags, longest);
            } finally {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("show: expected to start another JVM, got " + e.getMessage(), e);
        }
    }

    private static String fileName(String title) {
        return title.replaceAll("[^\\w .,-]", "_");
    }

    private static Optional<String> open(List<Path> files, List<String> flags, Duration longest) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Windows.class.getName()));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = CompletableFuture.supplyAsync(
                () -> process.inputReader().lines().findFirst().orElse("their process ended without a word"));
        try {
            String line = said.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return SHOWN.equals(line) ? Optional.empty() : Optional.of("no windows: " + line);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            return Optional.of("no windows: their process said nothing for " + longest.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("no windows: interrupted before they stood");
        }
    }

    /** The other JVM's part. */
    public static void main(String[] files) throws IOException, InterruptedException, InvocationTargetException {
        System.out.println(attempt(files));
    }

    private static String attempt(String[] files) throws IOException, InterruptedException, InvocationTargetException {
        var images = new ArrayList<BufferedImage>();
        for (String file : files) {
            images.add(ImageIO.read(new File(file)));
        }
        try {
            if (GraphicsEnvironment.isHeadless()) {
                return "this machine has no display";
            }
            GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
            SwingUtilities.invokeAndWait(() -> {
                for (int i = 0; i < files.length; i++) {
                    String name = Path.of(files[i]).getFileName().toString();
                    open(name.substring(4, name.length() - 4), images.get(i), i * STEP);
                }
            });
            return SHOWN;
        } catch (AWTError | HeadlessException | LinkageError e) {
            return "the display cannot be used: " + e.getMessage();
        }
    }

    private static void open(String title, BufferedImage image, int offset) {
        var window = new JFrame(title);
        window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        window.add(new JScrollPane(new JLabel(new ImageIcon(image))));
        window.pack();
        window.setLocation(offset, offset);
        window.setVisible(true);
    }
}
