package twingrad.compare.cli;

import java.io.IOException;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import twingrad.compare.report.Ink;

/** Whether the words that are printed go to a terminal that shows colors, and whether they are wanted. */
final class Colors {

    /** As in {@link StepTerminal}: it asks the operating system, the same on every JDK. */
    private static final String PROVIDER = "jni";

    private static final int USUAL_COLUMNS = 80;

    private Colors() {}

    /** The ink for standard output or standard error. */
    static Ink ink(boolean isStandardError) {
        String noColor = System.getenv("NO_COLOR");
        boolean wanted = (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return wanted && isTerminal(isStandardError) ? Ink.COLORED : Ink.PLAIN;
    }

    /** Columns of the terminal that standard output or standard error goes to; the usual number if it does not tell. */
    static int columns(boolean isStandardError) {
        try {
            int told = TerminalProvider.load(PROVIDER)
                    .systemStreamWidth(isStandardError ? SystemStream.Error : SystemStream.Output);
            return told > 0 ? told : USUAL_COLUMNS;
        } catch (IOException e) {
            return USUAL_COLUMNS;
        }
    }

    /** Whether somebody watches standard output or standard error. */
    static boolean isTerminal(boolean isStandardError) {
        try {
            return System.console() != null
                    && TerminalProvider.load(PROVIDER)
                            .isSystemStream(isStandardError ? SystemStream.Error : SystemStream.Output);
        } catch (IOException e) {
            return false;
        }
    }
}
