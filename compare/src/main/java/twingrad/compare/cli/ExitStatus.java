package twingrad.compare.cli;

/** What the process ends with. */
final class ExitStatus {
    static final int DONE = 0;

    /** A check disagrees or a target is missed. */
    static final int VERDICT = 1;

    static final int USAGE = 2;

    /** Data or files that cannot be read or written. */
    static final int DATA = 3;

    /** A defect of twingrad itself; after EX_SOFTWARE of BSD's sysexits. */
    static final int DEFECT = 70;

    /** Ended by Ctrl-C; as shells say it, 128 and the signal's number. */
    static final int INTERRUPTED = 128 + 2;

    /** Ended by SIGTERM. */
    static final int TERMINATED = 128 + 15;

    /** Ended as the terminal went away. */
    static final int HUNG_UP = 128 + 1;

    private ExitStatus() {}
}
