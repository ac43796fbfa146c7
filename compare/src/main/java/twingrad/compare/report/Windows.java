package twingrad.compare.report;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Pixels from one window's corner to the next one's. */
    private static final int STEP = 40;

    private Windows() {}

    /** Opens them and comes back once they stand; where that cannot be, a line that says why not. */
    public static Optional<String> show(List<Picture> pictures) {
        return show(pictures, List.of());
    }

    /** With flags for the other JVM. */
    static Optional<String> show(List<Picture> pictures, List<String> flags) {
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
                return open(files, flags);
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

    private static Optional<String> open(List<Path> files, List<String> flags) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Windows.class.getName()));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
            return SHOWN.equals(line)
                    ? Optional.empty()
                    : Optional.of("no windows: " + (line == null ? "their process ended without a word" : line));
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
